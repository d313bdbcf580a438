import type { FindAnswer, FoundPlace } from '../../../src/contract/find.ts';
import type { Message } from '../../../src/contract/message.ts';
import { chunkOf, findIn } from '../../../src/engine/find/chunk.ts';

/** Looks through made-up messages as the engine looks through real ones. */
export function findInMessages(messages: readonly Message[], q: string): FindAnswer {
  const places: FoundPlace[] = [];
  for (let at = 0; at < messages.length;) {
    const chunk = chunkOf(at, { message: (place) => messages[place] ?? null, moved: () => ({ text: '' }) });
    findIn(chunk, q, (place) => places.push(place()));
    at = chunk.end;
  }
  return {
    places,
    total: places.length,
    threads: places.length > 0 ? [{ agent_id: null, total: places.length }] : [],
    is_complete: true,
    messages_searched: messages.length,
    messages_total: messages.length,
    left_out: [],
  };
}
