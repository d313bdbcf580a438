import { z } from 'zod';
import { SourceId } from './source.ts';
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

/** A folder that the person wants a source to look in, besides its usual places: an absolute path. */
export const AddedFolder = z.object({
  source: SourceId,
  path: z
    .string()
    .trim()
    .min(1)
    .max(4096)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u),
});
export type AddedFolder = z.infer<typeof AddedFolder>;

/** What the person can choose about the engine. There is no level below `secrets`. */
export const Settings = z.object({
  level: RedactionLevel,
  extra_words: z.array(ExtraWord).max(200),
  folders: z.array(AddedFolder).max(50),
});
export type Settings = z.infer<typeof Settings>;

/** Where a source looks, and what would change that. */
export const SourcePlaces = z.object({
  source: SourceId,
  provider_label: z.string(),
  /** `is_added`: by the person, in the settings. */
  folders: z.array(z.object({ path: z.string(), is_added: z.boolean() })),
  /** The environment variables that name other folders, the one that counts most first. */
  variables: z.array(z.string()),
  /** The variable that is set and named the folders; added ones are not looked at then. */
  override: z.string().nullable(),
});
export type SourcePlaces = z.infer<typeof SourcePlaces>;

/** The settings in force, by which rules, and where the engine keeps its own data. */
export const SettingsAnswer = Settings.extend({
  /** Changes with every rule of redaction. */
  rules_version: z.string(),
  rule_count: Count,
  /** The day on which the bundled prices were checked. */
  prices_as_of: Day,
  data_dir: z.string(),
  /** `samples`: made-up sessions are shown in place of the person's; `removed`: the data was deleted, nothing is kept. */
  mode: z.enum(['usual', 'samples', 'removed']),
  /** False when the data folder cannot be used: then nothing lasts beyond the process. */
  is_kept: z.boolean(),
  /** Sizes on disk. */
  catalog_bytes: Count,
  index_bytes: Count,
  /** Everything else of Rearview's own in the data folder: settings, marks, key, locks. */
  other_bytes: Count,
  places: z.array(SourcePlaces),
  /** Of this Rearview and of what it runs on. */
  versions: z.object({ rearview: z.string(), node: z.string(), sqlite: z.string() }),
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
