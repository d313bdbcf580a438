import { z } from 'zod';
import { Count, Instant } from './units.ts';

/** Where the indexing stands. The last two count work since the process started. */
export const ScanStatus = z.object({
  phase: z.enum(['idle', 'catalog', 'text']),
  /** True once every file found by the last scan is in the catalog. */
  catalog_done: z.boolean(),
  /** True once the text index holds everything the catalog knows. */
  text_done: z.boolean(),
  /** Whether the person has stopped the text index from growing, until they let it go on or the app is started again. */
  text_paused: z.boolean(),
  bytes_done: Count,
  bytes_total: Count,
  sessions_done: Count,
  sessions_total: Count,
  /** Bytes of session content read since the process started. */
  bytes_read: Count,
  /** Rows written to the catalog since the process started. */
  rows_written: Count,
  /** Sentences about what could not be done: an unwritable data folder, a reader that crashed. */
  problems: z.array(z.string()),
  last_scanned_at: Instant.nullable(),
});
export type ScanStatus = z.infer<typeof ScanStatus>;

/** What the engine tells its clients unasked. */
export const EngineEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('status'), status: ScanStatus }),
  /** Lists and totals may have changed; `sessions` names those that did, or is null for "any". */
  z.object({
    type: z.literal('changed'),
    sessions: z.array(z.object({ source: z.string(), session_id: z.string() })).nullable(),
  }),
  /** The engine thread died and a new one has been started. */
  z.object({ type: z.literal('restarted'), reason: z.string() }),
]);
export type EngineEvent = z.infer<typeof EngineEvent>;
