import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ensurePrivateFile } from './catalog/private-file.ts';

const askAgainMs = 300;

/**
 * Lets one process at a time bring the catalog up to date, so that two windows on one data folder neither read
 * everything twice nor count it twice. Held as a lock of the system, which ends with its holder.
 */
export class ScanTurn {
  readonly #db: DatabaseSync | null;
  #isClosed = false;

  /** Null: the catalog is not kept on disk, and no other process can see it. */
  constructor(data_dir: string | null) {
    this.#db = data_dir === null ? null : openLock(path.join(data_dir, 'scan.lock'));
  }

  /** Takes the turn as soon as it is free; `onWait` is called when it is not free at once. False when closed meanwhile. */
  async take(onWait: () => void): Promise<boolean> {
    for (let tries = 0; !this.#isClosed; tries++) {
      if (this.#taken()) return true;
      if (tries === 0) onWait();
      await new Promise((resolve) => setTimeout(resolve, askAgainMs));
    }
    return false;
  }

  release(): void {
    if (this.#db?.isTransaction) this.#db.exec('rollback');
  }

  close(): void {
    this.#isClosed = true;
    if (this.#db?.isOpen) this.#db.close();
  }

  #taken(): boolean {
    try {
      this.#db?.exec('pragma journal_mode = memory; begin exclusive');
      return true;
    } catch (error) {
      if (isBusy(error)) return false;
      throw error;
    }
  }
}

function openLock(file: string): DatabaseSync {
  ensurePrivateFile(file);
  return new DatabaseSync(file, { timeout: 0 });
}

const sqliteBusy = 5;

/** Another connection holds what is needed. */
export const isBusy = (error: unknown): boolean => ((error as { errcode?: number }).errcode ?? 0) % 256 === sqliteBusy;
