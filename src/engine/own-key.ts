import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { readOwnFile } from './own-file.ts';

/**
 * The key behind the marks of redacted values, 32 random bytes as hex: the same secret has the same mark on this
 * installation and another one elsewhere. Kept for the owner alone; when that fails, or there is no data folder, it lasts
 * until Rearview ends.
 */
export function loadTagKey(data_dir: string | null): string {
  if (data_dir === null) return randomBytes(32).toString('hex');
  const file = path.join(data_dir, 'redaction.key');
  const known = readKey(file);
  if (known) return known;
  const key = randomBytes(32).toString('hex');
  try {
    fs.writeFileSync(file, key, { mode: 0o600, flag: 'wx' });
    return key;
  } catch (error) {
    // Another process may have been quicker.
    return readKey(file) ?? (isFileError(error) ? key : rethrow(error));
  }
}

function readKey(file: string): string | null {
  const read = readOwnFile(file, 64);
  return typeof read === 'object' && /^[0-9a-f]{64}$/.test(read.text) ? read.text : null;
}

const isFileError = (error: unknown): boolean => error instanceof Error && 'code' in error;

function rethrow(error: unknown): never {
  throw error;
}
