import { createHash } from 'node:crypto';
import type { OpenFile } from '../../files/files.ts';

const markBytes = 1024;

/** Fingerprint of the last bytes before a place, which tells whether a file was only appended to; null at its beginning. */
export function markAt(file: OpenFile, position: number): string | null {
  if (position === 0) return null;
  const length = Math.min(markBytes, position);
  const bytes = Buffer.allocUnsafe(length);
  const got = file.read(bytes, position - length);
  return createHash('sha256').update(bytes.subarray(0, got)).digest('hex').slice(0, 16);
}
