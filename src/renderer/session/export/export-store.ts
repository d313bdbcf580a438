import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Api } from '../../../contract/api.ts';
import { ExportChoice } from '../../../contract/export.ts';
import type { ApiError } from '../../../contract/result.ts';
import type { RedactionLevel } from '../../../contract/settings.ts';
import { type ExportProgress, type MadeExport, makeExport } from './make-export.ts';

/** Where an export stands. Nothing can be saved before it was checked with the choice that is shown. */
export type ExportStep =
  | { step: 'choosing' }
  | { step: 'checking'; progress: ExportProgress | null }
  | { step: 'checked'; made: MadeExport }
  | { step: 'failed'; error: ApiError };

export interface SessionExport {
  choice: ExportChoice;
  at: ExportStep;
  /** Changes the choice; what was checked with another one is thrown away. */
  choose(part: Partial<ExportChoice>): void;
  /** Makes the file at the level chosen, else at the usual one, else at that of the engine. */
  check(usual?: RedactionLevel): Promise<void>;
  /** Ends a check that runs, and lets go of the file. */
  stop(): void;
}

/** The export of one session, for as long as its dialog is open. */
export function sessionExport(
  api: Pick<Api, 'beginExport' | 'exportPart'>,
  session: { source: string; session_id: string },
): StoreApi<SessionExport> {
  let running = new AbortController();
  return createStore<SessionExport>((set, get) => {
    const go = (at: ExportStep): void => set({ at });
    const stop = (): void => {
      running.abort();
      go({ step: 'choosing' });
    };
    return {
      choice: ExportChoice.parse({}),
      at: { step: 'choosing' },
      stop,
      choose(part) {
        set({ choice: { ...get().choice, ...part } });
        stop();
      },
      async check(usual) {
        running.abort();
        running = new AbortController();
        const { signal } = running;
        go({ step: 'checking', progress: null });
        const { source, session_id } = session;
        const onProgress = (progress: ExportProgress): void => go({ step: 'checking', progress });
        const { level = usual, ...choice } = get().choice;
        const wanted = { source, session_id, ...choice, ...(level && { level }) };
        const result = await makeExport(api, wanted, { signal, onProgress });
        if (result === null || signal.aborted) return;
        go(result.ok ? { step: 'checked', made: result.value } : { step: 'failed', error: result.error });
      },
    };
  });
}
