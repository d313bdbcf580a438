import type { UsageRow } from '../../../contract/analytics.ts';
import { localDay } from '../../format/times.ts';

export type Measure = 'tokens' | 'cost';

/** What one bar shows: a day, or a week when there are many days. */
export interface Bucket {
  first_day: string;
  last_day: string;
  /** One value for each series, in their order. */
  values: number[];
  total: number;
}

export interface DayChart {
  series: string[];
  buckets: Bucket[];
  /** Days in each bucket: 1, or a multiple of 7. */
  bucket_days: number;
}

/** Usage of one day and one of what the bars are stacked by. */
export type SeriesRow = UsageRow & { day: string; name: string };
type Row = SeriesRow;

/* A stacked bar is one element per value: more would make drawing slow. */
const mostSeries = 8;
const mostBuckets = 120;
/** The series of all that have none of their own. Nothing has this name. */
export const others = 'all others';

/**
 * Usage by day and series, ready to be drawn: each day of the range has a bucket, also without calls; beyond 120 days a
 * bucket is one or more weeks; beyond 8 series the smallest are put together.
 */
export function dayChartOf(rows: readonly Row[], measure: Measure, firstDay: string, lastDay: string): DayChart {
  const series = seriesOf(rows, measure);
  const days = daysBetween(firstDay, lastDay);
  const bucket_days = days.length > mostBuckets ? Math.ceil(days.length / mostBuckets / 7) * 7 : 1;
  const placeOfDay = new Map(days.map((day, place) => [day, Math.floor(place / bucket_days)]));
  const buckets = chunksOf(days, bucket_days).map((chunk) => emptyBucket(chunk, series.length));
  for (const row of rows) {
    const bucket = buckets[placeOfDay.get(row.day) ?? -1];
    const place = series.includes(row.name) ? series.indexOf(row.name) : series.length - 1;
    if (!bucket) continue;
    const value = valueOf(row, measure);
    bucket.values[place] = (bucket.values[place] ?? 0) + value;
    bucket.total += value;
  }
  return { series, buckets, bucket_days };
}

/** The days of an own range, of one that ends today, or all days with usage. */
export function daysOfRange(
  usage: { by_day: readonly { day: string }[]; date_range_days: number | null },
  own: { from: string | null; to: string | null },
  today: Date,
): { first: string; last: string } {
  const last = localDay(today);
  if (own.from !== null && own.to !== null) return { first: own.from, last: own.to < last ? own.to : last };
  if (usage.date_range_days === null) return { first: usage.by_day[0]?.day ?? last, last };
  return { first: dayBefore(today, usage.date_range_days - 1), last };
}

/** The local day some days before an instant. */
export function dayBefore(from: Date, days: number): string {
  return localDay(new Date(from.getFullYear(), from.getMonth(), from.getDate() - days));
}

export const valueOf = (row: UsageRow, measure: Measure): number =>
  measure === 'tokens' ? row.tokens.total : (row.cost_usd ?? 0);

function seriesOf(rows: readonly Row[], measure: Measure): string[] {
  const totals = new Map<string, number>();
  for (const row of rows) totals.set(row.name, (totals.get(row.name) ?? 0) + valueOf(row, measure));
  const names = [...totals].toSorted((a, b) => b[1] - a[1]).map(([name]) => name);
  return names.length <= mostSeries ? names : [...names.slice(0, mostSeries - 1), others];
}

function daysBetween(first: string, last: string): string[] {
  const [year = 0, month = 1, date = 1] = first.split('-').map(Number);
  const days: string[] = [];
  for (let place = 0; ; place += 1) {
    const day = localDay(new Date(year, month - 1, date + place));
    if (day > last) return days;
    days.push(day);
  }
}

function chunksOf<T>(items: readonly T[], length: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / length) }, (_, place) =>
    items.slice(place * length, (place + 1) * length),
  );
}

function emptyBucket(days: readonly string[], series: number): Bucket {
  const [first = ''] = days;
  return {
    first_day: first,
    last_day: days.at(-1) ?? first,
    values: Array.from({ length: series }, () => 0),
    total: 0,
  };
}
