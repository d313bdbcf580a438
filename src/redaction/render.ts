import { placeholder } from './placeholder.ts';
import { countLeading } from './search.ts';
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
 * redacting twice is redacting once. `find` is told where the placeholders stand, since nothing is new far from them.
 */
export function findAll(
  raw: string,
  first: MergedSpan[],
  find: (text: string, holders: readonly Stretch[]) => MergedSpan[],
): MergedSpan[] {
  let spans = first;
  for (let round = 1; round < rounds_most && spans.length > 0; round++) {
    const holders = holdersOf(spans);
    const more = find(
      render(raw, spans, () => '000000'),
      holders,
    );
    if (more.length === 0) break;
    spans = joined(
      spans,
      more.map((span) => inOriginal(span, holders)),
    );
  }
  return spans;
}

/** A part of a text: offsets, end exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** More than a rule looks ahead or back. */
const reach = 8192;

/** The parts of a text of `length` in which something can depend on what stands in the stretches, in order. */
export function around(stretches: readonly Stretch[], length: number): Stretch[] {
  const parts: Stretch[] = [];
  for (const stretch of stretches) {
    const start = Math.max(0, stretch.start - reach);
    const end = Math.min(length, stretch.end + reach);
    const last = parts.at(-1);
    if (last && start <= last.end) parts[parts.length - 1] = { start: last.start, end };
    else parts.push({ start, end });
  }
  return parts;
}

/** Where a placeholder stands in the rendered text, and what it hides in the original. */
interface Holder extends Stretch {
  readonly hides: MergedSpan;
}

function holdersOf(spans: readonly MergedSpan[]): Holder[] {
  let shift = 0;
  return spans.map((span) => {
    const start = span.start + shift;
    const end = start + holderOf(span, '000000').length;
    shift = end - span.end;
    return { start, end, hides: span };
  });
}

/** A span of the rendered text as a span of the original; a placeholder stands for all that it hides. */
function inOriginal(span: MergedSpan, holders: readonly Holder[]): MergedSpan {
  const start = originOf(span.start, holders, 'start');
  const end = originOf(span.end, holders, 'end');
  return { ...span, start, end, secret_start: start, secret_end: end };
}

function originOf(at: number, holders: readonly Holder[], edge: 'start' | 'end'): number {
  const holder =
    holders[countLeading(holders, (other) => (edge === 'start' ? other.start <= at : other.start < at)) - 1];
  if (!holder) return at;
  if (edge === 'start' ? at < holder.end : at <= holder.end)
    return edge === 'start' ? holder.hides.start : holder.hides.end;
  return at - holder.end + holder.hides.end;
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
