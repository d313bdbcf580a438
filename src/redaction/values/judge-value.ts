import { kind, skipBack } from '../characters.ts';
import { copied } from '../copied.ts';
import type { NameJudgement } from '../names/judge-name.ts';
import { placeholderPattern } from '../placeholder.ts';
import { strangeness } from './randomness.ts';
import { isStandIn } from './stand-in.ts';
import { speaksOfSecrets } from './telling-words.ts';

/** What is known about the place where a value stands. */
export interface Place {
  readonly judgement: NameJudgement;
  readonly quoted: boolean;
  /** Whether the place is a setting (environment, flag, header, query), where values are literal, not code. */
  readonly literal: boolean;
  /** Whether nothing but a value can stand here, so that even a plain word is one: `DB_PASSWORD=letmein`. */
  readonly certain: boolean;
}

/** The place behind a flag or a word that only ever takes a password. */
export const certainPlace: Place = {
  judgement: { strength: 3, rule: 'password', chosen_by_people: true, numeric: true },
  quoted: true,
  literal: true,
  certain: true,
};

/** Only so much of a value is judged. */
const judged_most = 96;

interface Judged extends Place {
  readonly value: string;
  readonly is_secret: boolean;
}

/** The values that were judged last, in turn: texts say the same over and over. */
const judged: (Judged | undefined)[] = Array.from({ length: 4 });
let next_judged = 0;

/** Whether a value is a secret, given how strongly its place says so. */
export function isSecretValue(whole: string, place: Place): boolean {
  const value = whole.length > judged_most ? whole.slice(0, judged_most) : whole;
  for (const known of judged) if (known?.value === value && isSamePlace(known, place)) return known.is_secret;
  const { judgement, quoted, literal, certain } = place;
  const is_secret = judge(beside(value), place);
  judged[next_judged] = { value: copied(value), judgement, quoted, literal, certain, is_secret };
  next_judged = (next_judged + 1) % judged.length;
  return is_secret;
}

function isSamePlace(one: Place, other: Place): boolean {
  return (
    one.judgement === other.judgement &&
    one.quoted === other.quoted &&
    one.literal === other.literal &&
    one.certain === other.certain
  );
}

function judge(value: string, place: Place): boolean {
  if (value.length < 4 || !isLikely(value, place)) return false;
  if (!place.quoted && (isCode(value, place.literal) || isConstant(value, place))) return false;
  return !isPath(value) && !isStandIn(value);
}

/** What stands beside placeholders in the value; they themselves are no secrets. */
function beside(value: string): string {
  return value.includes('[REDACTED:') ? value.replaceAll(placeholderPattern, '') : value;
}

function isLikely(value: string, place: Place): boolean {
  const { strength, chosen_by_people } = place.judgement;
  if (strength === 3)
    return chosen_by_people ? mayBeChosen(value, place) : mayBeIssued(value) || (place.quoted && isWeakSecret(value));
  if (strength === 2) return value.length >= 8 && looksRandom(value);
  return value.length >= 16 && looksRandom(value) && (place.literal || !/^[0-9a-f-]+$/.test(value));
}

// oxlint-disable-next-line no-control-regex -- everything beyond ASCII is meant
const beyondAscii = /[^\u0000-\u007f]/;

/** Whether people or password makers may have made up the value. */
function mayBeChosen(value: string, place: Place): boolean {
  const digit_count = countDigits(value);
  if (place.judgement.rule === 'pin') return /^\d{4,8}$/.test(value);
  if (beyondAscii.test(value)) return place.certain && digit_count > 0;
  if (!/[A-Za-z]/.test(value)) return place.judgement.numeric && digit_count >= 4 && /^[\d -]+$/.test(value);
  if (!place.certain && /^[a-z]+(?::[a-z]+)+$/.test(value)) return false;
  const has_marks = /[!@#%^&*+?~|/\\=:;,]|\$(?![A-Za-z{(])/.test(value);
  if (value.includes(' ')) return (digit_count > 0 && !isSentence(value)) || isPassphrase(value, place);
  if (digit_count === 0 && !has_marks) return mayBeWord(value, place);
  if (value.length < 5 || (value.length < 6 && !place.literal)) return false;
  if (has_marks || digit_count > 2 || strangeness(value) >= 5) return !(isWordy(value) && speaksOfSecrets(value));
  return (place.quoted || place.literal) && !speaksOfSecrets(value);
}

function mayBeWord(value: string, place: Place): boolean {
  if (value.length >= 8 && strangeness(value) > 5.6) return true;
  return (place.certain && value.length >= 5 && !speaksOfSecrets(value)) || isPassphrase(value, place);
}

/** `correct-horse-battery-staple`. */
function isPassphrase(value: string, place: Place): boolean {
  if (!(place.literal || place.quoted) || (value.includes(' ') && !place.certain)) return false;
  if (!/^[a-z]{3,12}([-_. ])[a-z]{3,12}(?:\1[a-z]{3,12}){1,8}$/i.test(value)) return false;
  const told = value.split(/[-_. ]/).filter(speaksOfSecrets).length;
  return told === 0 || (told === 1 && /[-_. ].*[-_. ].*[-_. ]/.test(value));
}

function isSentence(value: string): boolean {
  return /^[A-Za-z][^ ]* [^ ]+ /.test(value) && strangeness(value) < 5.6;
}

/** Whether a machine may have issued the value. */
function mayBeIssued(value: string): boolean {
  const digit_count = countDigits(value);
  if (!/[A-Za-z]/.test(value)) return digit_count >= 10 && /^[\d-]+$/.test(value);
  if (value.includes(' ')) return looksRandom(value.replaceAll(' ', ''));
  if (digit_count === 0) return value.length >= 8 && strangeness(value) > (isMarked(value) ? 5 : 5.6);
  return value.length >= 6 && !(digit_count <= 2 && isWordy(value));
}

/**
 * `hunter2hunter2` in quotes behind the name of a key: nobody issued it, yet it is one. Not what is made of several words
 * or says what it is, as names, models and places are: `us-east-1`, `arrowKey2`, `test1234`.
 */
function isWeakSecret(value: string): boolean {
  return (
    value.length >= 8 &&
    /\d/.test(value) &&
    /^(?:[a-z\d!@#%^&*?~+=]+|[A-Z]?[a-z\d]+)$/.test(value) &&
    !speaksOfSecrets(value)
  );
}

/** `osaB*GLpdwj?`: letters of both cases and marks, as no word has. */
export function isMarked(value: string): boolean {
  return /[a-z]/.test(value) && /[A-Z]/.test(value) && /[!@#%^&*~?+=$]/.test(value) && /^[^(){}[\]<>;]+$/.test(value);
}

function isWordy(value: string): boolean {
  return strangeness(value) < 5;
}

let last_value = '';
let last_looks_random = false;

/** Whether the value looks made by a machine: hex, a UUID, or far from any word. */
export function looksRandom(whole: string): boolean {
  const value = whole.length > judged_most ? whole.slice(0, judged_most) : whole;
  if (value === last_value) return last_looks_random;
  last_value = copied(value);
  last_looks_random = isRandom(value);
  return last_looks_random;
}

function isRandom(value: string): boolean {
  if (/^[0-9a-f]{16,}$/i.test(value)) return /\d/.test(value) && /[a-f]/i.test(value);
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) return true;
  if (hasHexRun(value)) return true;
  const strange = strangeness(value);
  if (!/\d/.test(value)) return value.length >= 16 && strange > 6.2;
  return strange > (value.length >= 16 ? 5.6 : 6);
}

const hex_run_least = 24;

/** Whether so many hex digits follow each other, letters and figures mixed. */
function hasHexRun(value: string): boolean {
  for (let from = 0; from + hex_run_least <= value.length;) {
    const begins = skipBack(value, from + hex_run_least, kind.hex, from);
    const run = value.slice(from, from + hex_run_least);
    if (begins === from && /\d/.test(run) && /[a-f]/.test(run)) return true;
    from = Math.max(begins, from + 1);
  }
  return false;
}

/** A variable, a member, a call: `config.apiKey`, `getToken()`, `tokens[0]`. */
function isCode(value: string, literal: boolean): boolean {
  if (/^[\w$.:!?]*[\w$]\(|^[\w$.]+\[|^[\w-]+\{|^\/.*\/[a-z]{0,6}[;,)]*$/.test(value)) return true;
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+[;,]?$/.test(value) && speaksOfSecrets(value)) return true;
  if (!literal && /^[^{}]*\{[^{}]*$/.test(value)) return true;
  const wordy = countDigits(value) < 3 && strangeness(value) < (literal ? 5.4 : 6);
  if (/^[A-Za-z_$][\w$]*(?:(?:\?\.|\.|->|::)[A-Za-z_$][\w$]*)+;?$/.test(value)) return wordy;
  return !literal && wordy && /^!{0,2}[A-Za-z_$][\w$]*[;!?]?$/.test(value);
}

/** `X509v3_KU_KEY_AGREEMENT` behind `KU_KEY_AGREEMENT`. */
function isConstant(value: string, { judgement }: Place): boolean {
  return (
    !judgement.chosen_by_people && /^[A-Za-z]\w*_\w+$/.test(value) && strangeness(value) < 6.2 && speaksOfSecrets(value)
  );
}

/** `prod/db-password`: a place, not a secret. */
function isPath(value: string): boolean {
  return /^[\w.@-]*(?:\/[\w.@-]+)+\/?$/.test(value) && strangeness(value) < 5.2;
}

function countDigits(value: string): number {
  let found = 0;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code >= 0x30 && code <= 0x39) found++;
  }
  return found;
}
