import { copied } from '../copied.ts';
import { nameWords } from './name-words.ts';
import {
  alwaysHarmless,
  harmlessKeys,
  harmlessTails,
  harmlessTokens,
  keyTwins,
  neutralTails,
  strongBefore,
  vendors,
  verbs,
} from './vocabulary.ts';

/** How much a name says about its value: 3 is a secret whatever it looks like, 1 only if it looks random. */
export type Strength = 1 | 2 | 3;

export interface NameJudgement {
  readonly strength: Strength;
  /** What the placeholder calls it. */
  readonly rule: string;
  /** Whether people choose such values, so that they may be words, short or numbers. */
  readonly chosen_by_people: boolean;
  /** Whether such values may be nothing but digits. */
  readonly numeric: boolean;
}

const known = new Map<string, NameJudgement | null>();
const known_most = 4096;

/**
 * What the name of a field, variable, flag or header says about its value; null if nothing. In a sentence the word
 * before belongs to the name: `public key`, `access token`.
 */
export function judgeName(name: string, word_before = ''): NameJudgement | null {
  const whole = tells(word_before) ? `${word_before} ${name}` : name;
  const cached = known.get(whole);
  if (cached !== undefined) return cached;
  const words = nameWords(name);
  const judgement = judgeWords(whole === name ? words : [word_before, ...words]);
  if (known.size >= known_most) known.clear();
  known.set(copied(whole), judgement);
  return judgement;
}

function tells(word: string): boolean {
  return harmlessKeys.has(word) || harmlessTokens.has(word) || strongBefore.has(word);
}

type Head = 'password' | 'pass' | 'secret' | 'token' | 'key' | 'credential' | 'auth' | 'session' | 'pin' | 'signature';

/** `pw` counts alone or behind a word; in longer runs of letters it is chance. */
const short = /^(?:[a-z]{3,} ){0,3}pw$/;

function judgeWords(words: readonly string[]): NameJudgement | null {
  if (short.test(words.join(' '))) return { strength: 3, rule: 'password', chosen_by_people: true, numeric: true };
  const whole = wholeNames[words.slice(-2).join(' ')];
  if (whole) return whole;
  const at = words.findLastIndex((word) => headOf(word) !== null);
  const head = headOf(words[at] ?? '');
  if (head === null) return null;
  const before = words.slice(0, at);
  const tail = words.slice(at + 1);
  if (tail.some((word) => harmlessTails.has(word))) return null;
  if (
    isHarmless(head, before[0] === 'x' || before.at(-1) === 'text' ? before.filter((word) => !verbs.has(word)) : before)
  )
    return null;
  const full = strengthOf(head, words[at] ?? '', before);
  if (full === null) return null;
  const strength = tail.every((word) => neutralTails.has(word) || /^\d+$/.test(word)) ? full : 1;
  const chosen_by_people = madeByPeople.has(head);
  return { strength, rule: ruleOf(head), chosen_by_people, numeric: head === 'password' || head === 'pin' };
}

/** Names that mean more together than their words do. */
const wholeNames: Readonly<Record<string, NameJudgement>> = {
  'sonar login': { strength: 3, rule: 'token', chosen_by_people: false, numeric: false },
  'secret id': { strength: 2, rule: 'secret', chosen_by_people: false, numeric: false },
  'honeycomb team': { strength: 3, rule: 'api-key', chosen_by_people: false, numeric: false },
  'art api': { strength: 3, rule: 'api-key', chosen_by_people: false, numeric: false },
  'oidc data': { strength: 2, rule: 'token', chosen_by_people: false, numeric: false },
  'key material': { strength: 3, rule: 'password', chosen_by_people: true, numeric: false },
};

const madeByPeople: ReadonlySet<Head> = new Set(['password', 'pass', 'secret', 'credential', 'pin']);

/** The word closest to the head decides: `cache key` is harmless, `cache api key` is not. */
function isHarmless(head: Head, before: readonly string[]): boolean {
  if (before.some((word) => verbs.has(word))) return true;
  if (head !== 'key' && head !== 'token') return false;
  const harmless = head === 'key' ? harmlessKeys : harmlessTokens;
  const at = before.findLastIndex((word) => harmless.has(word));
  return (
    at >= 0 && (alwaysHarmless.has(before[at] ?? '') || !before.slice(at + 1).some((word) => strongBefore.has(word)))
  );
}

/** Programs that are named after what they handle. */
const programs = /^(?:ch|ht|smb|g|ldap|mk|v)pass(?:wd)?$/;

function headOf(word: string): Head | null {
  if (programs.test(word)) return null;
  if (
    /(?:passwords?|passwd|passphrases?|passcode|passwort|kennwort|pwd|(?:root|user|bind|rootbind|ldap|admin|sa|db|smtp|ftp|ssh|vnc|mysql)pw)$/.test(
      word,
    )
  )
    return 'password';
  if (
    /^(?:db|my|pg|root|user|admin|smtp|ftp|mail|imap|pop3?|require|(?:src|dest|key|trust)?store|(?:src|dest)?key|trust|sudo|become|ssh|remote|local|auth|bind|proxy|rpc|wifi|zip|vault|service|app|web|login|account|client|server|master|sys|dba)?pass$/.test(
      word,
    )
  )
    return 'pass';
  if (/secrets?$/.test(word)) return 'secret';
  if (word.endsWith('token') || word === 'pat') return 'token';
  if (word === 'key' || keyTwins.test(word)) return 'key';
  if (/^(?:creds?|credentials?)$/.test(word)) return 'credential';
  if (/^(?:auth|bearer|jwt|psk)$/.test(word)) return 'auth';
  if (/^(?:session|sessionid|sid|phpsessid|jsessionid)$/.test(word)) return 'session';
  if (/^(?:pin|otp|totp)$/.test(word)) return 'pin';
  if (/^(?:sig|hmac|salt)$/.test(word)) return 'signature';
  return null;
}

function strengthOf(head: Head, word: string, before: readonly string[]): Strength | null {
  switch (head) {
    case 'password':
    case 'secret':
    case 'pass':
      return 3;
    case 'token':
      if (word === 'pat') return before.length > 0 ? 3 : 1;
      return word !== 'token' || before.some((other) => strongBefore.has(other) || vendors.has(other)) ? 3 : 2;
    case 'key':
      if (word !== 'key' || before.some((other) => strongBefore.has(other))) return 3;
      return before.length > 0 ? 2 : 1;
    case 'credential':
      return 3;
    case 'auth':
      return before.includes('redis') ? 3 : 2;
    case 'pin':
      return 3;
    case 'session':
    case 'signature':
      return 1;
  }
}

function ruleOf(head: Head): string {
  if (head === 'pass') return 'password';
  if (head === 'key') return 'api-key';
  return head;
}
