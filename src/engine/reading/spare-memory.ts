import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

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

let collect: (() => void) | null = null;

/** Not by the inspector, which could open a port. Node and Electron leave the flags of V8 open after the start. */
function collectGarbage(): void {
  collect ??= exposed();
  collect();
}

function exposed(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext("typeof gc === 'function' ? gc : () => {}") as () => void;
}
