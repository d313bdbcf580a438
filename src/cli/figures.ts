const count = new Intl.NumberFormat('en-US');
const unknown = '–';

export const formatCount = (value: number | null): string => (value === null ? unknown : count.format(value));

/** A count with its noun, such as `1 session` or `2,000 sessions`. */
export const formatThings = (value: number, noun: string): string =>
  `${count.format(value)} ${noun}${value === 1 ? '' : 's'}`;

/** Dollars; null is unknown, and not the same as 0. */
export function formatUsd(value: number | null): string {
  if (value === null) return unknown;
  return value > 0 && value < 0.01 ? '<$0.01' : `$${value.toFixed(2)}`;
}

/** Bytes in powers of 1024, such as `1.5 MiB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(1)} ${units[unit]}`;
}

const two = (part: number): string => String(part).padStart(2, '0');

/** An instant in local time, such as `2026-08-01 09:00`. */
export function formatInstant(at: string | null): string {
  if (at === null) return unknown;
  const date = new Date(at);
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** A span of time, such as `2 h 05 min` or `45 s`. */
export function formatDuration(ms: number | null): string {
  if (ms === null) return unknown;
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${two(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}
