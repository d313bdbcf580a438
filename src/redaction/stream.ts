import type { Span } from './spans.ts';

const piece = 1 << 20;
/** What comes after a place decides about it up to this far. */
const reach = 64 * 1024;

interface StreamRedactor {
  spans(raw: string): Span[];
  text(raw: string): string;
}

/**
 * Redacts a text that comes in chunks, in bounded memory: whatever no secret crosses leaves as soon as what follows
 * cannot change it. Chunks may be cut anywhere.
 */
export async function* redactStream(chunks: AsyncIterable<string>, redactor: StreamRedactor): AsyncGenerator<string> {
  let held = '';
  let wanted = piece;
  for await (const chunk of chunks) {
    held += chunk;
    if (held.length < wanted) continue;
    const cut = safeCut(held, redactor.spans(held));
    if (cut === 0) {
      wanted = held.length * 2;
      continue;
    }
    yield redactor.text(held.slice(0, cut));
    held = held.slice(cut);
    wanted = held.length + piece;
  }
  if (held.length > 0) yield redactor.text(held);
}

/** A place behind a line end, far enough from the end, that lies in no span. */
function safeCut(text: string, spans: readonly Span[]): number {
  let cut = text.lastIndexOf('\n', text.length - reach) + 1;
  for (const span of spans.toReversed()) {
    if (span.end + reach / 8 < cut) break;
    if (span.start < cut) cut = text.lastIndexOf('\n', Math.max(0, span.start - reach / 8)) + 1;
  }
  return cut;
}
