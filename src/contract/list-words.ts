/** Values of list filters that a person types and that screens and engine must read alike. */

/** Days of the week as filters write them; Monday is the first. */
export const weekdayWords = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type WeekdayWord = (typeof weekdayWords)[number];

/** From one length on and below another, both in milliseconds; null for no end. */
export interface LengthRange {
  from_ms: number;
  to_ms: number | null;
}

const units: Record<string, number> = { s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Reads `>2h`, `<30m`, `15m..1h30m` (the end is not in it), or `2h` alone, which means at least so long. Units are s, m, h
 * and d; a number without one is minutes. Null for anything else.
 */
export function lengthRangeFrom(text: string): LengthRange | null {
  const [first = '', last, more] = text.toLowerCase().split('..');
  if (more !== undefined) return null;
  if (last !== undefined) {
    const [from_ms, to_ms] = [lengthFrom(first), lengthFrom(last)];
    return from_ms === null || to_ms === null || to_ms <= from_ms ? null : { from_ms, to_ms };
  }
  const [, sign = '>=', length = ''] = /^(<=|>=|<|>)?(.+)$/.exec(first) ?? [];
  const ms = lengthFrom(length);
  if (ms === null) return null;
  if (sign === '<') return { from_ms: 0, to_ms: ms };
  if (sign === '<=') return { from_ms: 0, to_ms: ms + 1 };
  return { from_ms: sign === '>' ? ms + 1 : ms, to_ms: null };
}

function lengthFrom(text: string): number | null {
  if (/^\d{1,6}$/.test(text)) return Number(text) * units['m']!;
  if (!/^(?:\d{1,6}(?:\.\d{1,3})?(?:s|min|m|h|d))+$/.test(text)) return null;
  const parts = text.matchAll(/([\d.]+)(s|min|m|h|d)/g);
  return Math.round([...parts].reduce((sum, [, count, unit]) => sum + Number(count) * units[unit!]!, 0));
}

/** The user turn in which the first file was changed; null: none was. */
export type FirstEditRange = { turn: null } | { turn: number; is_or_later: boolean };

/** Reads `1`, `8+` for the eighth turn or a later one, or `never`; null for anything else. */
export function firstEditFrom(text: string): FirstEditRange | null {
  if (text === 'never') return { turn: null };
  const [, turn, later] = /^([1-9]\d{0,4})(\+?)$/.exec(text) ?? [];
  return turn === undefined ? null : { turn: Number(turn), is_or_later: later === '+' };
}

/** Hours of the day, the last one included. */
export interface HourRange {
  from: number;
  to: number;
}

/** Reads `9`, or `9-17` for all hours that begin from nine to seventeen; null for anything else. */
export function hoursFrom(text: string): HourRange | null {
  const [, first, last] = /^(\d{1,2})(?:-(\d{1,2}))?$/.exec(text) ?? [];
  if (first === undefined) return null;
  const [from, to] = [Number(first), Number(last ?? first)];
  return from <= to && to <= 23 ? { from, to } : null;
}
