import type { Input, Output } from '../../contract/api.ts';
import { allSources } from '../../contract/source.ts';
import { parseFilterWords } from './filter-words.ts';

export type SessionSort = NonNullable<Input<'sessions'>['sort']>;
export type SessionQuery = Omit<Input<'sessions'>, 'limit' | 'offset'>;
export type Facets = Output<'facets'>;

/** The orders of the list, with their names for people. */
export const sortNames: Record<SessionSort, string> = {
  recent: 'Newest first',
  oldest: 'Oldest first',
  cost: 'Highest cost',
  tokens: 'Most tokens',
  messages: 'Most messages',
  duration: 'Longest',
  errors: 'Most errors',
  title: 'Title',
};
export const sessionSorts = Object.keys(sortNames) as SessionSort[];

/** The project folders among the facets. */
export const projectsIn = (facets: Facets | null): string[] =>
  facets?.projects.flatMap(({ project_dir }) => project_dir ?? []) ?? [];

/** What to ask the engine for, and sentences about filter words that were taken otherwise than one may think. */
export interface QueryReading {
  query: SessionQuery;
  notes: string[];
}

/** Known sources by id and name, for `source:` words. */
export interface SourceName {
  source: string;
  provider_label: string;
}

/** Turns the filter box into a query. A part of a project, model or branch is enough: the engine finds those that hold it. */
export function readFilterBox(box: string, sort: SessionSort, sources: readonly SourceName[]): QueryReading {
  const words = parseFilterWords(box);
  const query: SessionQuery = {
    source: words.source === null ? allSources : sourceNamed(words.source, sources),
    project: words.project ?? undefined,
    model: words.model ?? undefined,
    branch: words.branch ?? undefined,
    tool: words.tool ?? undefined,
    program: words.program ?? undefined,
    command: words.command ?? undefined,
    file: words.file ?? undefined,
    cost: words.cost ?? undefined,
    length: words.length ?? undefined,
    active: words.active ?? undefined,
    weekday: words.weekday ?? undefined,
    hour: words.hour ?? undefined,
    edited: words.edited ?? undefined,
    tag: words.tag ?? undefined,
    is: words.is ?? undefined,
    has: words.has.length > 0 ? words.has.join(',') : undefined,
    from: words.after ?? undefined,
    to: words.before ?? undefined,
    q: words.text || undefined,
    sort,
  };
  return { query, notes: words.unknown.map((word) => `“${word}” is not a filter here; it is looked for as text.`) };
}

function sourceNamed(word: string, sources: readonly SourceName[]): string {
  const small = word.toLowerCase();
  const found = sources.find(({ source, provider_label }) =>
    [source, provider_label].some((name) =>
      name.toLowerCase().replaceAll('_', ' ').startsWith(small.replaceAll(/[-_]/g, ' ')),
    ),
  );
  return found?.source ?? (/^[a-z][a-z0-9_]{1,40}$/.test(small) ? small : allSources);
}
