import { kind, skip } from '../characters.ts';
import type { Scan } from '../scan.ts';
import { lineBreak } from './line-break.ts';
import { insideBlock, insideElement, insideWrapping } from './wrapping.ts';

export { afterScheme } from './wrapping.ts';

/** What stands between a name and its value. */
export type Joint = keyof typeof joints | 'space' | 'box';

export interface Link {
  readonly joint: Joint;
  /** Where the value, or its opening quote, begins. */
  readonly at: number;
  /** `NAME=value` without space, as in a shell, a query or a settings file. */
  readonly tight: boolean;
  /** Whether the name itself was in quotes. */
  readonly name_quoted: boolean;
}

/** What may close a name: quotes, brackets, a type, letters nobody sees, colours. */
const closing =
  /(?:\\*["'`]\}?|[“”„«»‘’]|\[\d{0,5}\]|[ \t]{1,4}(?:As[ \t]{1,4}\w{1,24}|\*?string|\[\](?:byte|rune))(?=[ \t]{0,4}=)|[ \t]{1,40}REG_[A-Z_]{2,12}(?=[ \t])|[\])*]|&quot;|&#3[49];|&apos;|[\u200b-\u200d\u2060\ufeff]|(?:\u001b|\\u001b|\\x1b|\\e|\\033)\[[\d;]{0,12}m){0,8}/y;

const joints = {
  here: '<<<',
  assign: String.raw`\?\?=|\|\|=|:{1,3}=|\?=|[+.]=|[=!]==?|=>|:-|=|＝|<-|<>|-(?:eq|ne)(?=[ \t])`,
  colon: String.raw`::?|：|[→⇒–—](?=[ \t])|(?<=[ \t])->(?=[ \t])`,
  comma: ',',
  call: String.raw`\(`,
  tag: '>',
  /** Another value in case this one is missing. */
  else: String.raw`\|\||\?\?|or(?=[ \t]+\\*["'])`,
  bar: String.raw`\||│|\.{3,60}(?=[ \t])|(?<=[ \t])\[(?!\\*["'])`,
  /** `token{"…"}`, `.toBe("…")`. */
  wrapped: String.raw`\{(?=\\*["'])|\.(?:to(?:Be|Equal|StrictEqual|Contain|HaveValue)|equals?|eql?|isEqualTo)\((?=\\*["'\x60])`,
  says: String.raw`(?:is|was|are|equals|to|ist|lautet|est|es|è)(?=[ \t:])|[是为は]:?`,
} as const;
const operator_space = 40;
const jointNames = Object.keys(joints) as (keyof typeof joints)[];
const operator = new RegExp(
  String.raw`([ \t\u00a0\u200b]{0,${operator_space}})(?:${Object.values(joints)
    .map((source) => `(${source})`)
    .join('|')})`,
  'y',
);
/** `--token`, then a line break and the argument: in a continued command or in a list of YAML. */
const flagBreak = new RegExp(
  String.raw`[ \t]{0,4}(?:\\{1,8}${lineBreak}|${lineBreak}[ \t]{0,40}-(?=[ \t]))[ \t]{1,40}`,
  'y',
);

/** What a line break begins with, escaped or not. */
const breaks = new Set(charCodes('\\\r\n'));
const closes = new Set(charCodes('\\"\'`“”„«»‘’[ \t])*&\u200b\u200c\u200d\u2060\ufeff\u001b'));

/** What goes on behind the space that stands in a closing. */
const closesBehindSpace = new Set(charCodes('A*s[R'));

/** Where the name is closed that ends at `end`. */
function closingEnd(text: string, end: number): number {
  const first = text.charCodeAt(end);
  if (!closes.has(first)) return end;
  if (isSpace(first) && !closesBehindSpace.has(text.charCodeAt(skip(text, end, kind.blank)))) return end;
  closing.lastIndex = end;
  closing.test(text);
  return closing.lastIndex;
}

/** How the value of the name that ends at `end` is joined to it; null if nothing joins here. */
export function linkAfter(scan: Scan, end: number): Link | null {
  const { text } = scan;
  const from = closingEnd(text, end);
  scan.spend(from - end + 24);
  const found = plainOperator(text, from) ?? anyOperator(text, from);
  if (!found) return boxLink(text, from, end) ?? spaceLink(text, from, end);
  const { spaced, end: behind } = found;
  if (found.joint === 'colon' && behind - from > 1 && text.startsWith('::', behind - 2) && text[behind] !== ' ')
    return null;
  const joint = found.joint === 'call' && spaced ? 'space' : found.joint;
  const at = joint === 'tag' ? insideElement(text, behind) : insideWrapping(text, behind, joint === 'colon');
  return { joint, at, tight: joint === 'assign' && !spaced && at === behind, name_quoted: from > end };
}

function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

function charCodes(characters: string): number[] {
  return characters.split('').map((character) => character.charCodeAt(0));
}

interface Operator {
  readonly joint: keyof typeof joints;
  readonly spaced: boolean;
  readonly end: number;
}

/** Operators of one character, and what behind them would make others of them. */
const plainOperators: Readonly<Record<string, readonly [joint: keyof typeof joints, longer: string]>> = {
  ':': ['colon', ':=-'],
  '=': ['assign', '=>'],
  ',': ['comma', ''],
  '(': ['call', ''],
  '>': ['tag', ''],
};

/** The operator right at `at` if it is one character long, as nearly all are; knowing it needs no pattern. */
function plainOperator(text: string, at: number): Operator | null {
  const plain = plainOperators[text[at] ?? ''];
  if (!plain || (at + 1 < text.length && plain[1].includes(text[at + 1] as string))) return null;
  return { joint: plain[0], spaced: false, end: at + 1 };
}

/** What an operator begins with behind the space before it. */
const operates = new Set(charCodes('<?|:+.=!＝-：→⇒–—,(>o│[{iwaetlè是为は'));

function anyOperator(text: string, at: number): Operator | null {
  const first = skip(text, at, kind.blank, at + operator_space);
  if (!operates.has(text.charCodeAt(first)) && text.charCodeAt(first) !== 0x20_0b) return null;
  operator.lastIndex = at;
  const found = operator.exec(text);
  if (!found) return null;
  const joint = jointNames.find((_, index) => found[index + 2] !== undefined) ?? 'says';
  return { joint, spaced: (found[1] ?? '').length > 0, end: operator.lastIndex };
}

/** `variable "db_password" { default = "…" }`. */
function boxLink(text: string, closed: number, end: number): Link | null {
  if (closed === end) return null;
  const at = insideBlock(text, closed);
  return at === null ? null : { joint: 'box', at, tight: false, name_quoted: true };
}

function spaceLink(text: string, closed: number, end: number): Link | null {
  flagBreak.lastIndex = closed;
  if (breaks.has(text.charCodeAt(skip(text, closed, kind.blank))) && flagBreak.test(text))
    return { joint: 'space', at: flagBreak.lastIndex, tight: false, name_quoted: closed > end };
  const at = skip(text, closed, kind.space, closed + 40);
  if (at === closed || text.slice(closed, at).includes('\n')) return null;
  return { joint: 'space', at, tight: false, name_quoted: closed > end };
}
