import {
  firstEditFrom,
  hoursFrom,
  lengthRangeFrom,
  type WeekdayWord,
  weekdayWords,
} from '../../contract/list-words.ts';

/** What the words of the filter box ask for. `unknown` holds words that look like filters and are none. */
export interface FilterWords {
  source: string | null;
  project: string | null;
  model: string | null;
  branch: string | null;
  tool: string | null;
  program: string | null;
  command: string | null;
  file: string | null;
  cost: string | null;
  /** From first to last message, and time worked in. */
  length: string | null;
  active: string | null;
  /** The local weekday and hours in which there was a prompt or an API call. */
  weekday: WeekdayWord | null;
  hour: string | null;
  /** The user turn of the first edit. */
  edited: string | null;
  /** What the person put on sessions. */
  tag: string | null;
  is: IsWord | null;
  has: HasWord[];
  after: string | null;
  before: string | null;
  /** All other words, as one text. */
  text: string;
  unknown: string[];
}

const nothing: FilterWords = {
  source: null,
  project: null,
  model: null,
  branch: null,
  tool: null,
  program: null,
  command: null,
  file: null,
  cost: null,
  length: null,
  active: null,
  weekday: null,
  hour: null,
  edited: null,
  tag: null,
  is: null,
  has: [],
  after: null,
  before: null,
  text: '',
  unknown: [],
};

const valueFilters = ['source', 'project', 'model', 'branch', 'tool', 'program', 'command', 'file'] as const;
const hasWords = {
  error: 'error',
  edit: 'edit',
  live: 'live',
  denied: 'denied',
  subagent: 'subagent',
  compaction: 'compaction',
  hook: 'hook',
  review: 'review',
  retry: 'retry',
  problem: 'problem',
  usage: 'usage',
  activity: 'activity',
} as const;
const isWords = ['pinned', 'hidden', 'noted', 'gone'] as const;
type IsWord = (typeof isWords)[number];
type HasWord = keyof typeof hasWords;

/** Names of the filters that can be typed, as `name:value`. */
const filterNames = [
  ...valueFilters,
  'cost',
  'length',
  'active',
  'weekday',
  'hour',
  'edited',
  'tag',
  'is',
  'has',
  'after',
  'before',
] as const;
export type FilterName = (typeof filterNames)[number];

/**
 * Reads the filter box: `project:api model:opus has:error after:2026-10-01 words`. Values with blanks stand in quotes,
 * and in them `\"` is a quote.
 * The last of two filters of one name holds, except `has`, which adds up.
 */
export function parseFilterWords(box: string): FilterWords {
  const words: FilterWords = { ...nothing, has: [], unknown: [] };
  const text: string[] = [];
  for (const token of tokensOf(box)) {
    if (!takeFilter(token, words)) text.push(token.value);
  }
  return { ...words, text: text.join(' ') };
}

/** The box with a filter set to a value, or without it when the value is null. `has` values are switched one by one. */
export function setFilterWord(box: string, name: FilterName, value: string | null): string {
  const kept = tokensOf(box).filter((token) => token.name !== name || (name === 'has' && token.value !== value));
  const isOff = value === null || (name === 'has' && kept.length < tokensOf(box).length);
  const rest = kept.map((token) => token.raw);
  return (isOff ? rest : [...rest, `${name}:${quote(value)}`]).join(' ');
}

interface Token {
  raw: string;
  /** The part before the colon; null for a plain word. */
  name: string | null;
  value: string;
}

function tokensOf(box: string): Token[] {
  return [...box.matchAll(/(?:([A-Za-z]+):)?(?:"((?:[^"\\]|\\.)*)"?|(\S+))/gs)].map(([raw, name, quoted, plain]) => ({
    raw,
    name: name?.toLowerCase() ?? null,
    value: quoted?.replaceAll(/\\(["\\])/g, '$1') ?? plain ?? '',
  }));
}

/** Puts a filter into the words; false when the token is a plain word. */
function takeFilter(token: Token, words: FilterWords): boolean {
  const { name, value, raw } = token;
  if (name === null) return false;
  const filter = valueFilters.find((each) => each === name);
  if (filter) {
    words[filter] = value;
    return true;
  }
  const has = value.replace(/s$/, '');
  if (name === 'has' && (Object.hasOwn(hasWords, has) || Object.hasOwn(hasWords, value))) {
    words.has.push(Object.hasOwn(hasWords, value) ? (value as HasWord) : (has as HasWord));
    return true;
  }
  const is = isWords.find((word) => word === value);
  if (name === 'is' && is) {
    words.is = is;
    return true;
  }
  if (name === 'tag' && /^[^\s"]{1,40}$/.test(value)) {
    words.tag = value;
    return true;
  }
  if (name === 'cost' && /^(?:<=|>=|<|>|=)?\$?\d{1,9}(?:\.\d{1,6})?$/.test(value)) {
    words.cost = value;
    return true;
  }
  if ((name === 'length' || name === 'active') && lengthRangeFrom(value) !== null) {
    words[name] = value;
    return true;
  }
  const weekday = weekdayWords.find((word) => value.toLowerCase().startsWith(word));
  if (name === 'weekday' && weekday) {
    words.weekday = weekday;
    return true;
  }
  if (name === 'edited' && firstEditFrom(value) !== null) {
    words.edited = value;
    return true;
  }
  if (name === 'hour' && hoursFrom(value) !== null) {
    words.hour = value;
    return true;
  }
  if ((name === 'after' || name === 'before') && isDay(value)) {
    words[name] = value;
    return true;
  }
  token.value = raw;
  words.unknown.push(raw);
  return false;
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const quote = (value: string): string =>
  /[\s"]/.test(value) ? `"${value.replaceAll(/["\\]/g, String.raw`\$&`)}"` : value;
