import { randomBytes } from 'node:crypto';
import fs from 'node:fs';

/** Whether a file belongs to the account that Rearview runs under. Windows says nothing of the kind. */
export const isOwn = (facts: { uid: number }): boolean =>
  process.getuid === undefined || facts.uid === process.getuid();

/**
 * Reads a small file of Rearview's own and makes it its owner's alone. `unusable`: it is a link, no file, another
 * account's, too large, or cannot be read.
 */
export function readOwnFile(file: string, mostBytes: number): { text: string } | 'absent' | 'unusable' {
  try {
    const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = fs.constants;
    const descriptor = fs.openSync(file, O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
    try {
      const facts = fs.fstatSync(descriptor);
      if (!facts.isFile() || !isOwn(facts) || facts.size > mostBytes) return 'unusable';
      if ((facts.mode & 0o077) !== 0) fs.fchmodSync(descriptor, 0o600);
      return { text: fs.readFileSync(descriptor, 'utf8') };
    } finally {
      fs.closeSync(descriptor);
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === undefined) throw error;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'absent' : 'unusable';
  }
}

/** Writes a small file of Rearview's own: whole or not at all, for the owner alone. Throws errors of the file system. */
export function writeOwnFile(file: string, text: string): void {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    const descriptor = fs.openSync(draft, 'wx', 0o600);
    try {
      fs.writeFileSync(descriptor, text);
      fs.fsyncSync(descriptor);
    } finally {
      fs.closeSync(descriptor);
    }
    fs.renameSync(draft, file);
  } finally {
    fs.rmSync(draft, { force: true });
  }
}
