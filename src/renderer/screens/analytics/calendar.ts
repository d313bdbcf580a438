import type { ActivityAnalytics } from '../../../contract/analytics.ts';
import { localDay } from '../../format/times.ts';

export type CalendarDay = ActivityAnalytics['by_day'][number];

/** A week from Monday on; null for days outside of the range. */
export interface Week {
  first_day: string;
  days: (CalendarDay | null)[];
  /** The first week with a day of its month. */
  is_month_start: boolean;
}

const mostWeeks = 53;

/** The weeks of a range, at most the last 53; days without anything are in it too. */
export function calendarOf(
  days: readonly CalendarDay[],
  first: string,
  last: string,
): { weeks: Week[]; is_cut: boolean } {
  const known = new Map(days.map((day) => [day.day, day]));
  const start = dateOf(first);
  start.setDate(start.getDate() - ((start.getDay() + 6) % 7));
  const weeks: Week[] = [];
  for (let monday = localDay(start); monday <= last; monday = dayAfter(monday, 7)) {
    const week = Array.from({ length: 7 }, (_, place) => dayAfter(monday, place));
    const first_day = week.find((day) => day >= first) ?? monday;
    weeks.push({
      first_day,
      days: week.map((day) => (day < first || day > last ? null : (known.get(day) ?? emptyDay(day)))),
      is_month_start: first_day.slice(0, 7) !== weeks.at(-1)?.first_day.slice(0, 7),
    });
  }
  return { weeks: weeks.slice(-mostWeeks), is_cut: weeks.length > mostWeeks };
}

const emptyDay = (day: string): CalendarDay => ({
  day,
  session_count: 0,
  prompt_count: 0,
  call_count: 0,
  tool_call_count: 0,
});

function dateOf(day: string): Date {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
}

function dayAfter(day: string, count: number): string {
  const at = dateOf(day);
  at.setDate(at.getDate() + count);
  return localDay(at);
}

/** How dark a figure is drawn, 0 to 4: by its root, so that one large day does not leave all others pale. */
export function heatOf(count: number, most: number): 0 | 1 | 2 | 3 | 4 {
  if (count <= 0) return 0;
  return Math.min(4, Math.max(1, Math.ceil(Math.sqrt(count / most) * 4))) as 1 | 2 | 3 | 4;
}
