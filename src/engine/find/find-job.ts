import type { FoundPlace } from '../../contract/find.ts';
import type { Message } from '../../contract/message.ts';
import type { OpenFile } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { SessionFile } from '../../sources/source.ts';
import type { FileOutline } from '../reading/outline.ts';
import { wholeMessages } from '../reading/page.ts';
import { type Chunk, chunkOf, type ChunkSource, findIn } from './chunk.ts';
import { keptChunks } from './kept-chunks.ts';

/** Look through the messages of a file, from one of them on and for some time only, so that others need not wait. */
export interface FindJob {
  kind: 'find';
  source: string;
  file: SessionFile;
  q: string;
  /** Only this thread; null for the main one, undefined for all threads of the file. */
  agent_id: string | null | undefined;
  /** The message to begin with, counted in the file. */
  from: number;
  /** Places that are still wanted; further ones are counted. */
  most_places: number;
}

export interface FoundInFile {
  places: FoundPlace[];
  /** Matches in each thread. */
  totals: Map<string | null, number>;
  /** Where to go on; null at the end of the file. */
  next: number | null;
  messages_total: number;
  /** Why texts were not looked through. */
  left_out: string[];
}

/** An open file with what is known of it. */
export interface OpenedSession {
  outline: FileOutline;
  redactor: Redactor;
  file: OpenFile;
  /** An output that was moved to a file of its own, or why it cannot be read. */
  moved: ChunkSource['moved'];
}

const patience_ms = 150;

/** Finds a text in the next messages of a file. */
export function findInFile(job: FindJob, opened: OpenedSession): FoundInFile {
  const began = performance.now();
  const { messages } = opened.outline;
  const places: FoundPlace[] = [];
  const totals = new Map<string | null, number>();
  const left_out = new Set<string>();
  const chunks = chunksOf(opened);
  let at = job.from;
  while (at < messages.length) {
    const chunk = chunks(at);
    findIn(chunk, job.q, (place, agent_id) => {
      if (job.agent_id !== undefined && agent_id !== job.agent_id) return;
      totals.set(agent_id, (totals.get(agent_id) ?? 0) + 1);
      if (places.length < job.most_places) places.push(place());
    });
    for (const reason of chunk.left_out) left_out.add(reason);
    at = chunk.end;
    if (performance.now() - began > patience_ms) break;
  }
  return {
    places,
    totals,
    next: at < messages.length ? at : null,
    messages_total: messages.length,
    left_out: [...left_out],
  };
}

/** The chunk that begins with a message: as it was kept, else made anew. */
function chunksOf({ outline, redactor, file, moved }: OpenedSession): (from: number) => Chunk {
  const { messages } = outline;
  const kept = keptChunks(outline);
  let indexes: number[] | null = null;
  const read = wholeMessages(outline, { file, redactor });
  return (from) => {
    const known = kept.at(from);
    if (known) return known;
    const places = (indexes ??= placesInThreads(outline));
    const message = (place: number): Message | null => {
      const found = messages[place];
      return found ? read(found, places[place]!) : null;
    };
    const chunk = chunkOf(from, { message, moved });
    kept.keep(from, chunk);
    return chunk;
  };
}

/** For each message of the file its place in its thread. */
function placesInThreads({ messages }: FileOutline): number[] {
  const counts = new Map<string | null, number>();
  return messages.map(({ agent_id }) => {
    const index = counts.get(agent_id) ?? 0;
    counts.set(agent_id, index + 1);
    return index;
  });
}
