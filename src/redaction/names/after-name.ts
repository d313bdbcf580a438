import { is, kind, skip } from '../characters.ts';
import type { Scan } from '../scan.ts';

/** What stands between a name and its value. */
export type Joint = 'assign' | 'colon' | 'comma' | 'call' | 'tag' | 'space' | 'bar' | 'here' | 'says';

export interface Link {
  readonly joint: Joint;
  /** Where the value, or its opening quote, begins. */
  readonly at: number;
  /** `NAME=value` without space, as in a shell, a query or a settings file. */
  readonly tight: boolean;
  /** Whether the name itself was in quotes. */
  readonly name_quoted: boolean;
}

const closing =
  /(?:\\*["'`]|\[\d{0,5}\]|[ \t]{1,4}As[ \t]{1,4}\w{1,24}(?=[ \t]{0,4}=)|[\])*]|&quot;|&#3[49];|&apos;|[\u200b-\u200d\u2060\ufeff]|(?:\u001b|\\u001b|\\x1b|\\e|\\033)\[[\d;]{0,12}m){0,8}/y;
const operator =
  /([ \t\u00a0\u200b]{0,40})(?:(<<<)|(\?\?=|\|\|=|:=|\?=|\+=|===?|=>|:-|=|＝)|(::?|：|[→⇒–—](?=[ \t])|(?<=[ \t])->(?=[ \t]))|(,)|(\()|(>)|(\|)|(?:is|was|are|equals|to|ist|lautet|est|es|è)(?=[ \t:])|[是为は]:?)/y;
const annotation =
  /[ \t]{0,4}(?:&'static[ \t]|[&*])?[A-Za-z_][\w.]{0,32}(?:[<[][\w, |.]{0,32}[>\]])?(?:[ \t]?[|?][ \t]?[A-Za-z_][\w.]{0,24}){0,2}[ \t]{0,4}=(?![=>])[ \t]{0,4}(?=\\*["'`])/y;
const wrapper =
  /(?:new[ \t]+)?(?:[A-Za-z_]\w*(?:\.|::)){0,3}(?:SecretStr|SecretString|Secret|SecureString|Sensitive|Some|Just|String|str|bytes|b64decode|from|from_str|atob|lit|secret|newSecret|ConvertTo-SecureString|quote)[ \t]?\(?[ \t]{0,4}(?:-String[ \t]+)?(?=\\*["'`])/y;
const box =
  /\{[ \t\r\n]{0,20}\\*["']?(?:string_?value|value|default|plaintext|secret|content)\\*["']?[ \t]{0,4}[:=][ \t]{0,4}/iy;
const block = /[ \t]{0,4}[>|][+-]?[ \t]{0,4}\r?\n[ \t]{1,40}/y;
const scheme = /\\*["'`]?(?:Bearer|Basic|Token|SSWS|ApiKey|Bot)[ \t]+/iy;
const element = /[ \t\r\n]{0,40}<[\w:-]{1,40}>/y;
const substitution = /\$\((?:printf[ \t]+\\*["']?%s\\*["']?|echo(?:[ \t]+-n)?)[ \t]+/y;
const emphasis = /[*_]{1,3}[ \t]{1,4}/y;
const entity = /&(?:quot|apos|#3[49]);/y;
const letterPrefix = /(?:[rbfuRBFUL@]|rb|br)(?=["'])/y;

/** How the value of the name that ends at `end` is joined to it; null if nothing joins here. */
export function linkAfter(scan: Scan, end: number): Link | null {
  const { text } = scan;
  closing.lastIndex = end;
  closing.test(text);
  const closed = closing.lastIndex;
  operator.lastIndex = closed;
  const found = operator.exec(text);
  scan.spend(closed - end + 24);
  if (!found) return spaceLink(text, closed, end);
  const joint = jointOf(found);
  const spaced = (found[1] ?? '').length > 0;
  const behind = operator.lastIndex;
  if (found[4] === '::' && text[operator.lastIndex] !== ' ') return null;
  const at = valueStart(text, behind, joint);
  return { joint, at, tight: joint === 'assign' && !spaced && at === behind, name_quoted: closed > end };
}

function jointOf(found: RegExpExecArray): Joint {
  if (found[2]) return 'here';
  if (found[3]) return 'assign';
  if (found[4]) return 'colon';
  if (found[5]) return 'comma';
  if (found[6]) return found[1] ? 'space' : 'call';
  if (found[7]) return 'tag';
  return found[8] ? 'bar' : 'says';
}

function spaceLink(text: string, closed: number, end: number): Link | null {
  const at = skip(text, closed, kind.space, closed + 40);
  if (at === closed || text.slice(closed, at).includes('\n')) return null;
  return { joint: 'space', at, tight: false, name_quoted: closed > end };
}

/** Passes over space, a type, a wrapping call or object, a YAML block mark and a scheme, to where the value begins. */
function valueStart(text: string, from: number, joint: Joint): number {
  if (joint === 'tag') return after(element, text, from);
  let at = after(emphasis, text, from);
  if (joint === 'colon') at = after(block, text, after(annotation, text, at));
  const spaced = skip(text, at, kind.space, at + 60);
  if (spaced > at && (!text.slice(at, spaced).includes('\n') || is(text, spaced, kind.quote) || text[spaced] === '\\'))
    at = spaced;
  at = after(box, text, after(substitution, text, at));
  at = after(wrapper, text, at);
  at = after(letterPrefix, text, at);
  return after(entity, text, at);
}

/** Where the pattern ends if it stands at `at`, otherwise `at`. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The start of the credential after a scheme word such as `Bearer`, or `at`. */
export function afterScheme(text: string, at: number): number {
  return after(scheme, text, at);
}
