import type { HiddenByRule } from '../contract/export.ts';
import { placeholderPattern } from '../redaction/index.ts';

/** How often each rule hid something in a text. */
export function hiddenIn(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [placeholder] of text.matchAll(placeholderPattern)) countUp(counts, ruleOf(placeholder), 1);
  return counts;
}

const ruleOf = (placeholder: string): string => placeholder.split(':')[1] ?? '';

export const countUp = (counts: Map<string, number>, rule: string, by: number): void =>
  void counts.set(rule, (counts.get(rule) ?? 0) + by);

/** What was hidden in a file, with the words around some of the places. */
export class HiddenReport {
  readonly #counts = new Map<string, number>();
  readonly #places = new Map<string, string[]>();

  /** `text` as it is written. */
  count(text: string): void {
    for (const [rule, count] of hiddenIn(text)) countUp(this.#counts, rule, count);
  }

  /** Takes places from the texts of anything, at any depth. */
  takePlaces(value: unknown): void {
    const todo: unknown[] = [value];
    for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
      if (typeof next === 'string') this.#takeFrom(next);
      else if (typeof next === 'object' && next !== null)
        for (const part of Object.values(next)) if (part !== undefined) todo.push(part);
    }
  }

  #takeFrom(text: string): void {
    if (!text.includes('[REDACTED:')) return;
    for (const { 0: placeholder, index } of text.matchAll(placeholderPattern)) {
      const places = this.#places.get(ruleOf(placeholder)) ?? [];
      if (places.length >= mostPlaces) continue;
      const place = around(text, index, index + placeholder.length);
      if (!places.includes(place)) this.#places.set(ruleOf(placeholder), [...places, place]);
    }
  }

  /** The rule that hid most comes first. */
  list(): HiddenByRule[] {
    return [...this.#counts]
      .map(([rule, count]) => ({ rule, count, places: this.#places.get(rule) ?? [] }))
      .toSorted((a, b) => b.count - a.count || a.rule.localeCompare(b.rule));
  }
}

const mostPlaces = 3;
const wordsAround = 24;

/** One line. Never half a placeholder, since the words around may hold another one. */
function around(text: string, start: number, end: number): string {
  const before = text.slice(Math.max(0, start - wordsAround), start).replace(/^[^[]*\]/, '');
  const after = text.slice(end, end + wordsAround).replace(/\[[A-Z:a-z0-9-]*$/, '');
  return `${before}${text.slice(start, end)}${after}`.replace(/\s+/g, ' ').trim().toWellFormed();
}
