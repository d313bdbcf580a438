import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile, NoPlainFile } from './catalog/private-file.ts';
import { isBusy } from './catalog/write-problem.ts';

const askAgainMs = 300;

/**
 * Lets one process at a time do a kind of work in a data folder, so that two windows on it neither read everything twice
 * nor count it twice. Held as a lock of the system, which ends with its holder.
 */
export class WorkLock {
  readonly #db: DatabaseSync | null;
  #holders = 0;
  #isGivenUp = false;

  /** `work` names the lock's file. Without a data folder there is nobody to wait for. */
  constructor(data_dir: string | null, work: string) {
    this.#db = data_dir === null ? null : openLock(path.join(data_dir, `${work}.lock`));
  }

  /** Takes the lock as soon as it is free; `onWait` is called when it is not free at once. False once given up. */
  async take(onWait: () => void): Promise<boolean> {
    for (let tries = 0; !this.#isGivenUp; tries++) {
      if (this.#taken()) return true;
      if (tries === 0) onWait();
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    }
    return false;
  }

  release(): void {
    this.#holders -= 1;
    if (this.#holders === 0) this.#db?.exec('rollback');
  }

  /** Whoever waits does not get it any more. */
  giveUp(): void {
    this.#isGivenUp = true;
  }

  close(): void {
    this.giveUp();
    if (this.#db?.isOpen) this.#db.close();
  }

  /** In one process it may be held several times. */
  #taken(): boolean {
    try {
      if (this.#holders === 0) this.#db?.exec('pragma journal_mode = memory; begin exclusive');
      this.#holders += 1;
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    }
  }
}

/** Null when something else lies in its place: then two processes do the work twice, and nothing worse happens. */
function openLock(file: string): DatabaseSync | null {
  try {
    ensurePrivateFile(file);
  } catch (error) {
    if (error instanceof NoPlainFile) return null;
    throw error;
  }
  return new DatabaseSync(file, { timeout: 0 });
}
