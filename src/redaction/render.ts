import { placeholder } from './placeholder.ts';
import type { MergedSpan } from './spans.ts';

/** The text with a placeholder in place of each span. */
export function render(raw: string, spans: readonly MergedSpan[], tag: (secret: string) => string): string {
  if (spans.length === 0) return raw;
  let out = '';
  let shown = 0;
  for (const span of spans) {
    out += raw.slice(shown, span.start) + holderOf(span, tag(raw.slice(span.secret_start, span.secret_end)));
    shown = span.end;
  }
  return out + raw.slice(shown);
}

function holderOf({ rule, quoted }: MergedSpan, tag: string): string {
  return quoted ? `"${placeholder(rule, tag)}"` : placeholder(rule, tag);
}

const rounds_most = 4;

/**
 * Finds until nothing is left to find: a placeholder can lay bare what stood glued to the secret before it. So
 * redacting twice is redacting once.
 */
export function findAll(raw: string, first: MergedSpan[], find: (text: string) => MergedSpan[]): MergedSpan[] {
  let spans = first;
  for (let round = 1; round < rounds_most && spans.length > 0; round++) {
    const more = find(render(raw, spans, () => '000000'));
    if (more.length === 0) break;
    spans = joined(
      spans,
      more.map((span) => inOriginal(span, spans)),
    );
  }
  return spans;
}

/** A span of the rendered text as a span of the original; a placeholder stands for all that it hides. */
function inOriginal(span: MergedSpan, hidden: readonly MergedSpan[]): MergedSpan {
  const start = originOf(span.start, hidden, 'start');
  const end = originOf(span.end, hidden, 'end');
  return { ...span, start, end, secret_start: start, secret_end: end };
}

function originOf(at: number, hidden: readonly MergedSpan[], edge: 'start' | 'end'): number {
  let shift = 0;
  for (const span of hidden) {
    const begins = span.start + shift;
    const ends = begins + holderOf(span, '000000').length;
    if (edge === 'start' ? at < ends : at <= begins) return at <= begins ? at - shift : span.start;
    if (edge === 'end' && at <= ends) return span.end;
    shift = ends - span.end;
  }
  return at - shift;
}

/** Both sets in order; what overlaps becomes one, under the name of the first find. */
function joined(spans: readonly MergedSpan[], more: readonly MergedSpan[]): MergedSpan[] {
  const all: MergedSpan[] = [];
  for (const span of [...spans, ...more].toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && span.start < last.end) all[all.length - 1] = { ...last, end: Math.max(last.end, span.end) };
    else all.push(span);
  }
  return all;
}
