import type { Outline } from '../../../contract/message.ts';

/* Measured on rows of real shape at the usual sizes of type; test/renderer/session/row-heights.test.ts holds them together. */
const textLine = 21;
const outputLine = 18;
const cardHead = 35;
const cardGap = 6;
const shownLines = 12;

/* What a record holds besides its text: ids, times, usage, and quoting. */
const envelopeBytes = 700;
const callEnvelopeBytes = 900;

/** The guessed heights of all rows at once: the list asks for all of them whenever one has changed. */
export function guessHeights(
  outline: Outline,
  places: Uint32Array | null,
  width: number,
  areToolsFolded: boolean,
): Float32Array {
  const count = places?.length ?? outline.total;
  const heights = new Float32Array(count);
  for (let row = 0; row < count; row += 1) {
    heights[row] = guessHeight(outline, places?.[row] ?? row, width, areToolsFolded);
  }
  return heights;
}

/**
 * How high the row of a message will about be, in pixels, from what the outline tells. A good guess keeps the scroll
 * bar honest; the true height replaces it once the row is drawn.
 */
export function guessHeight(outline: Outline, index: number, width: number, areToolsFolded: boolean): number {
  const size = outline.sizes[index] ?? 0;
  const calls = outline.tool_calls[index] ?? 0;
  const columns = Math.max(30, Math.floor((Math.min(width, 860) - 90) / 7));
  switch (outline.kinds[index]) {
    case 'u':
      return 52 + textLine * linesFor(size - envelopeBytes, columns, 24);
    case 'a':
      return calls > 0
        ? 10 + calls * toolHeight(size / calls - callEnvelopeBytes, columns, areToolsFolded)
        : 12 + textLine * linesFor(size - envelopeBytes, columns, 120);
    case 'c':
      return 64;
    default:
      return 30;
  }
}

function toolHeight(bytes: number, columns: number, areToolsFolded: boolean): number {
  if (areToolsFolded) return cardHead + cardGap;
  return cardHead + cardGap + 16 + outputLine * linesFor(bytes / 2, columns / 2, shownLines + 1);
}

/** Lines that so many bytes fill: at least one, at most as many as are shown before a text is folded. */
const linesFor = (bytes: number, columns: number, most: number): number =>
  Math.min(most, Math.max(1, Math.ceil(bytes / columns)));
