import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a file for its owner alone, whole or not at all, and only where none is: one that is there, a link included,
 * stays as it is (`EEXIST`). Throws errors of the file system, and what the parts throw.
 */
export async function writeNewFile(file: string, parts: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const draft = join(dirname(file), `.rearview-${randomBytes(6).toString('hex')}.part`);
  const handle = await fs.promises.open(draft, 'wx', 0o600);
  try {
    try {
      for await (const part of parts) await handle.appendFile(part, 'utf8');
      await handle.sync();
    } finally {
      await handle.close();
    }
    await giveName(draft, file);
  } finally {
    await fs.promises.rm(draft, { force: true });
  }
}

/** A second name for the draft. Disks that know no second names, as those of cameras, are given a copy. */
async function giveName(draft: string, file: string): Promise<void> {
  try {
    await fs.promises.link(draft, file);
  } catch (error) {
    if (!linkless.has(codeOf(error) ?? '')) throw error;
    await fs.promises.copyFile(draft, file, fs.constants.COPYFILE_EXCL);
  }
}

const linkless = new Set(['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'EINVAL', 'EMLINK']);

const codeOf = (error: unknown): string | null =>
  error instanceof Error && 'code' in error ? String(error.code) : null;

const noFolder = { message: 'This folder is not there.', advice: 'Choose another folder.' };
const noRoom = {
  message: 'There is not enough room on this disk.',
  advice: 'Make room, or choose a folder on another disk.',
};
const shut = { message: 'This folder cannot be written to.', advice: 'Choose another folder.' };

const reasons: Record<string, { message: string; advice: string }> = {
  EEXIST: {
    message: 'There is a file of that name already.',
    advice: 'Choose another name; the file that is there stays as it is.',
  },
  ENOENT: noFolder,
  ENOTDIR: noFolder,
  ENOSPC: noRoom,
  EDQUOT: noRoom,
  EFBIG: { message: 'The file is too large for this disk.', advice: 'Choose a folder on another disk.' },
  ENAMETOOLONG: { message: 'This name is too long.', advice: 'Choose a shorter one.' },
  EROFS: shut,
  EACCES: shut,
  EPERM: shut,
};

/** Why a file could not be written, without its place; null for what is no error of the system, and so a bug. */
export function whyNotWritten(error: unknown): { message: string; advice: string } | null {
  const code = codeOf(error);
  if (code === null) return null;
  return reasons[code] ?? { message: 'The file could not be written.', advice: 'Choose another folder.' };
}
