import { z } from 'zod';
import { ExtraWord, RedactionLevel } from './settings.ts';
import { Count } from './units.ts';

/** `html` opens in any browser and needs no script; `jsonl` holds one record per line. */
export const ExportFormat = z.enum(['html', 'markdown', 'json', 'jsonl']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** How much of a session is written down. Images never are: nothing can be hidden in them. */
export const ExportChoice = z.object({
  format: ExportFormat.default('html'),
  /** The level in force unless given. There is none below `secrets`. */
  level: RedactionLevel.optional(),
  /** To be hidden besides those of the settings. */
  extra_words: z.array(ExtraWord).max(200).default([]),
  /** `short`: the first 4,000 characters of each output. */
  tool_output: z.enum(['none', 'short', 'all']).default('short'),
  with_reasoning: z.boolean().default(true),
  /** What the program put into messages: reminders, contents of files that were mentioned. */
  with_injected: z.boolean().default(false),
});
export type ExportChoice = z.infer<typeof ExportChoice>;

/** What one rule hid in a file so far, with a few of the places as they stand there. */
export const HiddenByRule = z.object({ rule: z.string(), count: Count, places: z.array(z.string()).max(3) });
export type HiddenByRule = z.infer<typeof HiddenByRule>;

/** An export that has begun. Marks in its file are equal for equal secrets, and mean nothing in any other file. */
export const BegunExport = z.object({
  export_id: z.string(),
  /** A name for the file: letters, digits, hyphens, and the ending of the format. */
  file_name: z.string(),
  media_type: z.string(),
  level: RedactionLevel,
  rules_version: z.string(),
});
export type BegunExport = z.infer<typeof BegunExport>;

/**
 * The next stretch of the file. Everything is read twice: what is known to be a secret at the end of a session is hidden
 * at its beginning too. `checking` gives no text yet; with `done` the file is complete.
 */
export const ExportPart = z.object({
  phase: z.enum(['checking', 'writing', 'done']),
  text: z.string(),
  /** Messages looked at, of those of both times. */
  messages_done: Count,
  messages_total: Count,
  hidden: z.array(HiddenByRule),
});
export type ExportPart = z.infer<typeof ExportPart>;
