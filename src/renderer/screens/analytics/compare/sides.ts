import { noProject } from '../../../../contract/session.ts';
import { shortenMiddle, shortenPath, shortNames } from '../../../format/paths.ts';
import { formatDay, localDay } from '../../../format/times.ts';
import { plainText } from '../../../format/visible-text.ts';
import type { AnalyticsPlace } from '../../../store/analytics-place.ts';
import { dayBefore } from '../by-day.ts';
import { type ListFilter, listPlace, type Range, rangeOf } from '../range.ts';

/**
 * What stands on the two sides. Ranges are `2026-10-01..2026-10-31`, and unless chosen they are that of the page and, first,
 * the one of the same length before it: differences tell what has changed since. Of all else nothing stands unless chosen.
 */
export function sidesOf(place: AnalyticsPlace, today = new Date()): [a: string | null, b: string | null] {
  if (place.by !== 'range') return [place.a, place.b];
  const usual = usualRanges(place, today);
  return [rangeText(place.a) ?? usual[0], rangeText(place.b) ?? usual[1]];
}

/** The two days of a range that is written as text; null for anything else. */
export function rangeFromText(text: string | null): { from: string; to: string } | null {
  const [, from, to] = /^(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)$/.exec(text ?? '') ?? [];
  return from !== undefined && to !== undefined && from <= to ? { from, to } : null;
}

const rangeText = (text: string | null): string | null => (rangeFromText(text) ? text : null);

function usualRanges({ days, from, to }: AnalyticsPlace, today: Date): [string, string] {
  const length = from !== null && to !== null ? daysFromTo(from, to) : days === 'all' ? 90 : days;
  const end = to === null ? today : dateOf(to);
  const start = (back: number) => dayBefore(end, back);
  return [`${start(2 * length - 1)}..${start(length)}`, `${start(length - 1)}..${localDay(end)}`];
}

function dateOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

const daysFromTo = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;

/** What to ask the engine for one side of ranges, models or projects; the page's filters hold for both. */
export function rangeOfSide(place: AnalyticsPlace, side: string): Range {
  const range = rangeOf(place);
  if (place.by === 'model') return { ...range, model: side };
  if (place.by === 'project') return { ...range, project: side };
  const { days: _, ...rest } = range;
  return { ...rest, ...rangeFromText(side) };
}

/** The sessions of one side; the page's filters hold for both. */
export function listOfSide(
  place: AnalyticsPlace,
  side: string,
  narrower: ListFilter = {},
): ReturnType<typeof listPlace> {
  if (place.by === 'model') return listPlace(place, { model: side, ...narrower });
  if (place.by === 'project') return listPlace(place, { project: side, ...narrower });
  return listPlace({ ...place, ...rangeFromText(side) }, narrower);
}

/** What the two sides are called, short and different from each other. */
export function namesOfSides({ by }: AnalyticsPlace, sides: readonly [string, string]): [string, string] {
  const projects = shortNames(sides);
  const nameOf = (side: string): string => {
    const range = by === 'range' ? rangeFromText(side) : null;
    if (range) return rangeName(range);
    if (by === 'project') return side === noProject ? 'No project' : shortenPath(projects.get(side) ?? side, mostName);
    return shortenMiddle(side, mostName);
  };
  return [plainText(nameOf(sides[0])), plainText(nameOf(sides[1]))];
}

const mostName = 40;

function rangeName({ from, to }: { from: string; to: string }): string {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
  const isThisYear = first === last && last === localDay(new Date()).slice(0, 4);
  if (isThisYear) return `${formatDay(from)} – ${formatDay(to)}`;
  return first === last
    ? `${formatDay(from)} – ${formatDay(to)} ${last}`
    : `${formatDay(from)} ${first} – ${formatDay(to)} ${last}`;
}
