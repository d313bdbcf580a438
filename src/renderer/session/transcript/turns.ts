import type { Outline } from '../../../contract/message.ts';
import { numbersFromSteps, subjectPlaces } from '../../../contract/timeline-columns.ts';
import type { Timeline } from '../../../contract/timeline.ts';

/** What the person asked for, and what came of it until the next turn. */
export interface Turn {
  /** Place of its first message in the thread. */
  place: number;
  /** Its first words; null while they are not known. */
  words: string | null;
  /** Milliseconds since 1970; null when the log has no time. */
  at: number | null;
  calls: number;
  errors: number;
}

/** The turns of a thread in order. Words come from its timeline, which may still be read. */
export function turnsOf(outline: Outline, timeline: Timeline | null): Turn[] {
  const words = timeline ? wordsByPlace(timeline) : new Map<number, string>();
  const turns: Turn[] = [];
  for (let place = 0; place < outline.total; place += 1) {
    if (outline.kinds[place] === 'u')
      turns.push({ place, words: words.get(place) ?? null, at: outline.times[place] ?? null, calls: 0, errors: 0 });
    const turn = turns.at(-1);
    if (!turn) continue;
    turn.calls += outline.tool_calls[place] ?? 0;
    turn.errors += outline.errors[place] ?? 0;
  }
  return turns;
}

function wordsByPlace({ items, subjects }: Timeline): Map<number, string> {
  const places = numbersFromSteps(items.messages);
  const named = subjectPlaces(items.subjects);
  const words = new Map<number, string>();
  for (let at = 0; at < items.kinds.length; at += 1) {
    const place = places[at];
    const subject = subjects[named[at] ?? -1];
    if (items.kinds[at] === 't' && place != null && subject !== undefined) words.set(place, subject);
  }
  return words;
}
