import type { ScanStatus } from '../contract/events.ts';
import { ok, type Result } from '../contract/result.ts';
import type { Context } from './command.ts';
import { formatBytes } from './figures.ts';

const look_ms = 250;

/**
 * Looks at the disk and brings the catalog up to date, and the text index too when `with_text` is set.
 * Progress goes to the person who watches.
 */
export async function bringUpToDate(context: Context, with_text: boolean): Promise<Result<ScanStatus>> {
  const engine = context.engine();
  const progress = showProgress(context);
  const stopListening = engine.onEvent((event) => {
    if (event.type === 'status') progress.show(event.status);
  });
  try {
    const scanned = await engine.api.scan({});
    if (!scanned.ok || !with_text) return scanned;
    return await untilTextIsDone(context, progress.show, scanned.value);
  } finally {
    stopListening();
    progress.clear();
  }
}

/** News may be missed, so the status is asked for as well. Ends also when the engine has nothing left that it could do. */
async function untilTextIsDone(
  context: Context,
  show: (status: ScanStatus) => void,
  first: ScanStatus,
): Promise<Result<ScanStatus>> {
  let status = first;
  let idle = 0;
  while (!status.text_done && idle < 4) {
    await new Promise((resolve) => setTimeout(resolve, look_ms));
    const next = await context.engine().api.status({});
    if (!next.ok) return next;
    status = next.value;
    idle = status.phase === 'idle' ? idle + 1 : 0;
    show(status);
  }
  return ok(status);
}

function showProgress(context: Context): { show(status: ScanStatus): void; clear(): void } {
  let isShown = false;
  if (!context.is_watched) return { show: () => {}, clear: () => {} };
  return {
    show(status) {
      if (status.phase === 'idle') return;
      isShown = true;
      context.note(`\r\u001B[K${progressLine(status)}`);
    },
    clear() {
      if (isShown) context.note('\r\u001B[K');
      isShown = false;
    },
  };
}

export function progressLine(status: ScanStatus): string {
  const what = status.phase === 'text' ? 'Indexing text' : 'Reading sessions';
  const share = status.bytes_total > 0 ? Math.floor((100 * status.bytes_done) / status.bytes_total) : 100;
  const sessions = `${status.sessions_done} of ${status.sessions_total} sessions`;
  return `${what}: ${share} % (${sessions}, ${formatBytes(status.bytes_done)} of ${formatBytes(status.bytes_total)})`;
}
