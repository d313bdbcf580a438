import { is, kind, skipBack } from '../characters.ts';
import type { NameJudgement } from './judge-name.ts';
import { linePrefix } from './line-break.ts';
import type { Link } from './after-name.ts';

/** A name that promises a secret, where it stands. */
export interface NamedPlace {
  readonly start: number;
  readonly end: number;
  readonly judgement: NameJudgement;
}

export const name_reach = 64;

/** Where the name begins that has a stem at `start`. */
export function nameStart(text: string, start: number): number {
  let at = skipBack(text, start, kind.name, Math.max(0, start - name_reach));
  if (text.charCodeAt(at - 1) === 0x5c && /[nrtbf]/.test(text[at] ?? '')) at++;
  if (text.charCodeAt(at) === 0x2d && text[at + 1] === 'D' && is(text, at + 2, kind.alnum)) return at + 2;
  if (text.charCodeAt(at - 1) === 0x2f) at = skipBack(text, at - 1, kind.name, Math.max(0, at - name_reach));
  return at;
}

/** `--password`, `-token`. */
export function isFlag(text: string, start: number): boolean {
  return (
    text[start] === '-' && (is(text, start - 1, kind.space | kind.quote) || start === 0 || text[start - 1] === '\\')
  );
}

/** `?token=`, `&sig=`. */
export function isInQuery(text: string, start: number): boolean {
  const before = text[start - 1];
  return before === '?' || before === '&' || (before === ';' && text.startsWith('&amp;', start - 5));
}

/** `DB_PASSWORD`. */
export function isConstantName(text: string, start: number, end: number): boolean {
  return /^[A-Z][A-Z0-9_]*$/.test(text.slice(start, end));
}

/** Whether values at this place are written literally (settings, flags, queries), not as program text. */
export function isLiteralPlace(text: string, place: NamedPlace, link: Link): boolean {
  if (link.tight || link.joint === 'here' || link.joint === 'space' || isFlag(text, place.start)) return true;
  return isConstantName(text, place.start, place.end) || isSettingsLine(text, place.start, link);
}

/** Whether nothing but a value can stand here: `DB_PASSWORD=x`, `--password=x`, `?password=x`. */
export function isCertainPlace(text: string, place: NamedPlace, link: Link): boolean {
  if (place.judgement.rule !== 'password') return false;
  if (link.joint === 'space') return isFlag(text, place.start);
  return (
    link.tight &&
    (isConstantName(text, place.start, place.end) || isFlag(text, place.start) || isInQuery(text, place.start))
  );
}

const onlyPrefix = new RegExp(String.raw`^${linePrefix}[ \t-]{0,40}$`);
const prefix_most = 120;

/** Whether nothing stands before `start` in its line but what a listing puts there. */
function beginsLine(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - prefix_most), start);
  const escaped = before.lastIndexOf('\\n');
  return onlyPrefix.test(before.slice(Math.max(before.lastIndexOf('\n') + 1, escaped < 0 ? 0 : escaped + 2)));
}

/** `  password: x` or `password = x` where a line begins: YAML, TOML, INI. */
function isSettingsLine(text: string, start: number, link: Link): boolean {
  if (link.name_quoted || (link.joint !== 'colon' && link.joint !== 'assign')) return false;
  let at = start - 1;
  while (at >= 0 && (text[at] === ' ' || text[at] === '\t' || text[at] === '-')) at--;
  if (at < 0 || text[at] === '\n' || (text[at] === 'n' && text[at - 1] === '\\')) return true;
  return /[\d+>#*;%:/→]/.test(text[at] ?? '') && beginsLine(text, start);
}
