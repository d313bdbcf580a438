import { z } from 'zod';
import { Count } from './units.ts';

/** Of one record at most so much comes at a time, in UTF-16 units. */
export const mostRawChars = 262_144;
export const usualRawChars = 24_000;

export const rawInput = {
  agent_id: z.string().max(300).optional(),
  /** Place of the message in its thread. */
  index: z.coerce.number().int().nonnegative().default(0),
  /** Only the record on this line, from `offset` on; all records of the message unless given. */
  line: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(mostRawChars).default(usualRawChars),
  offset: z.coerce.number().int().nonnegative().default(0),
};

/** A record of the log as its agent wrote it, but for what was hidden. */
export const RawRecord = z.object({
  /** Line of the file, from 1. */
  line: Count,
  /** Size of the line in the file. */
  bytes: Count,
  /** `message` for what the message was made of, `result` for the result of one of its calls. */
  part: z.enum(['message', 'result']),
  /** Indented JSON; plain text where the line is none. Long images and the like are left out. */
  text: z.string(),
  text_length: Count,
  next_offset: Count.nullable(),
});
export type RawRecord = z.infer<typeof RawRecord>;

export const RawAnswer = z.object({
  /** The name of the log file. */
  file: z.string(),
  /** In the order of the file. */
  records: z.array(RawRecord),
  /** Messages of the thread. */
  message_count: Count,
});
export type RawAnswer = z.infer<typeof RawAnswer>;
