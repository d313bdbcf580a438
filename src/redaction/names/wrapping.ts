import { kind, skip } from '../characters.ts';
import { lineBreak, wideSpace } from './line-break.ts';

/** What may open before a value. Most values have nothing there, which the first character tells without the pattern. */
interface Opener {
  readonly pattern: RegExp;
  readonly firsts: ReadonlySet<number>;
}

function opener(firsts: string, pattern: RegExp): Opener {
  return { pattern, firsts: new Set(firsts.split('').map((character) => character.charCodeAt(0))) };
}

const blanks = ' \t';
/** With what a line end or space begins, escaped or not. */
const spaces = ' \t\r\n\\';
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_';

/** `: str = `, `: &'static str = `: the type between a name and its value. */
const annotation = opener(
  `${blanks}${letters}&*`,
  /[ \t]{0,4}(?:&'static[ \t]|[&*])?[A-Za-z_][\w.]{0,32}(?:[<[][\w, |.]{0,32}[>\]])?(?:[ \t]?[|?][ \t]?[A-Za-z_][\w.]{0,24}){0,2}[ \t]{0,4}=(?![=>])[ \t]{0,4}(?=\\*["'`]|\w{1,24}\(|r#)/y,
);
/** `!!str `, `&anchor `: marks of YAML before a value. */
const yamlMark = opener(`${blanks}!&`, /[ \t]{0,4}(?:!!?\w{1,16}|&\w{1,32})[ \t]{1,4}/y);
/** `|` and `>-`: the value is the next line. */
const yamlBlock = opener(
  `${blanks}>|`,
  new RegExp(String.raw`[ \t]{0,4}[>|][+-]?\d?[ \t]{0,4}${lineBreak}[ \t]{1,40}`, 'y'),
);
const emphasis = opener('*_', /[*_]{1,3}[ \t]{1,4}/y);
const substitution = opener('$', /\$\((?:printf[ \t]+\\*["']?%s\\*["']?|echo(?:[ \t]+-n)?)[ \t]+/y);
/** A small object or block whose member is the value: `{"value": "…"}`, `{ sensitive = true, default = "…" }`. */
const box = opener(
  '{',
  new RegExp(
    String.raw`\{${wideSpace}?(?:\\*["']?\w{1,20}\\*["']?[ \t]{0,16}[:=][ \t]{0,4}(?:\\*"[^"\\\n]{0,120}\\*"|\w{1,20}),?${wideSpace}){0,4}?\\*["']?(?:string_?value|value|default|plaintext|secret|content)\\*["']?[ \t]{0,16}[:=][ \t]{0,4}`,
    'iy',
  ),
);
/** `(`, `[`, `{` and a line end around one string. */
const bracket = opener(
  '<([{$',
  new RegExp(String.raw`(?:<<|[([{]${wideSpace}?|\$(?=\\*["']))(?=(?:[rbf])?\\*["'\x60])`, 'y'),
);
/** A call that only changes the type of a string. */
const call = opener(
  `${spaces}${letters}[`,
  new RegExp(
    String.raw`${wideSpace}?(?:new[ \t]+)?(?:[A-Za-z_]\w*(?:\.|::)){0,3}(?:SecretStr|SecretString|Secret|SecureString|Sensitive|Some|Just|String|str|string|(?:\[\])?byte|bytes|b64decode|from|from_str|fromString|atob|lit|secret|newSecret|plainText|unsafePlainText|Field|ConvertTo-SecureString|quote|string\(\d{1,5}\))[ \t]?\(?[ \t]{0,4}(?:-String[ \t]+|default[ \t]?=[ \t]?)?(?=\\*["'\x60])`,
    'y',
  ),
);
/** `q{`, `<![CDATA[`, `r#`, `b`: what opens a string beside its quote, or in place of one. */
const opening = opener(
  '“„«‘<%qrbfuRBFUL@',
  /[“„«‘]|<!\[CDATA\[|(?:%[qQ]|qq?)[{([|/]|r#{1,3}(?=\\*")|(?:[rbfuRBFUL@]|rb|br)(?=\\*["'])/y,
);
const entity = opener('&', /&(?:quot|apos|#3[49]);/y);
const element = opener(`${spaces}<`, new RegExp(String.raw`${wideSpace}?<[\w:-]{1,40}>`, 'y'));
const innerSpace = opener(spaces, new RegExp(wideSpace, 'y'));
const spaceBeforeQuote = opener(spaces, new RegExp(String.raw`${wideSpace}(?=\\*["'\x60])`, 'y'));
const scheme = opener('\\"\'`bBtTsSaA', /\\*["'`]?(?:Bearer|Basic|Token|SSWS|ApiKey|Bot)[ \t]+/iy);

/** Where the pattern ends if it stands at `at`, otherwise `at`. */
function after({ pattern, firsts }: Opener, text: string, at: number): number {
  if (!firsts.has(text.charCodeAt(at))) return at;
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Where the value begins that is written behind `from`, inside whatever is wrapped around it; after a colon more may be. */
export function insideWrapping(text: string, from: number, behind_colon: boolean): number {
  let at = after(emphasis, text, from);
  if (behind_colon) at = after(yamlBlock, text, after(yamlMark, text, after(annotation, text, at)));
  at = after(substitution, text, behindSpace(text, at));
  at = after(box, text, at);
  at = after(call, text, after(bracket, text, at));
  at = behindSpace(text, after(opening, text, at));
  return after(entity, text, at);
}

/** A line end counts as space only before a quote. */
function behindSpace(text: string, at: number): number {
  const end = after(spaceBeforeQuote, text, at);
  return end > at ? end : skip(text, at, kind.blank, at + 60);
}

/** Where the text of an element begins, or that of the element inside it. */
export function insideElement(text: string, from: number): number {
  const at = after(element, text, from);
  return after(opening, text, after(innerSpace, text, at));
}

/** Where the block or object that follows a quoted name holds its value; null if none follows. */
export function insideBlock(text: string, from: number): number | null {
  const start = skip(text, from, kind.space, from + 4);
  const at = after(box, text, start);
  return at > start ? at : null;
}

/** The start of the credential after a scheme word such as `Bearer`, or `at`. */
export function afterScheme(text: string, at: number): number {
  return after(scheme, text, at);
}
