import { z } from 'zod';
import { Count } from './units.ts';

/** Places that one answer holds at most; further ones are counted. */
export const mostFoundPlaces = 5_000;

/** What of a block holds a match. */
export const FoundIn = z.enum([
  /** What a block is called: the name of a tool, the label of a notice or of injected text. */
  'label',
  /** Its text: what somebody wrote, reasoning, a notice, the output of a tool. */
  'text',
  /** The input of a tool call, as indented JSON. */
  'input',
  /** What the head of a tool call says that does not stand in its input in this form. */
  'head',
  /** The lines of one changed file, `part` says of which. */
  'change',
  /** A text that a program put into the result of a tool, `part` says which. */
  'injected',
]);
export type FoundIn = z.infer<typeof FoundIn>;

/** Where a match begins. */
export const FoundPlace = z.object({
  /** The thread: null for the main one. */
  agent_id: z.string().nullable(),
  /** Place of the message in its thread. */
  index: Count,
  block_id: z.string(),
  field: FoundIn,
  /** Counts the changes or injected texts of the block; 0 for other fields. */
  part: Count,
  /** From the start of the field's text, in UTF-16 units. */
  offset: Count,
  /** Whether no letter stands right before or behind it, so that it is no part of a longer word. */
  is_whole: z.boolean(),
});
export type FoundPlace = z.infer<typeof FoundPlace>;

export const findInput = {
  /** What to look for, letter for letter but for its case. */
  q: z.string().min(1).max(1000),
  /** Only the thread of this subagent; `main` for the main thread only. All threads unless given. */
  agent_id: z.string().max(300).optional(),
  /** `some`: answer after about a second with what was found until then; ask again until `is_complete`. */
  wait: z.enum(['all', 'some']).default('all'),
};

export const FindAnswer = z.object({
  /** The first places: the main thread from its start, then each subagent's. */
  places: z.array(FoundPlace),
  /** All matches, listed in `places` or not. */
  total: Count,
  /** Matches by thread, in the order of the places; threads without any are left out. */
  threads: z.array(z.object({ agent_id: z.string().nullable(), total: Count })),
  is_complete: z.boolean(),
  messages_searched: Count,
  /** Null until all files were looked at. */
  messages_total: Count.nullable(),
  /** Threads that could not be searched, and why; whole outputs that lie in files beside the session are among them. */
  left_out: z.array(z.object({ agent_id: z.string().nullable(), reason: z.string() })),
});
export type FindAnswer = z.infer<typeof FindAnswer>;
