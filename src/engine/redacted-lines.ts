import type { Span } from '../redaction/index.ts';
import { placeholder } from '../redaction/placeholder.ts';

interface LineRedactor {
  spans(raw: string): Span[];
  list(raw: readonly string[]): string[];
}

/**
 * Strings in a row, redacted also as what they may be together: the lines of a text. A key file is known by its first
 * line, a value by the name in the line above it. Line for line stays, with the mark of a difference in front.
 */
export function redactedLines(
  lines: readonly string[],
  redactor: LineRedactor,
  tag: (secret: string) => string,
): string[] {
  const whole = lines.join('\n');
  const spans = redactor.spans(whole);
  let first = 0;
  let from = 0;
  const shown = lines.map((line) => {
    const to = from + line.length;
    while (first < spans.length && spans[first]!.end <= from) first += 1;
    const shared = spansAcross(spans, first, from, to);
    const text = shared.reduceRight(
      (rest, span) => hidden(rest, span, from, placeholder(span.rule, tag(whole.slice(span.start, span.end)))),
      line,
    );
    from = to + 1;
    return text;
  });
  return redactor.list(shown);
}

/** Spans that this line shares with others; what stands in one line is found in that line. */
function spansAcross(spans: readonly Span[], first: number, from: number, to: number): Span[] {
  const shared: Span[] = [];
  for (let at = first; at < spans.length && spans[at]!.start < to; at++) {
    const span = spans[at]!;
    if (span.start < from || span.end > to) shared.push(span);
  }
  return shared;
}

function hidden(line: string, { start, end }: Span, from: number, instead: string): string {
  const mark = start < from && /^[+\- ]/.test(line) ? 1 : 0;
  return line.slice(0, Math.max(mark, start - from)) + instead + line.slice(Math.min(line.length, end - from));
}
