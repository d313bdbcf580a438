import { z } from 'zod';
import { SourceId } from './source.ts';
import { Count, Milliseconds, Usd } from './units.ts';
import { ToolKind } from './message.ts';

/** What an item of a timeline is, by its letter in `kinds`. */
export const timelineKinds = {
  t: 'turn',
  m: 'model',
  k: 'tool',
  w: 'wait',
  h: 'hook',
  c: 'compaction',
  e: 'error',
} as const;
export type TimelineKind = (typeof timelineKinds)[keyof typeof timelineKinds];

/** Where the duration of an item comes from, by its letter in `bases`. */
export const timelineBases = {
  /** The log states it. */
  r: 'reported',
  /** The time between two lines of the log; of a tool it includes waiting for leave. */
  o: 'observed',
  /** The log does not tell; only the start is known, or not even that. */
  n: 'none',
} as const;
export type TimelineBasis = (typeof timelineBases)[keyof typeof timelineBases];

/** How an item ended, by its letter in `outcomes`. */
export const timelineOutcomes = {
  o: 'ok',
  e: 'error',
  d: 'denied',
  i: 'interrupted',
  p: 'pending',
  u: 'unknown',
} as const;
export type TimelineOutcome = (typeof timelineOutcomes)[keyof typeof timelineOutcomes];

const letters = (known: Record<string, string>) => z.string().regex(new RegExp(`^[${Object.keys(known).join('')}]*$`));

/**
 * A column of whole numbers as steps: each is the difference to the last known one before it, the first to 0. Times and
 * places grow slowly, so that steps are short. Null is unknown, and no step.
 */
export const Steps = z.array(z.number().int().nullable());

/** Items in the order of their messages. A value of each column belongs to one item; `-1` points at nothing. */
export const TimelineItems = z.object({
  kinds: letters(timelineKinds),
  bases: letters(timelineBases),
  outcomes: letters(timelineOutcomes),
  /** Place of the item's message in the thread, in steps. */
  messages: Steps,
  /**
   * Milliseconds from the end of the last item before it that has a time (or its start, when its duration is not known) to
   * the start of this one; from `began_at` for the first. One thing follows another: mostly 0. Null when the log has no time.
   */
  gaps: z.array(z.number().int().nullable()),
  durations: z.array(Milliseconds.nullable()),
  /** Tools that began some time after they were called, as their reported duration tells: place of the item, milliseconds. */
  leads: z.array(z.tuple([Count, Milliseconds])),
  /** Places in `names`: the tool, the model, the hook, the kind of error, what was waited for. */
  names: z.array(z.number().int()),
  /** 0 for none; 1 for the next subject that no item before it had; else how far it lies before that one, below 0. */
  subjects: z.array(z.number().int()),
});
export type TimelineItems = z.infer<typeof TimelineItems>;

/** Usage of the items that are calls of the model, where the log states it. */
export const TimelineCalls = z.object({
  /** Places of the items, in steps. */
  items: Steps,
  /** All that the model read, in tokens: input, cache reads and writes. In steps. */
  contexts: Steps,
  /** The part of it that did not come out of the cache. */
  uncached: z.array(Count),
  /** Millionths of a dollar; null when the price is not known. */
  costs_microusd: z.array(Count.nullable()),
});
export type TimelineCalls = z.infer<typeof TimelineCalls>;

export const TimelineSubagent = z.object({
  agent_id: z.string(),
  type: z.string().nullable(),
  description: z.string().nullable(),
  /** The message whose tool call started it; null when the log does not say. */
  message: Count.nullable(),
  /** Its first and last line, in milliseconds since `began_at`. */
  start: z.number().nullable(),
  end: z.number().nullable(),
  state: z.enum(['running', 'completed', 'failed', 'unknown']),
  tokens: Count,
  cost_usd: Usd.nullable(),
});
export type TimelineSubagent = z.infer<typeof TimelineSubagent>;

export const TimelineCompaction = z.object({
  message: Count,
  trigger: z.string().nullable(),
  tokens_before: Count.nullable(),
  tokens_after: Count.nullable(),
});
export type TimelineCompaction = z.infer<typeof TimelineCompaction>;

/**
 * What happened in a thread, and when: one value per item in each column, so that tens of thousands stay small. What the
 * log does not prove is not in it: a wait for the person stands only where an answer was complete and the next line is
 * theirs, or where a question or a refusal was theirs.
 */
export const Timeline = z.object({
  source: SourceId,
  /** Messages of the thread. */
  total: Count,
  /** The first and the last time in the thread, in milliseconds since 1970; null when the log has no times. */
  began_at: z.number().nullable(),
  ended_at: z.number().nullable(),
  names: z.array(z.string()),
  /** What a tool of that name does; null for names of other things. */
  tool_kinds: z.array(ToolKind.nullable()),
  /** What the items were about: command, path, query, prompt. One line, cut; the shorter the more items there are. */
  subjects: z.array(z.string()),
  items: TimelineItems,
  calls: TimelineCalls,
  subagents: z.array(TimelineSubagent),
  compactions: z.array(TimelineCompaction),
});
export type Timeline = z.infer<typeof Timeline>;
