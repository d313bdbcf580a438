import { z } from 'zod';
import { Count, Day } from './units.ts';

/** How much is hidden: secrets, always; also what names the person and the machine; also whatever might be sensitive. */
export const RedactionLevel = z.enum(['secrets', 'private', 'strict']);
export type RedactionLevel = z.infer<typeof RedactionLevel>;

/** A word to be hidden wherever it stands, in any case; in one line. */
export const ExtraWord = z
  .string()
  .trim()
  .min(3)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u);

/** What the person can choose about the engine. There is no level below `secrets`. */
export const Settings = z.object({
  level: RedactionLevel,
  extra_words: z.array(ExtraWord).max(200),
});
export type Settings = z.infer<typeof Settings>;

/** The settings in force, by which rules, and where the engine keeps its own data. */
export const SettingsAnswer = Settings.extend({
  /** Changes with every rule of redaction. */
  rules_version: z.string(),
  rule_count: Count,
  /** The day on which the bundled prices were checked. */
  prices_as_of: Day,
  data_dir: z.string(),
  /** False when the data folder cannot be used: then nothing lasts beyond the process. */
  is_kept: z.boolean(),
  /** Sizes on disk. */
  catalog_bytes: Count,
  index_bytes: Count,
});
export type SettingsAnswer = z.infer<typeof SettingsAnswer>;

/** The longest text that can be tried out, in UTF-16 units. */
export const mostTriedText = 200_000;

/** A text as it would be shown, and by which rules how often something in it was hidden. */
export const RedactedText = z.object({
  text: z.string(),
  counts: z.array(z.object({ rule: z.string(), count: Count })),
  rules_version: z.string(),
  level: RedactionLevel,
});
