import { unknown } from './numbers.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A span in its two largest units: `820 ms`, `4.2 s`, `3 min 12 s`, `1 h 04 min`, `2 d 3 h`. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return unknown;
  if (ms < second) return `${Math.round(ms)} ms`;
  if (ms < 59.95 * second) return `${(ms / second).toFixed(1).replace(/\.0$/, '')} s`;
  if (ms < hour - second / 2) return twoUnits(Math.round(ms / second), 60, 'min', 's');
  if (ms < day - minute / 2) return twoUnits(Math.round(ms / minute), 60, 'h', 'min', 2);
  return twoUnits(Math.round(ms / hour), 24, 'd', 'h');
}

function twoUnits(count: number, size: number, large: string, small: string, digits = 1): string {
  const rest = count % size;
  const head = `${Math.floor(count / size)} ${large}`;
  return rest === 0 ? head : `${head} ${String(rest).padStart(digits, '0')} ${small}`;
}

/** How long ago, in one unit, seen from `now` (milliseconds since 1970): `just now`, `4 min ago`, `yesterday`, `12 Oct`. */
export function formatRelative(instant: string | null, now: number): string {
  if (instant === null) return unknown;
  const then = new Date(instant);
  const ago = now - then.getTime();
  if (ago < -minute) return shortDay(then, now);
  if (ago < minute) return 'just now';
  if (ago < hour) return `${Math.floor(ago / minute)} min ago`;
  const days = dayNumber(new Date(now)) - dayNumber(then);
  if (days === 0 || ago < 6 * hour) return `${Math.floor(ago / hour)} h ago`;
  if (days === 1) return 'yesterday';
  return days < 7 ? `${days} days ago` : shortDay(then, now);
}

/** The instant to the second, in local time with its zone: `2026-10-12 14:03:22 GMT+2`. */
export function formatExact(instant: string | null): string {
  if (instant === null) return unknown;
  const at = new Date(instant);
  return `${localDay(at)} ${formatClock(instant)}:${two(at.getSeconds())} ${zoneOf(at)}`;
}

/** Local hours and minutes: `14:03`. */
export function formatClock(instant: string | null): string {
  if (instant === null) return unknown;
  const at = new Date(instant);
  return `${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** The local calendar day: `2026-10-12`. */
export function localDay(at: Date): string {
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** A day as a heading: `Today`, `Yesterday`, `Mon 12 Oct`, `Mon 12 Oct 2025`. */
export function formatDayHeading(instant: string | null, now: number): string {
  if (instant === null) return 'No date';
  const at = new Date(instant);
  const days = dayNumber(new Date(now)) - dayNumber(at);
  if (days === 0) return 'Today';
  if (days === 1) return 'Yesterday';
  return `${weekdays[at.getDay()]} ${shortDay(at, now)}`;
}

/** A calendar day such as `2026-10-12` as a label: `12 Oct`. */
export function formatDay(isoDay: string): string {
  const [, month, date] = isoDay.split('-');
  return `${Number(date)} ${months[Number(month) - 1]}`;
}

/** A calendar day such as `2026-10-12` by its month: `Oct 2026`. */
export function formatMonth(isoDay: string): string {
  const [year, month] = isoDay.split('-');
  return `${months[Number(month) - 1]} ${year}`;
}

function shortDay(at: Date, now: number): string {
  const text = `${at.getDate()} ${months[at.getMonth()]}`;
  return at.getFullYear() === new Date(now).getFullYear() ? text : `${text} ${at.getFullYear()}`;
}

/** Local calendar days since 1970, so that differences are not disturbed by daylight saving. */
function dayNumber(at: Date): number {
  return Math.round(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / day);
}

let zoneNames: Intl.DateTimeFormat | null = null;

function zoneOf(at: Date): string {
  /* Making one costs fifty times as much as using it. */
  zoneNames ??= new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' });
  const parts = zoneNames.formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

const two = (count: number): string => String(count).padStart(2, '0');
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
