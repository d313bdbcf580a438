import { z } from 'zod';
import { SourceId } from './source.ts';
import { Count, Instant } from './units.ts';

/** A word of the person's own for sessions, as `tag:` asks for it: no blanks, no quotes. */
export const Tag = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .regex(/^[^\s\p{Cc}\p{Cs}"]+$/u);

const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u);

/** What the person put on a session; it is kept in Rearview's own data, never in an agent's file. */
export const SessionMarks = z.object({
  /** A title in place of the agent's; null for the agent's own. */
  title: line(300).nullable(),
  is_pinned: z.boolean(),
  /** Left out of lists unless it is asked for; figures go on counting it. */
  is_hidden: z.boolean(),
  tags: z.array(Tag).max(20),
  note: z.string().trim().max(5000).nullable(),
  changed_at: Instant,
});
export type SessionMarks = z.infer<typeof SessionMarks>;

/** A filter or a search that is kept by a name. */
export const SavedSearch = z.object({
  name: line(120),
  place: z.enum(['sessions', 'search']),
  q: z.string().max(1000),
});
export type SavedSearch = z.infer<typeof SavedSearch>;

/** All marks, as they are kept, exported and imported. */
export const MarksFile = z.object({
  version: z.literal(1),
  sessions: z.array(SessionMarks.extend({ source: SourceId, session_id: z.string().min(1).max(300) })).max(50_000),
  searches: z.array(SavedSearch).max(200),
});
export type MarksFile = z.infer<typeof MarksFile>;

/** What an import brought. */
export const ImportedMarks = z.object({
  /** Sessions whose marks are those of the file now. */
  taken: Count,
  /** Sessions whose own marks were changed later than those of the file, and stay. */
  kept: Count,
  searches: Count,
});
