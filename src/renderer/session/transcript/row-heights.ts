import type { Outline } from '../../../contract/message.ts';
import type { Shown } from './shown-kinds.ts';

/*
 * Fitted to the rows of 2,363 messages of 39 real sessions in a window of 1440 pixels: the sum of the guesses is within
 * a few percent of the sum of the heights, which is what a scroll bar needs.
 */
const textLine_px = 21;
const prompt = { base_px: 41, envelope_bytes: 600, most_lines: 26 };
const answer = { base_px: 12, envelope_bytes: 600, most_lines: 42 };
const card = { base_px: 60, folded_px: 38, px_per_byte: 0.05, most_px: 340 };
const fixed_px: Record<string, number> = { c: 54, m: 32, p: 30, s: 38 };

/* A message of which the outline does not tell whether it holds anything of the chosen kinds. */
const unshown_px = 12;

/* Characters in a line of text, whose width is limited, and what stands beside it. */
const widestText_px = 736;
const beside_px = 74;
const character_px = 6.3;

/** What the heights of all rows depend on. */
export interface RowLook {
  width_px: number;
  are_tools_folded: boolean;
  shown: Shown;
}

/** The guessed heights of all rows at once, in pixels: the list asks for all of them whenever one has changed. */
export function guessHeights(outline: Outline, places: Uint32Array | null, look: RowLook): Float32Array {
  const count = places?.length ?? outline.total;
  const heights = new Float32Array(count);
  for (let row = 0; row < count; row += 1) {
    heights[row] = Math.round(guessHeight(outline, places?.[row] ?? row, look));
  }
  return withinPage(heights);
}

/** Browsers end a page at about 33 million pixels; a thread that would be longer has its guesses scaled down to fit. */
function withinPage(heights: Float32Array): Float32Array {
  const sum = heights.reduce((all, height) => all + height, 0);
  return sum <= mostPage_px ? heights : heights.map((height) => Math.floor((height * mostPage_px) / sum));
}

const mostPage_px = 28_000_000;

/**
 * How high the row of a message will about be, from what the outline tells. A good guess keeps the scroll bar honest;
 * the true height replaces it once the row is drawn.
 */
export function guessHeight(outline: Outline, index: number, look: RowLook): number {
  const kind = outline.kinds[index] ?? 's';
  const bytes = outline.sizes[index] ?? 0;
  const columns = Math.max(30, (Math.min(look.width_px - beside_px, widestText_px) || 0) / character_px);
  if (kind === 'u') return textHeight(bytes, columns, prompt);
  if (kind !== 'a') return fixed_px[kind] ?? textHeight(bytes, columns, answer);
  return answerHeight(bytes, outline.tool_calls[index] ?? 0, columns, look);
}

function answerHeight(bytes: number, calls: number, columns: number, { shown, are_tools_folded }: RowLook): number {
  const hasText = shown.size === 0 || shown.has('assistant');
  const hasTools = shown.size === 0 || shown.has('tools') || shown.has('edits') || shown.has('errors');
  if (calls === 0) return hasText ? textHeight(bytes, columns, answer) : unshown_px;
  if (!hasTools) return hasText ? answer.base_px + textLine_px : unshown_px;
  return 8 + calls * (are_tools_folded ? card.folded_px : cardHeight(bytes / calls));
}

function textHeight(bytes: number, columns: number, shape: typeof prompt): number {
  const lines = Math.ceil((bytes - shape.envelope_bytes) / columns);
  return shape.base_px + textLine_px * Math.min(shape.most_lines, Math.max(1, lines));
}

/** Grows with the bytes of call and result until the body is folded. */
const cardHeight = (bytes: number): number => Math.min(card.base_px + bytes * card.px_per_byte, card.most_px);
