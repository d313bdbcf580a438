import { noProject } from '../../contract/session.ts';
import { allSources } from '../../contract/source.ts';
import type { EngineParts } from '../engine.ts';

/** A `where` clause that grows by conditions, each with its values. */
export class Conditions {
  readonly #parts: string[] = [];
  readonly values: (string | number)[] = [];

  add(condition: string, ...values: (string | number)[]): this {
    this.#parts.push(`(${condition})`);
    this.values.push(...values);
    return this;
  }

  /** The same with one more condition. */
  and(condition: string, ...values: (string | number)[]): Conditions {
    const more = new Conditions();
    more.#parts.push(...this.#parts);
    more.values.push(...this.values);
    return more.add(condition, ...values);
  }

  /** Restricts a column to a source, unless all are meant. */
  source(column: string, id: string): this {
    return id === allSources ? this : this.add(`${column} = ?`, id);
  }

  get sql(): string {
    return this.#parts.length === 0 ? 'true' : this.#parts.join(' and ');
  }
}

/** For rows of `sessions`: no file of the session is left on disk. */
export const isGone = "summary ->> 'is_gone'";

/** The instants that a range of days, or `from` and `to`, stand for. A day alone means the whole local day. */
export function rangeOf({ days, from, to }: { days?: number | 'all'; from?: string; to?: string }): {
  from: number | null;
  to: number | null;
} {
  if (from !== undefined || to !== undefined)
    return { from: from === undefined ? null : startOf(from), to: to === undefined ? null : endOf(to) };
  if (days === undefined || days === 'all') return { from: null, to: null };
  const first = new Date();
  first.setHours(0, 0, 0, 0);
  const next = new Date(first);
  first.setDate(first.getDate() - (days - 1));
  next.setDate(next.getDate() + 1);
  // A log whose clock is wrong may lie in the future.
  return { from: first.getTime(), to: next.getTime() - 1 };
}

const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text);
const startOf = (text: string): number => (isDay(text) ? new Date(`${text}T00:00:00`).getTime() : Date.parse(text));

/** The last millisecond of a day, which may have 23 or 25 hours. */
function endOf(text: string): number {
  if (!isDay(text)) return Date.parse(text);
  const next = new Date(`${text}T00:00:00`);
  next.setDate(next.getDate() + 1);
  return next.getTime() - 1;
}

/** For `like`, with `\` as escape: the text itself anywhere. */
export const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** Whether a session has a model that is called just so. */
export const isKnownModel = ({ catalog }: Pick<EngineParts, 'catalog'>, model: string): boolean =>
  catalog
    .statement("select 1 from sessions where models like ? escape '\\' limit 1")
    .get(anywhere(JSON.stringify(model))) !== undefined;

/** Adds what a filter by project means: no project, the one that is called just so, or else all whose folder holds the text. */
export function projectCondition(
  { catalog }: Pick<EngineParts, 'catalog'>,
  where: Conditions,
  column: string,
  project: string,
): void {
  const isKnown = () => catalog.statement('select 1 from sessions where project_dir = ? limit 1').get(project);
  if (project === noProject) where.add(`${column} is null`);
  else if (isKnown()) where.add(`${column} = ?`, project);
  else where.add(`${column} like ? escape '\\'`, anywhere(project));
}
