import { beginsWord } from '../characters.ts';
import { judgeName } from '../names/judge-name.ts';
import type { Rule } from '../rule.ts';
import { rank } from '../spans.ts';
import { isSecretValue } from '../values/judge-value.ts';

const printed =
  /[ \t]+(?:-\w+[ \t]+)*["']?(?:[^\s"'|;&<>]{0,200}\/)?([\w.-]{1,64})["']?[ \t]*(?:\r?\n|\\n)([^\s"'\\]{8,256})(?=$|\s|\\n|\\?["'])/dy;

/** What a file that is named after a secret holds, right after the command that prints it. */
export const printedFile: Rule = {
  name: 'secret',
  words: ['cat ', 'head ', 'less ', 'get-content '],
  find(scan, start, end) {
    if (!beginsWord(scan.text, start)) return;
    printed.lastIndex = end - 1;
    const found = printed.exec(scan.text);
    scan.spend(48);
    const value = found?.indices?.[2];
    const judgement = judgeName(found?.[1] ?? '');
    if (!value || !judgement || judgement.strength < 2) return;
    const content = scan.text.slice(value[0], value[1]);
    if (isSecretValue(content, { judgement, quoted: true, literal: true, certain: false }))
      scan.hide(value[0], value[1], judgement.rule, rank.named);
  },
  pattern: printed.source,
  catches: [
    '$ cat config/master.key\n‹d9efb3801bba0280' + '448f659410d66c1b›',
    'cat /run/secrets/db_password\n‹rS8Kd0' + 'qzL2›\n',
  ],
  spares: ['cat public.key\nd9efb3801bba0280448f659410d66c1b', 'cat token.txt | wc -c\n33'],
};
