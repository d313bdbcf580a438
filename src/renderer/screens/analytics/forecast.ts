import type { UsageAnalytics } from '../../../contract/analytics.ts';
import { localDay } from '../../format/times.ts';
import { dayBefore } from './by-day.ts';

type DayRow = UsageAnalytics['by_day'][number];

/** Days before today whose mean is taken for the days to come. */
const meanDays = 28;

export interface Forecast {
  /** Such as `2026-11`. */
  month: string;
  /** What the month has come to so far, and what it comes to when the rest goes on like the last 28 days. */
  so_far: { cost_usd: number; tokens: number };
  whole: { cost_usd: number; tokens: number };
  days_left: number;
  /** Calls without a price are not in it. */
  is_at_least: boolean;
}

/** The days that a forecast looks at: this month, and the 28 days before today. */
export function monthsFor(now: Date): { from: string; to: string } {
  const first = localDay(new Date(now.getFullYear(), now.getMonth(), 1));
  const mean = dayBefore(now, meanDays);
  return { from: first < mean ? first : mean, to: localDay(now) };
}

/** Null when there was nothing in the last 28 days to go by. */
export function forecastOf(byDay: readonly DayRow[], now: Date): Forecast | null {
  const today = localDay(now);
  const month = today.slice(0, 7);
  const since = dayBefore(now, meanDays);
  const before = byDay.filter(({ day }) => day >= since && day < today);
  const mine = byDay.filter(({ day }) => day.startsWith(month));
  if (before.length === 0) return null;
  const days_left = new Date(now.getFullYear(), now.getMonth() + 1, 0).getDate() - now.getDate();
  const so_far = sumOf(mine);
  const mean = sumOf(before);
  const coming = (sum: number, done: number) => done + (sum / meanDays) * days_left;
  return {
    month,
    so_far,
    whole: { cost_usd: coming(mean.cost_usd, so_far.cost_usd), tokens: coming(mean.tokens, so_far.tokens) },
    days_left,
    is_at_least: [...before, ...mine].some((row) => row.unpriced_tokens > 0),
  };
}

function sumOf(rows: readonly DayRow[]): { cost_usd: number; tokens: number } {
  return {
    cost_usd: rows.reduce((sum, row) => sum + (row.cost_usd ?? 0), 0),
    tokens: rows.reduce((sum, row) => sum + row.tokens.total, 0),
  };
}
