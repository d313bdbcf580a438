import type { StoreApi } from 'zustand/vanilla';
import { api } from '../../api/api.ts';
import {
  chunkLength,
  endOf,
  longText,
  type LongText,
  longTextKey,
  shownText,
  startOf,
  withNext,
} from '../text/long-text.ts';
import { type Thread, threadInput } from '../transcript/thread.ts';

type Texts = StoreApi<ReadonlyMap<string, LongText>>;

interface Wanted {
  block_id: string;
  /** What came with the message. */
  text: string;
  text_length: number;
  /** The place that is to be among what is held. */
  offset: number;
}

/* What is held begins this far before a place, so that one sees what it stands in. */
const before = 4_000;
/* Lines are drawn up to a length; a place further behind is only drawn when what is held begins near it. */
const longestLine = 8_000;

/** Reads the part of a text that holds a place, unless it is held already. */
export async function pageTo(
  texts: Texts,
  thread: Thread,
  { block_id, text, text_length, offset }: Wanted,
): Promise<void> {
  const key = longTextKey(thread, block_id, text_length);
  const held = texts.getState().get(key) ?? longText(text, text_length);
  if (isDrawnIn(held, offset)) return;
  const goesOn =
    startOf(held) === 0 && offset < endOf(held) + chunkLength && offset > endOf(held) && !isInLongLine(held);
  const start = goesOn ? endOf(held) : Math.max(0, offset - before);
  const result = await api.blockText({ ...threadInput(thread), block_id, offset: start, limit: chunkLength });
  if (!result.ok) return;
  const { text: read, text_length: length } = result.value;
  const next = goesOn ? withNext(held, read, length) : { chunks: [{ offset: start, text: read }], length };
  texts.setState(new Map(texts.getState()).set(key, next), true);
}

function isDrawnIn(held: LongText, offset: number): boolean {
  if (offset < startOf(held) || offset >= endOf(held)) return false;
  const at = offset - startOf(held);
  return at - shownText(held).lastIndexOf('\n', at) < longestLine;
}

/** Whether what is held ends in a line so long that what follows of it is not drawn. */
function isInLongLine(held: LongText): boolean {
  const shown = shownText(held);
  return shown.length - shown.lastIndexOf('\n') > longestLine;
}

/** What is held of the text of a block; null when only its beginning came with the message. */
export function heldText(texts: Texts, thread: Thread, block_id: string): LongText | null {
  const prefix = longTextKey(thread, block_id, 0).slice(0, -1);
  for (const [key, held] of texts.getState()) if (key.startsWith(prefix)) return held;
  return null;
}
