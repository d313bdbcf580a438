import type { ContextPart, ContextPartKind, ContextTurn, ContextWindow } from '../../contract/context.ts';
import type { FileOutline, OutlineMessage, Place } from './outline.ts';
import type { Gist, RecordGist } from './timeline-records.ts';

/** An API call of a thread, by what its usage is known. */
export interface ContextCall {
  message: number;
  /** Milliseconds since 1970. */
  at: number | null;
  call_key: string;
  /** Which window, and which turn; null before the first prompt. */
  window: number;
  turn: number | null;
  /** Characters of its window that stand in the log before it. */
  chars_before: number;
  /** As the provider reports it. */
  miss: { reason: string; tokens: number | null } | null;
}

/** What a thread holds by size; what its calls read, the engine knows. */
export interface ReadContext {
  windows: Pick<
    ContextWindow,
    'first_message' | 'last_message' | 'parts' | 'largest' | 'image_count' | 'unrecorded_reasoning_count' | 'compaction'
  >[];
  turns: Pick<ContextTurn, 'message' | 'prompt' | 'parts'>[];
  calls: ContextCall[];
  left_message_count: number;
}

type GistAt = (place: Place) => RecordGist;

/** Pieces of a window that are named one by one. */
const mostLargest = 25;
/** Smaller ones never are. */
const smallChars = 200;

/** What filled the context of a thread, window by window and turn by turn. */
export function contextOf(outline: FileOutline, thread: readonly OutlineMessage[], gistAt: GistAt): ReadContext {
  const sizes = new Sizes(outline, gistAt);
  thread.forEach((message, index) => sizes.take(message, index));
  return sizes.finish(thread.length);
}

interface Piece {
  what: ContextPartKind;
  name: string | null;
  subject: string | null;
  chars: number;
}

interface OpenWindow {
  first_message: number;
  chars: number;
  parts: Map<string, ContextPart>;
  pieces: (Piece & { message: number })[];
  image_count: number;
  unrecorded_reasoning_count: number;
}

class Sizes {
  readonly #outline: FileOutline;
  readonly #gistAt: GistAt;
  readonly #windows: ReadContext['windows'] = [];
  readonly #turns: (Omit<ReadContext['turns'][number], 'parts'> & { chars: Map<ContextPartKind, number> })[] = [];
  readonly #calls: ContextCall[] = [];
  #window = openWindow(0);
  #left = 0;

  constructor(outline: FileOutline, gistAt: GistAt) {
    this.#outline = outline;
    this.#gistAt = gistAt;
  }

  take(message: OutlineMessage, index: number): void {
    if (message.branch !== null) {
      this.#left += 1;
      return;
    }
    if (message.kind === 'c') this.#compact(message, index);
    const parts = message.parts.map((place) => ({ place, gist: this.#gistAt(place) }));
    if (message.is_prompt) {
      const words = parts.flatMap(({ gist }) => gist.blocks.map((block) => block.words));
      const prompt = words.find((text) => text !== null) ?? null;
      this.#turns.push({ message: index, prompt, chars: new Map() });
    }
    if (message.call) this.#addCall(message, message.call.call_key, index);
    for (const { place, gist } of parts)
      for (const block of gist.blocks) this.#addBlock(message, block, { index, place });
  }

  finish(total: number): ReadContext {
    if (total > this.#window.first_message) this.#closeWindow(total - 1, null);
    return {
      windows: this.#windows,
      turns: this.#turns.map(({ chars, ...turn }) => ({
        ...turn,
        parts: [...chars].map(([what, sum]) => ({ what, chars: sum })),
      })),
      calls: this.#calls,
      left_message_count: this.#left,
    };
  }

  #compact({ record_id }: OutlineMessage, index: number): void {
    const said = record_id === null ? undefined : this.#outline.compactions.get(record_id);
    const { trigger = null, tokens_before = null, tokens_after = null } = said ?? {};
    this.#closeWindow(index - 1, { message: index, trigger, tokens_before, tokens_after });
    this.#window = openWindow(index);
  }

  #closeWindow(last: number, compaction: ContextWindow['compaction']): void {
    const { first_message, parts, pieces, image_count, unrecorded_reasoning_count } = this.#window;
    this.#windows.push({
      first_message,
      last_message: Math.max(first_message, last),
      parts: bySize(parts.values()),
      largest: bySize(pieces).slice(0, mostLargest),
      image_count,
      unrecorded_reasoning_count,
      compaction,
    });
  }

  #addCall(message: OutlineMessage, call_key: string, index: number): void {
    this.#calls.push({
      message: index,
      at: message.at,
      call_key,
      window: this.#windows.length,
      turn: this.#turns.length === 0 ? null : this.#turns.length - 1,
      chars_before: this.#window.chars,
      miss: message.answer?.cache_miss ?? null,
    });
  }

  #addBlock(message: OutlineMessage, block: Gist, where: { index: number; place: Place }): void {
    const { chars, words } = block;
    const add = (what: ContextPartKind, name: string | null = null, subject = words) =>
      this.#add({ what, name, subject, chars }, where.index);
    switch (block.type) {
      case 'text':
        if (block.is_injected || message.role === 'system') return add('injected', null, block.label ?? words);
        return add(message.role === 'assistant' ? 'assistant' : 'user');
      case 'thinking':
        if (!block.is_recorded) this.#window.unrecorded_reasoning_count += 1;
        return add('reasoning');
      case 'tool_call':
        add('tool_input', block.name);
        return this.#addResult(block, where);
      case 'image':
        this.#window.image_count += 1;
        return undefined;
      case 'notice':
        return add('notes', null, block.label);
      case 'compaction':
      case 'problem':
        return undefined;
    }
  }

  /** Several records may tell of one result; the longest is what the model read. */
  #addResult(call: Extract<Gist, { type: 'tool_call' }>, { index, place }: { index: number; place: Place }): void {
    const result = this.#outline.results.get(this.#outline.callName(call.call_id, place));
    if (!result) return;
    const found = [result, ...result.more].flatMap((each) =>
      this.#gistAt(each).results.filter(({ call_id }) => call_id === each.content_id),
    );
    const longest = (size: (one: RecordGist['results'][number]) => number) => Math.max(0, ...found.map(size));
    const what = call.kind === 'agent' ? 'subagent' : 'tool_output';
    const chars = longest((one) => one.chars);
    const injected = longest((one) => one.injected_chars);
    this.#add({ what, name: call.name, subject: call.words, chars }, index);
    if (injected > 0)
      this.#add({ what: 'injected', name: null, subject: `beside ${call.name}`, chars: injected }, index);
    this.#window.image_count += longest((one) => one.image_count);
  }

  #add(piece: Piece, message: number): void {
    const { what, name, chars } = piece;
    if (chars === 0) return;
    const window = this.#window;
    const key = `${what}\n${name ?? ''}`;
    const part = window.parts.get(key) ?? { what, name, chars: 0, count: 0 };
    window.parts.set(key, { ...part, chars: part.chars + chars, count: part.count + 1 });
    window.chars += chars;
    if (chars >= smallChars) window.pieces.push({ ...piece, message });
    const turn = this.#turns.at(-1);
    turn?.chars.set(what, (turn.chars.get(what) ?? 0) + chars);
  }
}

const bySize = <T extends { chars: number }>(all: Iterable<T>): T[] =>
  [...all].toSorted((one, other) => other.chars - one.chars);

const openWindow = (first_message: number): OpenWindow => ({
  first_message,
  chars: 0,
  parts: new Map(),
  pieces: [],
  image_count: 0,
  unrecorded_reasoning_count: 0,
});
