/** What the words of the filter box ask for. `unknown` holds words that look like filters and are none. */
export interface FilterWords {
  source: string | null;
  project: string | null;
  model: string | null;
  branch: string | null;
  has: ('error' | 'edit' | 'live')[];
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
  has: [],
  after: null,
  before: null,
  text: '',
  unknown: [],
};

const valueFilters = ['source', 'project', 'model', 'branch'] as const;
const hasWords = { error: 'error', errors: 'error', edit: 'edit', edits: 'edit', live: 'live' } as const;

/** Names of the filters that can be typed, as `name:value`. */
const filterNames = [...valueFilters, 'has', 'after', 'before'] as const;
export type FilterName = (typeof filterNames)[number];

/**
 * Reads the filter box: `project:api model:opus has:error after:2026-10-01 words`. Values with blanks stand in quotes.
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
  return [...box.matchAll(/(?:([A-Za-z]+):)?(?:"([^"]*)"?|(\S+))/g)].map(([raw, name, quoted, plain]) => ({
    raw,
    name: name?.toLowerCase() ?? null,
    value: quoted ?? plain ?? '',
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
  if (name === 'has' && Object.hasOwn(hasWords, value)) {
    words.has.push(hasWords[value as keyof typeof hasWords]);
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

const quote = (value: string): string => (/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value);
