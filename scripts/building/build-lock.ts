import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const look_ms = 100;
const patience_ms = 120_000;

/**
 * Waits until no other process holds the lock, and holds it. Returns what lets it go. A holder that died is passed over.
 * Throws when another one holds it for two minutes.
 */
export async function holdLock(file: string): Promise<() => void> {
  for (let waited_ms = 0; !isTaken(file); waited_ms += look_ms) {
    if (waited_ms >= patience_ms) throw new Error(`Another process builds Rearview and does not end: see ${file}.`);
    if (!isAlive(holderOf(file))) rmSync(file, { force: true });
    else await pause(look_ms);
  }
  return () => rmSync(file, { force: true });
}

/** Takes the lock if nobody has it. */
function isTaken(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Null when the lock was let go meanwhile, or its holder has not signed yet. */
function holderOf(file: string): number | null {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || null;
  } catch {
    return null;
  }
}

function isAlive(pid: number | null): boolean {
  if (pid === null) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
