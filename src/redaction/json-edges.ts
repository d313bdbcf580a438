import { overlapping } from './search.ts';
import type { MergedSpan } from './spans.ts';

/** Longer texts are not parsed to see whether they are JSON. */
const json_most = 8 << 20;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * Keeps JSON valid: where the text, or a line of it, is JSON, a span may hide parts of strings but no quote between
 * them, and what stands for a number gets quotes.
 */
export function keepJson(text: string, spans: readonly MergedSpan[]): MergedSpan[] {
  if (!/[{["]/.test(text.slice(0, json_most))) return [...spans];
  const whole = { start: 0, end: text.length };
  if (isJson(text, whole)) return keepIn(text, whole, spans);
  return linesWith(text, spans).flatMap(({ line, inside }) =>
    isJson(text, line) ? keepIn(text, line, inside) : inside,
  );
}

/** The spans by the line they stand in; a span over several lines stands in none of them. */
function linesWith(text: string, spans: readonly MergedSpan[]): { line: Stretch; inside: MergedSpan[] }[] {
  const lines: { line: Stretch; inside: MergedSpan[] }[] = [];
  for (const span of spans) {
    const last = lines.at(-1);
    if (last && span.end <= last.line.end) {
      last.inside.push(span);
      continue;
    }
    const start = text.lastIndexOf('\n', span.start) + 1;
    const end = text.indexOf('\n', span.start);
    const line = { start, end: end < 0 ? text.length : end };
    lines.push({ line: span.end <= line.end ? line : { start, end: start }, inside: [span] });
  }
  return lines;
}

function isJson(text: string, { start, end }: Stretch): boolean {
  if (end - start < 2 || end - start > json_most) return false;
  const json = text.slice(start, end).trim();
  if (!/^(?:\{.*\}|\[.*\]|".*")$/s.test(json)) return false;
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

function keepIn(text: string, stretch: Stretch, spans: readonly MergedSpan[]): MergedSpan[] {
  const strings = stringsIn(text, stretch);
  return spans.flatMap((span) => {
    const inside = overlapping(strings, span.start, span.end);
    if (inside.length === 0) return [{ ...span, quoted: true }];
    const [only] = inside;
    if (inside.length === 1 && only && only.start <= span.start && only.end >= span.end) return [span];
    return inside
      .map((string) => piece(span, string))
      .filter(({ start, end }) => /[A-Za-z0-9]/.test(text.slice(start, end)));
  });
}

function piece(span: MergedSpan, string: Stretch): MergedSpan {
  const start = Math.max(span.start, string.start);
  const end = Math.min(span.end, string.end);
  return { ...span, start, end, secret_start: start, secret_end: end };
}

/** The contents of the strings in a stretch of JSON. */
function stringsIn(text: string, { start, end }: Stretch): Stretch[] {
  const strings: Stretch[] = [];
  const string = /"((?:[^"\\]|\\.)*)"/gsy;
  for (let at = text.indexOf('"', start); at >= 0 && at < end; at = text.indexOf('"', string.lastIndex)) {
    string.lastIndex = at;
    if (!string.test(text)) break;
    strings.push({ start: at + 1, end: string.lastIndex - 1 });
  }
  return strings;
}
