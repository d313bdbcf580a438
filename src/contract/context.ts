import { z } from 'zod';
import { Count, Milliseconds, Usd } from './units.ts';

/** What fills a context window. */
export const ContextPartKind = z.enum([
  /** What the person wrote. */
  'user',
  /** What the model wrote to the person. */
  'assistant',
  'reasoning',
  /** What the model gave its tools. */
  'tool_input',
  'tool_output',
  /** What subagents gave back. */
  'subagent',
  /** What the program put in: instructions, reminders, the summary after a compaction. */
  'injected',
  /** What the program noted; some of it the model read, the log does not tell which. */
  'notes',
]);
export type ContextPartKind = z.infer<typeof ContextPartKind>;

/** A kind of content by its size in characters: tokens are logged for whole calls only. */
export const ContextPart = z.object({
  what: ContextPartKind,
  /** The tool; null for what is of no tool. */
  name: z.string().nullable(),
  chars: Count,
  /** Pieces it consists of. */
  count: Count,
});
export type ContextPart = z.infer<typeof ContextPart>;

/** One large piece of content. */
export const ContextItem = z.object({
  message: Count,
  what: ContextPartKind,
  name: z.string().nullable(),
  /** What it was about: a path, a command, a label; one line, cut. */
  subject: z.string().nullable(),
  chars: Count,
});
export type ContextItem = z.infer<typeof ContextItem>;

/** The stretch of a thread that one context window saw: from the start or a compaction to the next one or the end. */
export const ContextWindow = z.object({
  first_message: Count,
  last_message: Count,
  /** Calls of the model with logged usage. */
  call_count: Count,
  /** Tokens read by the first and by the last of them, and the most that one read; null when none is logged. */
  first_context: Count.nullable(),
  last_context: Count.nullable(),
  most_context: Count.nullable(),
  /** Characters that stand in the log before the first of the calls: what is above them came from outside of the log. */
  chars_before_first: Count,
  /**
   * Characters for each token by which the window grew, from what was logged between its first and last call. An estimate;
   * null when too little is known for one.
   */
  chars_per_token: z.number().nullable(),
  parts: z.array(ContextPart),
  largest: z.array(ContextItem),
  /** What has no size in characters: images, and reasoning that is logged in encrypted form only. */
  image_count: Count,
  unrecorded_reasoning_count: Count,
  /** The compaction that ended the window; null when none did. */
  compaction: z
    .object({
      message: Count,
      trigger: z.string().nullable(),
      tokens_before: Count.nullable(),
      tokens_after: Count.nullable(),
    })
    .nullable(),
});
export type ContextWindow = z.infer<typeof ContextWindow>;

/** How one turn used and filled the window. */
export const ContextTurn = z.object({
  /** The prompt it begins with. */
  message: Count,
  /** The prompt's first words; null when it has none. */
  prompt: z.string().nullable(),
  call_count: Count,
  /** Tokens read by its first and by its last call; null when none is logged. */
  first_context: Count.nullable(),
  last_context: Count.nullable(),
  uncached: Count,
  output: Count,
  cost_usd: Usd.nullable(),
  /** Characters that came in with it, by kind. */
  parts: z.array(z.object({ what: ContextPartKind, chars: Count })),
});
export type ContextTurn = z.infer<typeof ContextTurn>;

/** A call that read again what had been in the cache. */
export const CacheMiss = z.object({
  message: Count,
  /** `reported` by the provider, or `observed`: this call read less from the cache than the one before it had put there. */
  basis: z.enum(['reported', 'observed']),
  /** The provider's word; null when it gave none. */
  reason: z.string().nullable(),
  /** Null when not reported and not to be seen from the usage. */
  tokens: Count.nullable(),
  /** Since the call before; null when a time is not logged. */
  idle_ms: Milliseconds.nullable(),
  /** What the call cost more than it would have with these tokens out of the cache; null when price or tokens are not known. */
  cost_usd: Usd.nullable(),
});
export type CacheMiss = z.infer<typeof CacheMiss>;

/** What a thread's context was filled with, what compactions dropped, and what cache misses cost. */
export const ContextAutopsy = z.object({
  windows: z.array(ContextWindow),
  turns: z.array(ContextTurn),
  cache_misses: z.array(CacheMiss),
  /** Sum of those that are known; null when none is. */
  cache_misses_usd: Usd.nullable(),
  /** Messages on paths of the conversation that were left; they are in no window. */
  left_message_count: Count,
});
export type ContextAutopsy = z.infer<typeof ContextAutopsy>;
