import { isLetter, letters } from './words.ts';

/** What was asked for, taken apart. */
export interface SearchQuery {
  /** Of each group one has to be there; no groups when only fields are asked for. */
  wanted: SearchWord[][];
  unwanted: SearchWord[];
  filters: SearchFilter[];
}

/** A word, or words in a row. */
export interface SearchWord {
  text: string;
  /** Whether its first word may begin before it, as in `*ession`. */
  begins_before: boolean;
  /** Whether its last word may go on after it, as in `sess*`. */
  goes_on: boolean;
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

interface Token extends SearchWord {
  is_not: boolean;
}

/**
 * Words, `"phrases"`, `prefix*`, `*part*`, `-not`, `OR`, and fields such as `project:api` or `cost:>2`.
 * Gives a sentence when the question cannot be answered as it stands.
 */
export function parseQuery(q: string): SearchQuery | { problem: string } {
  const filters: SearchFilter[] = [];
  const groups: Token[][] = [];
  let joinsNext = false;
  for (const piece of q.match(/-?[a-z]+:"[^"]*"|-?\*?"[^"]*(?:"\*?)?|\S+/gi) ?? []) {
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
  return { wanted, unwanted, filters };
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
  const parts = /^(\*?)"([^"]*)"?(\*?)$/.exec(bare) ?? /^(\*?)(.*?)(\*?)$/s.exec(bare)!;
  const [, before, text = '', after] = parts;
  if (!isLetter.test(text)) return null;
  return {
    text,
    is_not,
    begins_before: before === '*' && begins.test(text),
    goes_on: after === '*' && ends.test(text),
  };
}

const begins = new RegExp(`^[${letters}]`, 'u');
const ends = new RegExp(`[${letters}]$`, 'u');
