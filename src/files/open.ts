import fs from 'node:fs';
import type { Opened, OpenFile, OpenRoot } from './files.ts';
import { relativePathProblem } from './names.ts';
import { fullPath, liesAt, type PlaceCheck } from './place.ts';
import { isDiskError, isSameRoot } from './roots.ts';
import { fileProblem } from './walk.ts';

export interface OpenRules {
  platform: NodeJS.Platform;
  /** Larger files are not opened. */
  file_bytes: number;
  check: PlaceCheck;
}

type Refused = Extract<Opened, { ok: false }>;

/**
 * Opens a file below a root for reading, so that neither a link on the way nor one put there meanwhile leads outside:
 * the check is made on the open file, and all reading goes through its descriptor.
 */
export function openBelow(root: OpenRoot, relative_path: string, rules: OpenRules): Opened {
  const problem = relativePathProblem(relative_path, rules.platform);
  if (problem) return refused(`The file was not opened: ${problem}.`);
  if (!isSameRoot(root)) return refused('The folder of the sessions is gone or was replaced.', true);
  const path = fullPath(root, relative_path);
  const descriptor = openedDescriptor(path);
  if (typeof descriptor !== 'number') return descriptor;
  let opened: Opened | null = null;
  try {
    opened = checked(root, relative_path, descriptor, rules);
    return opened;
  } catch (error) {
    if (!isDiskError(error)) throw error;
    return refusalFrom(error.code);
  } finally {
    if (!opened?.ok) fs.closeSync(descriptor);
  }
}

function checked(root: OpenRoot, relative_path: string, descriptor: number, rules: OpenRules): Opened {
  const facts = fs.fstatSync(descriptor, { bigint: true });
  const problem = fileProblem(facts, root);
  if (problem) return refused(`The file was not opened: ${problem}.`);
  if (facts.size > BigInt(rules.file_bytes)) return refused(`The file is larger than ${rules.file_bytes} bytes.`);
  if (!liesAt(root, relative_path, descriptor, rules.check)) {
    return refused('The file was moved or replaced while it was opened.');
  }
  return { ok: true, file: openFile(descriptor, facts) };
}

function openFile(descriptor: number, facts: fs.BigIntStats): OpenFile {
  const size = Number(facts.size);
  let isOpen = true;
  return {
    size,
    mtime_ms: Number(facts.mtimeNs) / 1e6,
    device: facts.dev,
    inode: facts.ino,
    read(into, position) {
      const wanted = Math.min(into.byteLength, size - position);
      return wanted > 0 ? fs.readSync(descriptor, into, 0, wanted, position) : 0;
    },
    close() {
      if (isOpen) fs.closeSync(descriptor);
      isOpen = false;
    },
  };
}

/** A link as last component fails, a pipe does not wait for a writer, and where allowed not even the access time changes. */
function openedDescriptor(path: string): number | Refused {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0, O_NOATIME = 0 } = fs.constants;
  const flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
  for (const extra of O_NOATIME ? [O_NOATIME, 0] : [0]) {
    try {
      return fs.openSync(path, flags | extra);
    } catch (error) {
      if (!isDiskError(error)) throw error;
      if (error.code !== 'EPERM' || extra === 0) return refusalFrom(error.code);
    }
  }
  return refusalFrom('EPERM');
}

function refusalFrom(code: string | undefined): Refused {
  if (code === 'ENOENT' || code === 'ENOTDIR') return refused('The file is no longer there.', true);
  if (code === 'ELOOP' || code === 'EMLINK') return refused('The file was not opened: link.');
  if (code === 'ENXIO') return refused('The file was not opened: pipe, socket or device.');
  return refused('The file cannot be read.');
}

const refused = (reason: string, is_gone = false): Refused => ({ ok: false, reason, is_gone });
