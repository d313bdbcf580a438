/** An object as foreign JSON gives it: any key, any value. */
export type Shape = Readonly<Record<string, unknown>>;

/** The careful way into foreign JSON: each function gives the value when it has the type, else null. */
export const shapeOf = (value: unknown): Shape | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Shape) : null;
export const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
export const filledTextOf = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
export const flagOf = (value: unknown): boolean => value === true;
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** One of a format's own short words, such as `tool_use`; null for anything that could be content. */
export const wordOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[a-z][a-z_-]{0,39}$/.test(value) ? value : null;

/** A finite number, else null. */
export const numberOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;

/** A count that can be added up exactly: a non-negative integer up to 2^53 - 1, else null. */
export const countOf = (value: unknown): number | null =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : null;

/** An instant between the years 1970 and 9999 in the contract's form, else null. */
export function instantOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && value > '1970' && !Number.isNaN(Date.parse(value)))
    return value;
  return /^\d{4}-\d\d-\d\dT\d/.test(value) ? instantFromMs(Date.parse(value)) : null;
}

const lastMs = Date.UTC(9999, 11, 31);

export function instantFromMs(ms: number | null): string | null {
  return ms !== null && ms > 0 && ms < lastMs ? new Date(ms).toISOString() : null;
}

/** Indented JSON of any foreign value. Indents grow with the square of the depth, so what is deep stands on one line. */
export function jsonFromValue(value: unknown): string {
  try {
    return JSON.stringify(value, null, isDeeperThan(100, value) ? 0 : 2) ?? '';
  } catch (error) {
    if (error instanceof RangeError) return '[nested too deeply to show]';
    throw error;
  }
}

/** Walks with a stack of its own, because hostile logs nest deeper than the call stack. */
function isDeeperThan(most: number, root: unknown): boolean {
  const todo: [value: unknown, depth: number][] = [[root, 0]];
  for (let next = todo.pop(); next; next = todo.pop()) {
    const [value, depth] = next;
    if (typeof value !== 'object' || value === null) continue;
    if (depth > most) return true;
    for (const inner of Object.values(value)) todo.push([inner, depth + 1]);
  }
  return false;
}
