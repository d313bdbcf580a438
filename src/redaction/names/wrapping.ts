import { kind, skip } from '../characters.ts';
import { lineBreak, wideSpace } from './line-break.ts';

/** `: str = `, `: &'static str = `: the type between a name and its value. */
const annotation =
  /[ \t]{0,4}(?:&'static[ \t]|[&*])?[A-Za-z_][\w.]{0,32}(?:[<[][\w, |.]{0,32}[>\]])?(?:[ \t]?[|?][ \t]?[A-Za-z_][\w.]{0,24}){0,2}[ \t]{0,4}=(?![=>])[ \t]{0,4}(?=\\*["'`]|\w{1,24}\(|r#)/y;
/** `!!str `, `&anchor `: marks of YAML before a value. */
const yamlMark = /[ \t]{0,4}(?:!!?\w{1,16}|&\w{1,32})[ \t]{1,4}/y;
/** `|` and `>-`: the value is the next line. */
const yamlBlock = new RegExp(String.raw`[ \t]{0,4}[>|][+-]?\d?[ \t]{0,4}${lineBreak}[ \t]{1,40}`, 'y');
const emphasis = /[*_]{1,3}[ \t]{1,4}/y;
const substitution = /\$\((?:printf[ \t]+\\*["']?%s\\*["']?|echo(?:[ \t]+-n)?)[ \t]+/y;
/** A small object or block whose member is the value: `{"value": "…"}`, `{ sensitive = true, default = "…" }`. */
const box = new RegExp(
  String.raw`\{${wideSpace}?(?:\\*["']?\w{1,20}\\*["']?[ \t]{0,16}[:=][ \t]{0,4}(?:\\*"[^"\\\n]{0,120}\\*"|\w{1,20}),?${wideSpace}){0,4}?\\*["']?(?:string_?value|value|default|plaintext|secret|content)\\*["']?[ \t]{0,16}[:=][ \t]{0,4}`,
  'iy',
);
/** `(`, `[`, `{` and a line end around one string. */
const bracket = new RegExp(String.raw`(?:<<|[([{]${wideSpace}?|\$(?=\\*["']))(?=(?:[rbf])?\\*["'\x60])`, 'y');
/** A call that only changes the type of a string. */
const call = new RegExp(
  String.raw`${wideSpace}?(?:new[ \t]+)?(?:[A-Za-z_]\w*(?:\.|::)){0,3}(?:SecretStr|SecretString|Secret|SecureString|Sensitive|Some|Just|String|str|string|(?:\[\])?byte|bytes|b64decode|from|from_str|fromString|atob|lit|secret|newSecret|plainText|unsafePlainText|Field|ConvertTo-SecureString|quote|string\(\d{1,5}\))[ \t]?\(?[ \t]{0,4}(?:-String[ \t]+|default[ \t]?=[ \t]?)?(?=\\*["'\x60])`,
  'y',
);
/** `q{`, `<![CDATA[`, `r#`, `b`: what opens a string beside its quote, or in place of one. */
const opening = /[“„«‘]|<!\[CDATA\[|(?:%[qQ]|qq?)[{([|/]|r#{1,3}(?=\\*")|(?:[rbfuRBFUL@]|rb|br)(?=\\*["'])/y;
const entity = /&(?:quot|apos|#3[49]);/y;
const element = new RegExp(String.raw`${wideSpace}?<[\w:-]{1,40}>`, 'y');
const innerSpace = new RegExp(wideSpace, 'y');
const spaceBeforeQuote = new RegExp(String.raw`${wideSpace}(?=\\*["'\x60])`, 'y');
const scheme = /\\*["'`]?(?:Bearer|Basic|Token|SSWS|ApiKey|Bot)[ \t]+/iy;

/** Where the pattern ends if it stands at `at`, otherwise `at`. */
function after(pattern: RegExp, text: string, at: number): number {
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
