/** A stretch of a text that is held in part: neighbouring chunks, in order. */
export interface LongText {
  chunks: readonly Chunk[];
  /** The whole, in UTF-16 units. */
  length: number;
}

export interface Chunk {
  offset: number;
  text: string;
}

/** Characters asked for at a time, and chunks drawn at most: the page never holds a whole megabyte of output. */
export const chunkLength = 65_536;
const mostChunks = 4;

/** By what the held part of a block's text is known among those of a session. */
export const longTextKey = ({ agent_id }: { agent_id: string | null }, block_id: string, length: number): string =>
  `${agent_id ?? ''}\n${block_id}\n${length}`;

export const longText = (text: string, length: number): LongText => ({ chunks: [{ offset: 0, text }], length });

export const shownText = ({ chunks }: LongText): string => chunks.map((chunk) => chunk.text).join('');

export const startOf = ({ chunks }: LongText): number => chunks[0]?.offset ?? 0;

export function endOf({ chunks }: LongText): number {
  const last = chunks.at(-1);
  return last ? last.offset + last.text.length : 0;
}

export const hasMore = (long: LongText): boolean => endOf(long) < long.length;

export const hasEarlier = (long: LongText): boolean => startOf(long) > 0;

/** With the chunk that follows; the oldest leaves when there are too many. */
export function withNext(long: LongText, text: string, length: number): LongText {
  const chunks = [...long.chunks, { offset: endOf(long), text }];
  return { chunks: chunks.slice(-mostChunks), length };
}

/** With the chunk that comes before; the last leaves when there are too many. */
export function withEarlier(long: LongText, text: string, length: number): LongText {
  const chunks = [{ offset: startOf(long) - text.length, text }, ...long.chunks];
  return { chunks: chunks.slice(0, mostChunks), length };
}

/** Where the chunk before the first one shown begins. */
export const earlierOffset = (long: LongText): number => Math.max(0, startOf(long) - chunkLength);
