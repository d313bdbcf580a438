import zlib from 'node:zlib';
import type { Files, FoundEntry, OpenFile, Opened } from '../../files/files.ts';
import type { SessionFile } from '../../sources/source.ts';

/** A packed log is held in memory as a whole: larger ones are refused. */
const mostPackedBytes = 256 * 1024 * 1024;
const mostLogBytes = 1024 * 1024 * 1024;

/** Opens a session's file so that reading it gives the log itself, however its bytes lie on disk. */
export function openLog(files: Files, { entry, encoding, earlier = [] }: SessionFile): Opened {
  const opened = files.open(entry.root, entry.relative_path);
  if (!opened.ok) return opened;
  const own = encoding === 'zstd' ? unpacked(opened.file) : opened;
  return own.ok && earlier.length > 0 ? { ok: true, file: joined(files, earlier, own.file) } : own;
}

/** Several files as one. What the log began in may be gone; then it begins where it is still there. */
function joined(files: Files, earlier: readonly FoundEntry[], own: OpenFile): OpenFile {
  const before = earlier.map((entry) => files.open(entry.root, entry.relative_path));
  const parts = [...before.flatMap((opened) => (opened.ok ? [withLineEnd(opened.file)] : [])), own];
  const starts = parts.map((_, n) => parts.slice(0, n).reduce((sum, part) => sum + part.size, 0));
  return {
    device: own.device,
    inode: own.inode,
    mtime_ms: own.mtime_ms,
    size: starts.at(-1)! + own.size,
    size_on_disk: own.size_on_disk ?? own.size,
    read: (into, position) => {
      let got = 0;
      for (const [n, part] of parts.entries()) {
        const at = position + got - starts[n]!;
        if (got === into.byteLength || at >= part.size || at < 0) continue;
        got += part.read(into.subarray(got, got + Math.min(into.byteLength - got, part.size - at)), at);
      }
      return got;
    },
    close: () => parts.forEach((part) => part.close()),
  };
}

const lineEnd = 0x0a;

/** A file that was cut off in a line ends it here, so that the next file's first line is its own. */
function withLineEnd(file: OpenFile): OpenFile {
  const last = new Uint8Array(1);
  if (file.size === 0 || (file.read(last, file.size - 1) === 1 && last[0] === lineEnd)) return file;
  return {
    ...file,
    size: file.size + 1,
    read: (into, position) => {
      const got =
        position >= file.size
          ? 0
          : file.read(into.subarray(0, Math.min(into.byteLength, file.size - position)), position);
      if (position + got !== file.size || got === into.byteLength) return got;
      into[got] = lineEnd;
      return got + 1;
    },
    close: () => file.close(),
  };
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
