import { beginsWord, is, kind } from '../characters.ts';
import { linkAfter } from '../names/after-name.ts';
import { nextDigit } from '../names/next-digit.ts';
import { proseValues } from '../names/prose.ts';
import type { Rule } from '../rule.ts';
import { newCursor } from '../scan.ts';
import { rank } from '../spans.ts';
import { certainPlace, isSecretValue } from '../values/judge-value.ts';
import { readValue } from '../values/quoted.ts';

const value_most = 128;
const readNames = newCursor();
const closeLooks = newCursor();
/** Names before this stand in a run without space that goes on for more than a value is long. */
const longRun = newCursor();
const joint_most = 64;
/** More than lies between a name and the end of its value, in which there is a digit. */
const reach = 1280;

// oxfmt-ignore
const names = new Set(['пароль', 'пароля', '密码', '密碼', '口令', '密钥', '密鑰', '令牌', '暗証番号', 'パスワード', '비밀번호', '암호', 'mot de passe', 'mot_de_passe', 'motdepasse', 'contraseña', 'contrasena', 'clave', 'senha', 'hasło', 'haslo', 'wachtwoord', 'lösenord', 'losenord', 'adgangskode', 'passord', 'salasana', 'şifre', 'sifre', 'parola', 'heslo', 'jelszó', 'jelszo', 'mật khẩu', 'kata sandi', 'geslo', 'slaptažodis', 'parool', 'κωδικός', 'סיסמה', 'كلمة المرور', 'पासवर्ड', 'รหัสผ่าน']);

/** Passwords that are named in other languages than English. */
export const foreignNames: Rule = {
  name: 'password',
  words: [...names],
  find(scan, start, end) {
    if (
      start < scan.passed(readNames) ||
      start < scan.passed(longRun) ||
      !names.has(scan.text.slice(start, end).toLowerCase())
    )
      return;
    if (!beginsWord(scan.text, start) || is(scan.text, end, kind.alnum)) return;
    if (nextDigit(scan, end) > end + reach) return;
    const told = scan.mayLook(closeLooks, start) ? proseValues(scan, end) : [];
    const places = [linkAfter(scan, end)?.at ?? [], told].flat();
    for (const at of places) {
      const value = readValue(scan, at);
      if (value.end - value.start > value_most) {
        if (!value.quoted) scan.pass(longRun, value.end - value_most - joint_most);
        continue;
      }
      const content = scan.text.slice(value.start, value.end);
      if (!/\d/.test(content) || !isSecretValue(content, { ...certainPlace, certain: false })) continue;
      scan.hide(value.start, value.end, 'password', rank.named);
      scan.pass(readNames, value.end);
      return;
    }
  },
  pattern: 'foreign names',
  catches: [
    '密码：‹yNHBNkG4o' + '06SCRTd›',
    'mot de passe : ‹Saffron.umber' + '_4760›',
    'пароль: ‹Birch_otter' + '.6073›',
  ],
  spares: ['Введите пароль: (минимум 8)', 'mot de passe oublié ?'],
};
