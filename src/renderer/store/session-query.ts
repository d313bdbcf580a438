import type { Input, Output } from '../../contract/api.ts';
import { allSources } from '../../contract/source.ts';
import { lastPart } from '../format/paths.ts';
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

/**
 * Turns the filter box into a query. The engine wants a whole project folder, model and branch; a part of one is
 * looked up in the facets, once they are there. A part that fits several is looked for as text.
 */
export function readFilterBox(
  box: string,
  sort: SessionSort,
  facets: Facets | null,
  sources: readonly SourceName[],
): QueryReading {
  const words = parseFilterWords(box);
  const notes = words.unknown.map((word) => `“${word}” is not a filter here; it is looked for as text.`);
  const texts = words.text === '' ? [] : [words.text];
  const resolve = (name: string, part: string | null, choices: readonly string[]): string | undefined => {
    if (part === null) return undefined;
    const found = findChoice(part, choices);
    if (found.length === 1) return found[0];
    if (found.length === 0) return part;
    notes.push(`${name}:${part} fits ${found.length} ${name}s; “${part}” is looked for as text.`);
    texts.push(part);
    return undefined;
  };
  const query: SessionQuery = {
    source: words.source === null ? allSources : sourceNamed(words.source, sources),
    project: resolve('project', words.project, facets?.projects.flatMap((each) => each.project_dir ?? []) ?? []),
    model: resolve('model', words.model, facets?.models.map((each) => each.model) ?? []),
    branch: resolve('branch', words.branch, facets?.branches.map((each) => each.branch) ?? []),
    has: words.has.length > 0 ? words.has.join(',') : undefined,
    from: words.after ?? undefined,
    to: words.before ?? undefined,
    q: texts.length > 0 ? texts.join(' ') : undefined,
    sort,
  };
  return { query, notes };
}

/** The choices meant by a part: the one that is equal, else those with it as last folder, else those that hold it. */
function findChoice(part: string, choices: readonly string[]): string[] {
  if (choices.includes(part)) return [part];
  const small = part.toLowerCase();
  const byName = choices.filter((choice) => lastPart(choice).toLowerCase() === small);
  return byName.length > 0 ? byName : choices.filter((choice) => choice.toLowerCase().includes(small));
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
