import type { OpenFile } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { FileOutline } from './outline.ts';
import { threadOf } from './thread.ts';
import { columnsFrom, type ReadTimeline } from './timeline-columns.ts';
import { contextOf, type ReadContext } from './timeline-context.ts';
import { eventsOf } from './timeline-items.ts';
import { gistsOf } from './timeline-records.ts';

interface Held {
  outline: FileOutline;
  redactor: Redactor;
}

/** What happened in a thread, and when. */
export function readTimeline({ outline, redactor }: Held, agent_id: string | null, file: OpenFile): ReadTimeline {
  const thread = threadOf(outline, agent_id);
  const gistAt = gistsOf(outline, thread, { file, redactor });
  return columnsFrom(eventsOf(outline, thread, { gistAt, redactor }), thread.length);
}

/** What filled the context of a thread. */
export function readContext({ outline, redactor }: Held, agent_id: string | null, file: OpenFile): ReadContext {
  const thread = threadOf(outline, agent_id);
  return contextOf(outline, thread, gistsOf(outline, thread, { file, redactor }));
}
