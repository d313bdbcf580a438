import { copied } from '../copied.ts';

/** Values that name, hide or promise a secret instead of being one. */
const references = [
  /^\$(?:[A-Za-z_]\w*$|\{|\(|env:|\$)/,
  /^(?:\{\{|\{%|<%|#\{|\[\[|@\{|\{[\w.]*\}$|%[a-z]$)/,
  /^<[^<>]*>?$/,
  /^%[A-Za-z_]\w*%$/,
  /^!(?:Ref|Sub|GetAtt|ImportValue|Join|Select|FindInMap|If|Base64|vault|reference|env|secret|include|file|ENV)\b/,
  /^ENC[[(]/,
  /^(?:op|vault|secrets?|secretmanager|secretsmanager|awssm|gcpsm|keyring|keychain|ref\+\w+|doppler|env|file|ssm|azurekeyvault):/i,
  /^arn:/,
  /^projects\/[\w-]+\/secrets\//,
  /^@Microsoft\.KeyVault/,
  /^(?:process|import|os|Deno|Bun|std|System|secrets?|vars?|env|ENV|config|settings|self|this|local|data|module|github|inputs|params|ctx|context|req|request|args|opts|options|props|state|event|session|user|credentials?|each|values?|Values)(?:\.|\[|::)/,
  /^(?:https?|file|ftp|git|ssh):\/\/[^@\s]*$/i,
  /^(?:~|\.{1,2})?\/(?:[\w.@-]+\/)*[\w.@-]*$/,
  /^[A-Za-z]:\\/,
  /^v?\d{1,4}(?:\.\d{1,5}){1,3}(?:[-+][\w.]{1,24})?$/,
  /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?$/,
  /^\d{1,9}(?:\.\d+)?(?:px|r?em|ms|s|m|h|d|min|[kmgt]i?b?|%|x)$/i,
  /^0x[0-9a-f]{1,8}$/i,
  /^RFC-?\d{3,5}$/,
  /^#[0-9a-f]{3,8};?$/i,
  /^(?:sha(?:1|256|384|512)|md5)[:-]/i,
  /^\W{0,4}(?:data:)?(?:image|audio|video|font|text|application)\/[\w.+-]{1,60}[;,]/i,
];

/** All of them as one pattern, which looks at a value once. */
const reference = new RegExp(
  references.map(({ source, flags }) => (flags === 'i' ? `(?i:${source})` : `(?:${source})`)).join('|'),
);

/** A mask, however it is spelled: stars, bullets, one letter over and over (tokens may begin with many an `A`). */
const masked =
  /([^A])\1{11,}|(\\{1,7}u[0-9A-Fa-f]{4})\2{2,}|^(.)\3*$|^[*•x#.?_-]+$|\*{3,}|•{3,}|x{4,}|X{4,}|^\.{3}|\.{3}$|…|^\(|^\[|<[A-Za-z_ -]+>/;

const words =
  /^(?:true|false|yes|no|on|off|null|none|nil|undefined|void|unset|empty|not[ _-]?set|n\/a|str|string|bytes?|bool(?:ean)?|int(?:eger)?|number|object|any|unknown|optional|required|default|redacted|hidden|masked|removed|filtered|sensitive|protected|encrypted|secret|password|passwd|pass|token|key|apikey|api[_-]?key|username|user|todo|tbd|fixme|changeme|change[_-]?(?:me|it|this)|replace[_-]?(?:me|this|with\w*)?|placeholder|dummy|fake|sample|example|test|testing|foo|bar|baz|foobar|abc|abcd|qwerty|include|same-origin|omit|basic|bearer|digest|auto|manual|inline|enabled|disabled|strict|vault|env|ephemeral|base64|hex|utf-?8|plain|text)$/i;

const invented =
  /\b(?:your|insert|enter|replace|example|sample|dummy|fake|placeholder|redacted|todo)\b|(?:^|[^A-Za-z])(?:your|example|dummy|fake|placeholder|changeme|redacted|insert|replace)|EXAMPLE|YOUR_|_HERE|[_-]here$|^(?:my|test|mock|fake|dummy|example|some|invalid|wrong|bad|new|old)[-_ ]?(?:secret|password|token|key|api)/i;

const counted = /0123456789|1234567890|abcdefghij|ABCDEFGHIJ|deadbeef(?:deadbeef|$)/;

/** Whether a value only stands for a secret: a reference, a mask, a keyword, an example. */
export function isStandIn(value: string): boolean {
  if (value.startsWith('[REDACTED') || value.startsWith('[WITHHELD')) return true;
  const head = value.length > 100 ? value.slice(0, 100) : value;
  if (head === last_head) return last_is_stand_in;
  last_head = copied(head);
  last_is_stand_in = standsIn(head);
  return last_is_stand_in;
}

/** The value that was asked for last; of one that may be a secret it is asked twice. */
let last_head = '';
let last_is_stand_in = true;

function standsIn(head: string): boolean {
  if (reference.test(head)) return true;
  if (masked.test(head) || words.test(withoutEnd(head)) || counted.test(head)) return true;
  return invented.test(head) && !/\d{3}/.test(head.replace(/EXAMPLE/, ''));
}

function withoutEnd(value: string): string {
  let end = value.length;
  while (end > 0 && ')]};:,.!?'.includes(value[end - 1] ?? '')) end--;
  return value.slice(0, end);
}

/** All of the above, for the version of the rules. */
export const standInPatterns: readonly RegExp[] = [...references, masked, words, invented, counted];
