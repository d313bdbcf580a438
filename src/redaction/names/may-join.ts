import { isMarked, looksRandom } from '../values/judge-value.ts';
import type { Value } from '../values/quoted.ts';
import { strangeness } from '../values/randomness.ts';
import { wideSpace } from './line-break.ts';
import type { Link } from './after-name.ts';
import { isConstantName, isFlag, type NamedPlace } from './named-place.ts';

/** Only so much of a value is looked at. */
const looked_at = 160;

/** Whether only a quoted value can follow this joint. */
export function needsQuotes({ joint }: Link): boolean {
  return joint === 'comma' || joint === 'call' || joint === 'else' || joint === 'wrapped' || joint === 'box';
}

/** Whether this kind of joint may stand between such a name and such a value. */
export function fits(text: string, place: NamedPlace, link: Link, value: Value): boolean {
  if (needsQuotes(link) && !value.quoted) return false;
  switch (link.joint) {
    case 'assign':
    case 'here':
      return true;
    case 'colon':
      return (
        text[place.start - 1] !== ':' || !/arn:[\w-]*:/.test(text.slice(Math.max(0, place.start - 80), place.start))
      );
    case 'comma':
      return followsInList(text, place, link, value);
    case 'call':
      return isSetter(text, place) || isDeclared(text, place);
    case 'tag':
      return isTag(text, place) && closesTag(text, value);
    case 'bar':
      return looksIssued(text, place, value);
    case 'else':
    case 'wrapped':
    case 'box':
      return true;
    case 'space':
    case 'says':
      return speaks(text, place, link, value);
  }
}

/** `<password>`, `<cfg:password>`. */
function isTag(text: string, { start }: NamedPlace): boolean {
  return (
    text[start - 1] === '<' ||
    (text[start - 1] === ':' && /<[\w-]{1,24}:$/.test(text.slice(Math.max(0, start - 26), start)))
  );
}

const tagEnd = new RegExp(String.raw`${wideSpace}?(?:<|\]\]>|&lt;)`, 'y');

function closesTag(text: string, value: Value): boolean {
  tagEnd.lastIndex = value.end;
  return tagEnd.test(text);
}

/** In a table a value stands out from words. */
function looksIssued(text: string, place: NamedPlace, value: Value): boolean {
  const content = text.slice(value.start, Math.min(value.end, value.start + looked_at));
  return looksRandom(content) || (place.judgement.strength === 3 && /\d\D*\d/.test(content));
}

/** `"--token", "…"`, `define('SECRET', '…')`, but not two names in a list of names. */
function followsInList(text: string, place: NamedPlace, link: Link, value: Value): boolean {
  if (isFlag(text, place.start)) return true;
  if (!link.name_quoted && text[place.start - 1] !== '{') return false;
  if (text.slice(place.end, value.start).includes('\n') || isConstant(text, value)) return false;
  return !/token|key|secret|passw|credential|auth/i.test(
    text.slice(value.start, Math.min(value.end, value.start + 64)),
  );
}

/** `setPassword("…")`, `.apiKey("…")`. */
function isSetter(text: string, { start, end }: NamedPlace): boolean {
  return /^\.?(?:set|with)[A-Z_]|^\./.test(text.slice(start, end)) || text[start - 1] === '.';
}

/** `std::string password("…")`. */
function isDeclared(text: string, { start }: NamedPlace): boolean {
  if (!/[ \t*&]/.test(text[start - 1] ?? '')) return false;
  const before = /([\w>]{1,32})[ \t*&]{1,3}$/.exec(text.slice(Math.max(0, start - 36), start))?.[1];
  return before !== undefined && /^(?:std::)?\w*(?:string|str|char|text|view)$/i.test(before);
}

/** What stands before a setting that only a space separates from its value. */
const settingBefore =
  /(?:^|[\s"'`;&|])(?:ENV|ARG|setenv|SetEnv|fastcgi_param|set[ \t]+-\w{1,4}|setx|config(?:ure)?(?:[ \t]+--?\w+)?(?:[ \t]+set)?)[ \t]+$/;

/** A value that only a space or a verb joins to its name must look like one. */
function speaks(text: string, place: NamedPlace, link: Link, value: Value): boolean {
  const content = text.slice(value.start, Math.min(value.end, value.start + looked_at));
  if (isFlag(text, place.start)) return !content.startsWith('-') || isLongRun(content);
  if (/^[-*&(]/.test(content) || content.length < 6 || text.slice(place.end, link.at).includes('\n')) return false;
  if (value.quoted && isConstant(text, value)) return false;
  const { strength, rule } = place.judgement;
  const compound = isCompound(text.slice(place.start, place.end));
  if (settingBefore.test(text.slice(Math.max(0, place.start - 40), place.start))) return true;
  if (value.quoted && compound && strength > 1) return true;
  if (value.quoted && text.slice(place.start, place.end) === 'pass') return false;
  if (compound && strength > 1 && isMarked(content)) return true;
  if (!/\d/.test(content)) return false;
  if (isConstantName(text, place.start, place.end) && strength > 1)
    return !/^[\w]+$/.test(content) || looksRandom(content) || !/_/.test(content);
  if (!/[A-Za-z]/.test(content)) return false;
  if (rule === 'password' || (content.length >= 12 && looksRandom(content))) return true;
  return compound && strength === 3 && /\d\D*\d/.test(content) && !/^[a-z]/.test(content);
}

/** `MACOS_NOTARY_PROFILE_NAME`: the next name in a list of names. */
function isConstant(text: string, value: Value): boolean {
  const content = text.slice(value.start, Math.min(value.end, value.start + looked_at));
  return /^[A-Z]{2,}(?:_[A-Z]{2,})+$/.test(content) && strangeness(content) < constant_most;
}

/** Words in capitals stay below. */
const constant_most = 6.2;

/** A name of several words, as no sentence has: `api_token`, `apiToken`. */
function isCompound(name: string): boolean {
  return /[a-zA-Z][_.-][a-zA-Z]|[a-z][A-Z]/.test(name);
}

/** What begins with a dash but is no flag: `-eNTVsvwfCYARnGriBXvqENS34yBzdFF`. */
function isLongRun(content: string): boolean {
  return content.length >= 14 && !content.startsWith('--') && looksRandom(content.slice(1));
}
