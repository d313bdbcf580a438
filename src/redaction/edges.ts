import { placeholderPattern } from './placeholder.ts';
import { overlapping } from './search.ts';
import type { MergedSpan } from './spans.ts';

/**
 * Moves the edges of spans out of escapes: what begins with the letter of an escape takes its backslashes along, what
 * ends with backslashes leaves them to the letter behind, so that a JSON string stays one.
 */
export function outsideEscapes(text: string, spans: readonly MergedSpan[]): MergedSpan[] {
  return spans.flatMap((span) => {
    let { start, end } = span;
    if (text[start - 1] === '\\' && /["\\/bfnrtu]/.test(text[start] ?? '')) while (text[start - 1] === '\\') start--;
    while (end > start && text[end - 1] === '\\') end--;
    return end > start ? [{ ...span, start, end }] : [];
  });
}

/** Drops the spans that hide nothing but placeholders, and widens the others to whole placeholders. */
export function outsidePlaceholders(text: string, spans: readonly MergedSpan[]): MergedSpan[] {
  if (!text.includes('[REDACTED:')) return [...spans];
  const holders = [...text.matchAll(placeholderPattern)].map((found) => ({
    start: found.index,
    end: found.index + found[0].length,
  }));
  return spans.flatMap((span) => {
    const touched = overlapping(holders, span.start, span.end);
    const first = touched[0];
    const last = touched.at(-1);
    if (!first || !last) return [span];
    const rest = text.slice(span.start, span.end).replaceAll(placeholderPattern, '');
    const inside = span.start >= first.start && span.end <= first.end;
    if (inside || !/[A-Za-z0-9]/.test(rest)) return [];
    return [{ ...span, start: Math.min(span.start, first.start), end: Math.max(span.end, last.end) }];
  });
}
