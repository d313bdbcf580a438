/** What was asked for, taken apart. */
export interface SearchQuery {
  /** For the full-text index; null when only fields are asked for. */
  match: string | null;
  /** Words to mark in snippets, in small letters. */
  words: string[];
  /** For each of the words, whether it may go on. */
  prefixes: boolean[];
  filters: SearchFilter[];
}

export interface SearchFilter {
  field: FilterField;
  value: string;
  is_not: boolean;
}

const filterFields = [
  'source',
  'project',
  'model',
  'tool',
  'role',
  'file',
  'branch',
  'is',
  'has',
  'before',
  'after',
  'cost',
  'in',
] as const;
export type FilterField = (typeof filterFields)[number];

interface Token {
  text: string;
  is_phrase: boolean;
  is_not: boolean;
  is_prefix: boolean;
}

/**
 * Words, `"phrases"`, `prefix*`, `-not`, `OR`, and fields such as `project:api` or `cost:>2`.
 * Gives a sentence when the question cannot be answered as it stands.
 */
export function parseQuery(q: string): SearchQuery | { problem: string } {
  const filters: SearchFilter[] = [];
  const groups: Token[][] = [];
  let joinsNext = false;
  for (const piece of q.match(/-?[a-z]+:"[^"]*"|-?"[^"]*"?|\S+/gi) ?? []) {
    const filter = filterFrom(piece);
    if (filter) filters.push(filter);
    else if (piece === 'OR') joinsNext = groups.length > 0;
    else {
      const token = tokenFrom(piece);
      if (!token) continue;
      if (joinsNext && !token.is_not) groups.at(-1)!.push(token);
      else groups.push([token]);
      joinsNext = false;
    }
  }
  const wanted = groups.filter(([first]) => !first!.is_not);
  const unwanted = groups.filter(([first]) => first!.is_not).flat();
  if (wanted.length === 0 && unwanted.length > 0)
    return { problem: 'Say what to look for, besides what to leave out.' };
  if (wanted.length === 0 && filters.length === 0) return { problem: 'There is no word to look for.' };
  const words = wanted.flat().map((token) => token.text.toLowerCase());
  const prefixes = wanted.flat().map((token) => token.is_prefix);
  return { match: matchFrom(wanted, unwanted), words, prefixes, filters };
}

function filterFrom(piece: string): SearchFilter | null {
  const parts = /^(-?)([a-z]+):(.+)$/i.exec(piece);
  const field = parts?.[2]?.toLowerCase() as FilterField | undefined;
  if (!parts || !field || !filterFields.includes(field)) return null;
  return { field, value: parts[3]!.replace(/^"|"$/g, ''), is_not: parts[1] === '-' };
}

/** Null for a piece without a letter or a digit: the index holds nothing that could match it. */
function tokenFrom(piece: string): Token | null {
  const is_not = piece.startsWith('-') && piece.length > 1;
  const bare = is_not ? piece.slice(1) : piece;
  const is_phrase = bare.startsWith('"');
  const inner = is_phrase ? bare.replace(/^"|"$/g, '') : bare;
  const is_prefix = !is_phrase && /[\p{L}\p{N}_]\*$/u.test(inner);
  const text = is_prefix ? inner.slice(0, -1) : inner;
  return /[\p{L}\p{N}_]/u.test(text) ? { text, is_phrase, is_not, is_prefix } : null;
}

function matchFrom(wanted: Token[][], unwanted: Token[]): string | null {
  if (wanted.length === 0) return null;
  const all = wanted
    .map((group) => (group.length === 1 ? quoted(group[0]!) : `(${group.map(quoted).join(' OR ')})`))
    .join(' AND ');
  return unwanted.length === 0 ? all : `(${all}) NOT (${unwanted.map(quoted).join(' OR ')})`;
}

/** In quotes nothing has a meaning of its own; `foo_bar(` and `a.b` are words in a row. */
const quoted = (token: Token): string => `"${token.text.replaceAll('"', '""')}"${token.is_prefix ? ' *' : ''}`;
