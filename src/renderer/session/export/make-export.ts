import type { Api, Input } from '../../../contract/api.ts';
import type { BegunExport, ExportPart, HiddenByRule } from '../../../contract/export.ts';
import { ok, type Result } from '../../../contract/result.ts';

/** How far an export is. */
export type ExportProgress = Pick<ExportPart, 'messages_done' | 'messages_total'> & { phase: 'checking' | 'writing' };

/** A whole file in parts, as long as it may be, and what was hidden in it. */
export interface MadeExport extends Omit<BegunExport, 'export_id'> {
  parts: readonly string[];
  /** Of the file, as UTF-8. */
  bytes: number;
  /** The rule that hid most first. */
  hidden: readonly HiddenByRule[];
}

/** Makes the file of a session, stretch by stretch. Null when `signal` said that it is not wanted any more. */
export async function makeExport(
  api: Pick<Api, 'beginExport' | 'exportPart'>,
  wanted: Input<'beginExport'>,
  { signal, onProgress }: { signal: AbortSignal; onProgress(progress: ExportProgress): void },
): Promise<Result<MadeExport> | null> {
  const begun = await api.beginExport(wanted);
  if (signal.aborted) return null;
  if (!begun.ok) return begun;
  const { export_id, ...facts } = begun.value;
  const parts: string[] = [];
  let bytes = 0;
  for (;;) {
    const next = await api.exportPart({ export_id });
    if (signal.aborted) return null;
    if (!next.ok) return next;
    const { phase, text, hidden, messages_done, messages_total } = next.value;
    if (text !== '') parts.push(text);
    bytes += utf8Length(text);
    if (phase === 'done')
      return ok({ ...facts, parts, bytes, hidden: hidden.toSorted((one, other) => other.count - one.count) });
    onProgress({ phase, messages_done, messages_total });
  }
}

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;
