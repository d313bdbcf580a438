import { Session } from 'node:inspector';

/** Reading a line of this size leaves several times as much behind, which the thread would keep for a while. */
const largeBytes = 4 * 1024 * 1024;

let isLeft = false;

/** To be told before a line is read: what was left behind by large ones goes first, so that they do not add up. */
export function makeRoomFor(bytes: number): void {
  if (bytes < largeBytes) return;
  collectGarbage();
  isLeft = true;
}

/** To be called when nothing of what was read is needed any more. */
export function giveBackMemory(): void {
  if (isLeft) collectGarbage();
  isLeft = false;
}

let session: Session | null = null;

/** The one documented way to ask for it in a running thread. The session stays: ended at once, it collects nothing. */
function collectGarbage(): void {
  if (!session) {
    session = new Session();
    session.connect();
  }
  session.post('HeapProfiler.collectGarbage');
}
