import { gapsFromStarts, stepsFromNumbers, subjectColumn } from '../../../../src/contract/timeline-columns.ts';
import {
  type Timeline,
  timelineBases,
  timelineKinds,
  timelineOutcomes,
  type TimelineSubagent,
} from '../../../../src/contract/timeline.ts';

/** An item in words; whatever is left out is as in the usual case. */
export interface MadeItem {
  kind: (typeof timelineKinds)[keyof typeof timelineKinds];
  message: number;
  start?: number | null;
  duration?: number | null;
  outcome?: string;
  name?: string;
  subject?: string;
  context?: number;
}

const letterOf = (words: Record<string, string>, word: string): string =>
  Object.entries(words).find(([, each]) => each === word)![0];

/** A timeline of these items, in the form in which the engine sends one. Tools are commands. */
export function madeTimeline(items: readonly MadeItem[], subagents: TimelineSubagent[] = []): Timeline {
  const names = [...new Set(items.flatMap(({ name }) => name ?? []))];
  const subjects = subjectColumn(items.map(({ subject = null }) => subject));
  const calls = items.flatMap(({ context }, item) => (context === undefined ? [] : [{ item, context }]));
  const ends = items.flatMap(({ start = null, duration }) => (start === null ? [] : [start + (duration ?? 0)]));
  const isTimed = ends.length > 0;
  return {
    source: 'alpha_agent',
    total: Math.max(0, ...items.map(({ message }) => message + 1)),
    began_at: isTimed ? began_at : null,
    ended_at: isTimed ? began_at + Math.max(...ends) : null,
    names,
    tool_kinds: names.map((name) =>
      items.some((item) => item.kind === 'tool' && item.name === name) ? 'command' : null,
    ),
    subjects: subjects.words,
    items: {
      kinds: items.map(({ kind }) => letterOf(timelineKinds, kind)).join(''),
      bases: items.map(({ duration }) => letterOf(timelineBases, duration == null ? 'none' : 'observed')).join(''),
      outcomes: items.map(({ outcome = 'ok' }) => letterOf(timelineOutcomes, outcome)).join(''),
      messages: stepsFromNumbers(items.map(({ message }) => message)),
      gaps: gapsFromStarts(
        items.map(({ start = null }) => start),
        items.map(({ duration }) => duration ?? null),
      ),
      durations: items.map(({ duration }) => duration ?? null),
      leads: [],
      names: items.map(({ name }) => (name === undefined ? -1 : names.indexOf(name))),
      subjects: subjects.column,
    },
    calls: {
      items: stepsFromNumbers(calls.map(({ item }) => item)),
      contexts: stepsFromNumbers(calls.map(({ context }) => context)),
      uncached: calls.map(({ context }) => Math.floor(context / 10)),
      costs_microusd: calls.map(() => 1_500),
    },
    subagents,
    compactions: [],
  };
}

export const began_at = Date.parse('2026-08-01T09:00:00.000Z');
export const minute = 60_000;

/** A prompt, an answer with a call, a pause of an hour, and the same again with a failed call. */
export const twoTurns: readonly MadeItem[] = [
  { kind: 'turn', message: 0, start: 0, duration: 2 * minute, subject: 'Fix the test' },
  { kind: 'model', message: 1, start: 0, duration: minute, name: 'model-a', context: 20_000 },
  { kind: 'tool', message: 1, start: minute, duration: minute, name: 'Bash', subject: 'npm test' },
  { kind: 'wait', message: 2, start: 2 * minute, duration: 60 * minute, name: 'next prompt' },
  { kind: 'turn', message: 2, start: 62 * minute, duration: 3 * minute, subject: 'And now?' },
  { kind: 'model', message: 3, start: 62 * minute, duration: minute, name: 'model-a', context: 24_000 },
  {
    kind: 'tool',
    message: 3,
    start: 63 * minute,
    duration: 2 * minute,
    name: 'Bash',
    subject: 'npm run x',
    outcome: 'error',
  },
  { kind: 'tool', message: 3, start: 63.5 * minute, duration: minute, name: 'Bash', subject: 'ls' },
];
