import type { FileOutline, OutlineMessage } from '../reading/outline.ts';
import type { Chunk } from './chunk.ts';

/** The chunks of one file that are kept, by the message they begin with. */
export interface KeptChunks {
  /** Undefined when there is none, or when its messages have changed since. */
  at(from: number): Chunk | undefined;
  keep(from: number, chunk: Chunk): void;
}

interface Kept {
  chunk: Chunk;
  /** Changes when records or results are added to the messages of the chunk. */
  state: string;
}

/** Texts of the sessions looked through last are kept up to this length together, in UTF-16 units. */
const mostKept = 96_000_000;
/** And for so long after somebody looked for something. */
const keptFor_ms = 90_000;

const files = new Map<FileOutline, Map<number, Kept>>();
let length = 0;
let timer: NodeJS.Timeout | null = null;

/** What is kept of a file; the file counts as looked through just now. */
export function keptChunks(outline: FileOutline): KeptChunks {
  const own = files.get(outline) ?? new Map<number, Kept>();
  files.delete(outline);
  files.set(outline, own);
  forgetLater();
  return {
    at(from) {
      const kept = own.get(from);
      if (!kept || kept.state === stateOf(outline, from, kept.chunk.end)) return kept?.chunk;
      length -= kept.chunk.text.length;
      own.delete(from);
      return undefined;
    },
    keep(from, chunk) {
      while (length + chunk.text.length > mostKept && forgetOldest(outline));
      if (length + chunk.text.length > mostKept) return;
      length += chunk.text.length;
      own.set(from, { chunk, state: stateOf(outline, from, chunk.end) });
    },
  };
}

/** Lets go of the file that was looked through longest ago, unless it is the one that is kept. */
function forgetOldest(keep: FileOutline): boolean {
  const oldest = files.keys().next().value;
  if (!oldest || oldest === keep) return false;
  for (const { chunk } of files.get(oldest)!.values()) length -= chunk.text.length;
  return files.delete(oldest);
}

function forgetLater(): void {
  if (timer) clearTimeout(timer);
  timer = setTimeout(() => {
    files.clear();
    length = 0;
  }, keptFor_ms);
  timer.unref();
}

/** The last chunk of a file ends where the file ends: with more messages it is another one. */
function stateOf({ messages, results }: FileOutline, from: number, end: number): string {
  let parts = end === messages.length ? messages.length : 0;
  let answers = 0;
  const add = ({ parts: records, call_ids }: OutlineMessage): void => {
    parts += records.length;
    for (const id of call_ids) {
      const result = results.get(id);
      if (result) answers += 1 + result.more.length;
    }
  };
  for (let at = from; at < end; at++) add(messages[at]!);
  return `${parts} ${answers}`;
}
