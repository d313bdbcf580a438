import type { ToolKind } from '../../contract/message.ts';
import { gapsFromStarts, stepsFromNumbers, subjectColumn } from '../../contract/timeline-columns.ts';
import {
  type Timeline,
  timelineBases,
  type TimelineItems,
  timelineKinds,
  timelineOutcomes,
} from '../../contract/timeline.ts';
import { oneLine } from './file-part.ts';
import type { ThreadEvents, TimelineItem } from './timeline-items.ts';
import { mostSubjectChars } from './timeline-records.ts';

/** A timeline as the reader knows it: what API calls cost, and subagents in files of their own, the engine knows. */
export interface ReadTimeline extends Pick<
  Timeline,
  'total' | 'began_at' | 'ended_at' | 'names' | 'tool_kinds' | 'subjects' | 'items' | 'compactions'
> {
  /** The items that are API calls, and by what these are known. */
  calls: { item: number; call_key: string }[];
  agent_calls: ThreadEvents['agent_calls'];
}

/** All subjects of a timeline together have about this many UTF-16 units at most. */
const mostSubjectsChars = 320_000;
const fewestSubjectChars = 20;

/** The items of a thread as columns. */
export function columnsFrom(events: ThreadEvents, total: number): ReadTimeline {
  const { items, began_at, ended_at, compactions, agent_calls } = events;
  const epoch = began_at ?? 0;
  const names = new Dictionary();
  const most = subjectLength(items);
  const subjects = subjectColumn(items.map(({ subject }) => subject && oneLine(subject, most)));
  const starts = items.map(({ start }) => (start === null ? null : Math.round(start - epoch)));
  const durations = items.map(({ duration }) => (duration === null ? null : Math.round(duration)));
  const columns: TimelineItems = {
    kinds: items.map(({ kind }) => letters.kinds.get(kind)).join(''),
    bases: items.map(({ basis }) => letters.bases.get(basis)).join(''),
    outcomes: items.map(({ outcome }) => letters.outcomes.get(outcome)).join(''),
    messages: stepsFromNumbers(items.map(({ message }) => message)),
    gaps: gapsFromStarts(starts, durations),
    durations,
    leads: items.flatMap(({ lead }, item): [number, number][] => (lead >= 1 ? [[item, Math.round(lead)]] : [])),
    names: items.map(({ name, tool_kind }) => (name === null ? -1 : names.placeOf(name, tool_kind))),
    subjects: subjects.column,
  };
  return {
    total,
    began_at,
    ended_at,
    names: names.words,
    tool_kinds: names.kinds,
    subjects: subjects.words,
    items: columns,
    compactions,
    calls: items.flatMap(({ call_key }, item) => (call_key === null ? [] : [{ item, call_key }])),
    agent_calls,
  };
}

function subjectLength(items: readonly TimelineItem[]): number {
  const distinct = new Set(items.map(({ subject }) => subject)).size;
  return Math.min(mostSubjectChars, Math.max(fewestSubjectChars, Math.floor(mostSubjectsChars / distinct)));
}

/** Names, each once for each kind of tool that has it. */
class Dictionary {
  readonly words: string[] = [];
  readonly kinds: (ToolKind | null)[] = [];
  readonly #places = new Map<string, number>();

  placeOf(word: string, kind: ToolKind | null): number {
    const key = `${kind}\n${word}`;
    let place = this.#places.get(key);
    if (place === undefined) {
      place = this.words.push(word) - 1;
      this.kinds.push(kind);
      this.#places.set(key, place);
    }
    return place;
  }
}

const lettersOf = (words: Record<string, string>): ReadonlyMap<string, string> =>
  new Map(Object.entries(words).map(([letter, word]) => [word, letter]));
const letters = {
  kinds: lettersOf(timelineKinds),
  bases: lettersOf(timelineBases),
  outcomes: lettersOf(timelineOutcomes),
};
