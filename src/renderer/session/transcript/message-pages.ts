import type { Message } from '../../../contract/message.ts';
import { type ApiError, ok, type Result } from '../../../contract/result.ts';

/** Messages per page. */
export const pageSize = 100;
/* Held at most, unless more are in view at once; what is further away is read again when needed. */
const mostPages = 14;
const mostInFlight = 2;

type Load = (offset: number, limit: number) => Promise<Result<Answer>>;

/** What the engine answers: at most as many messages as were asked for; fewer when they are very long. */
interface Answer {
  messages: Message[];
  next_offset: number | null;
}

interface Page {
  messages: readonly Message[];
  error: ApiError | null;
  /** Shown until the newer one has arrived. */
  is_outdated: boolean;
}

/** The pages of one thread that are held at the moment. */
export interface MessagePages {
  /** The message at a place of the thread, if its page is held. */
  at(index: number): Message | null;
  /** Why the page of this place could not be read; null when it could, or was not tried. */
  errorAt(index: number): ApiError | null;
  /** Says which places are in view, or soon will be, most urgent first: their pages are read, and none is dropped. */
  want(places: readonly number[]): void;
  /** Reads the pages from this place on again when they are next wanted; the old ones stay in view until then. */
  outdate(from: number): void;
  /** Tries a page again that could not be read. */
  retry(index: number): void;
  subscribe(listener: () => void): () => void;
  /** Changes with every change of what is held. */
  version(): number;
}

/** Pages on demand, newest wish first: while somebody scrolls fast, places that are already past are not read at all. */
export function createMessagePages(load: Load): MessagePages {
  const pages = new Map<number, Page>();
  const inFlight = new Set<number>();
  const listeners = new Set<() => void>();
  let wanted: readonly number[] = [];
  let version = 0;
  let generation = 0;

  const pageOf = (index: number): Page | undefined => pages.get(Math.floor(index / pageSize));
  const isMissing = (number: number): boolean => {
    const page = pages.get(number);
    return !inFlight.has(number) && (page === undefined || page.is_outdated);
  };
  const pump = (): void => {
    for (const number of wanted) {
      if (inFlight.size >= mostInFlight) return;
      if (isMissing(number)) void read(number);
    }
  };
  const read = async (number: number): Promise<void> => {
    inFlight.add(number);
    const asked = generation;
    const result = await readWhole(load, number * pageSize);
    inFlight.delete(number);
    const before = pages.get(number);
    pages.set(number, pageFrom(result, before, asked !== generation));
    dropOldest(pages, wanted);
    version += 1;
    for (const listener of listeners) listener();
    pump();
  };

  return {
    at: (index) => pageOf(index)?.messages[index % pageSize] ?? null,
    errorAt: (index) => pageOf(index)?.error ?? null,
    want(places) {
      wanted = [...new Set(places.map((place) => Math.floor(place / pageSize)))];
      for (const number of wanted.toReversed()) touch(pages, number);
      pump();
    },
    outdate(from) {
      generation += 1;
      for (const [number, page] of pages) if ((number + 1) * pageSize > from) page.is_outdated = true;
      pump();
    },
    retry(index) {
      pages.delete(Math.floor(index / pageSize));
      pump();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    version: () => version,
  };
}

/** All messages of a page. The engine ends an answer early rather than let it grow too large; then it is asked for the rest. */
async function readWhole(load: Load, offset: number): Promise<Result<Message[]>> {
  const messages: Message[] = [];
  while (messages.length < pageSize) {
    const result = await load(offset + messages.length, pageSize - messages.length);
    if (!result.ok) return result;
    messages.push(...result.value.messages);
    if (result.value.next_offset === null || result.value.messages.length === 0) break;
  }
  return ok(messages);
}

/** Keeps each message that has not changed as the same object, so that rows which show it need not be drawn again. */
function pageFrom(result: Result<Message[]>, before: Page | undefined, isOutdated: boolean): Page {
  if (!result.ok) return { messages: before?.messages ?? [], error: result.error, is_outdated: false };
  const messages = result.value.map((message, place) => {
    const old = before?.messages[place];
    return old && JSON.stringify(old) === JSON.stringify(message) ? old : message;
  });
  return { messages, error: null, is_outdated: isOutdated };
}

function touch(pages: Map<number, Page>, number: number): void {
  const page = pages.get(number);
  if (!page) return;
  pages.delete(number);
  pages.set(number, page);
}

function dropOldest(pages: Map<number, Page>, wanted: readonly number[]): void {
  for (const number of pages.keys()) {
    if (pages.size <= Math.max(mostPages, wanted.length)) return;
    if (!wanted.includes(number)) pages.delete(number);
  }
}
