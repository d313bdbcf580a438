import fs from 'node:fs';
import { dirname } from 'node:path';

/**
 * Whether a folder, given by its real path, is one of these or lies below one. What the disk says is one folder counts
 * as one, by whatever name, link or mount. Folders that cannot be got at hold nothing. Throws other errors of the file
 * system.
 */
export async function isWithinAny(folder: string, others: readonly string[]): Promise<boolean> {
  const kept = new Set(await Promise.all(others.map(identityOf)));
  kept.delete(null);
  for (let at = folder; ; at = dirname(at)) {
    const identity = await identityOf(at);
    if (kept.has(identity)) return true;
    if (dirname(at) === at) return false;
  }
}

/** Device and number of a folder; null when it cannot be got at, and so nothing below it. */
async function identityOf(folder: string): Promise<string | null> {
  try {
    const { dev, ino } = await fs.promises.stat(folder, { bigint: true });
    return `${dev}:${ino}`;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'ELOOP'].includes(code)) return null;
    throw error;
  }
}
