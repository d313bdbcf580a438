import zlib from 'node:zlib';
import type { Files, OpenFile, Opened } from '../../files/files.ts';
import type { SessionFile } from '../../sources/source.ts';

/** A packed log is held in memory as a whole: larger ones are refused. */
const mostPackedBytes = 256 * 1024 * 1024;
const mostLogBytes = 1024 * 1024 * 1024;

/** Opens a session's file so that reading it gives the log itself, however its bytes lie on disk. */
export function openLog(files: Files, { entry, encoding }: SessionFile): Opened {
  const opened = files.open(entry.root, entry.relative_path);
  return opened.ok && encoding === 'zstd' ? unpacked(opened.file) : opened;
}

/** The packed file that was looked at last: its pages are read one by one. */
let held: { name: string; log: Buffer } | null = null;

function unpacked(file: OpenFile): Opened {
  try {
    if (file.size > mostPackedBytes) return refused('The packed file is larger than 256 MB.');
    const name = `${file.device}:${file.inode}:${file.size}:${file.mtime_ms}`;
    if (held?.name !== name) {
      const log = inflated(file);
      if (typeof log === 'string') return refused(log);
      held = { name, log };
    }
    return { ok: true, file: logFile(file, held.log) };
  } finally {
    file.close();
  }
}

const refused = (reason: string): Opened => ({ ok: false, reason, is_gone: false });

/** The log, or why there is none. Its size is watched while it grows, so that a small file cannot fill the memory. */
function inflated(file: OpenFile): Buffer | string {
  const packed = Buffer.allocUnsafe(file.size);
  const got = file.read(packed, 0);
  try {
    return zlib.zstdDecompressSync(packed.subarray(0, got), { maxOutputLength: mostLogBytes });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return error.code === 'ERR_BUFFER_TOO_LARGE'
      ? 'The packed file holds more than 1 GB.'
      : 'The packed file is damaged, or is not packed with zstd.';
  }
}

/** Size and time on disk say whether the file has changed; the log itself has a size of its own. */
function logFile({ device, inode, mtime_ms, size }: OpenFile, log: Buffer): OpenFile {
  return {
    device,
    inode,
    mtime_ms,
    size: log.length,
    size_on_disk: size,
    read: (into, position) => (position >= log.length ? 0 : log.copy(into, 0, position, position + into.byteLength)),
    close: () => undefined,
  };
}
