import type { Input } from '../../../contract/api.ts';
import type { AnalyticsPlace } from '../../store/analytics-place.ts';
import { setFilterWord } from '../../store/filter-words.ts';
import { type Place, plainList } from '../../store/place.ts';
import { dayBefore } from './by-day.ts';

export type Range = Input<'usageAnalytics'>;

/** What to ask the engine for. */
export function rangeOf({ days, from, to, source, project, model }: AnalyticsPlace): Range {
  const filters = { source, project: project ?? undefined, model: model ?? undefined };
  return from !== null && to !== null ? { ...filters, from, to } : { ...filters, days };
}

/** The days of a range as filters say them; null for an open end. */
export function daysOf({ days, from, to }: Pick<AnalyticsPlace, 'days' | 'from' | 'to'>, today = new Date()) {
  if (from !== null) return { after: from, before: to };
  return { after: days === 'all' ? null : dayBefore(today, days - 1), before: null };
}

export type ListFilter = Partial<
  Record<
    | 'project'
    | 'model'
    | 'after'
    | 'before'
    | 'source'
    | 'tool'
    | 'program'
    | 'command'
    | 'file'
    | 'has'
    | 'is'
    | 'active'
    | 'weekday'
    | 'hour'
    | 'edited',
    string | null
  >
>;

/** The sessions behind a figure: those of the page's filters, narrowed by the row. */
export function listPlace(place: AnalyticsPlace, narrower: ListFilter): Extract<Place, { screen: 'sessions' }> {
  const wanted: ListFilter = {
    source: place.source === 'all' ? null : place.source,
    project: place.project,
    model: place.model,
    ...daysOf(place),
    ...narrower,
  };
  let q = '';
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined && value !== null) q = setFilterWord(q, name as keyof ListFilter, value);
  }
  return { screen: 'sessions', list: { ...plainList, q } };
}
