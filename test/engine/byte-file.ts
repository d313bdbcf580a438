import type { OpenFile } from '../../src/files/files.ts';

/** An open file over bytes in memory. `most` says how many bytes the n-th read may give, as disks and pipes do. */
export function fileOfBytes(bytes: Uint8Array, most: (n: number) => number = () => Number.MAX_SAFE_INTEGER): OpenFile {
  let reads = 0;
  return {
    ...emptyFile,
    size: bytes.length,
    read(into, position) {
      reads += 1;
      const end = Math.min(bytes.length, position + Math.min(into.length, Math.max(1, most(reads))));
      into.set(bytes.subarray(position, end));
      return Math.max(0, end - position);
    },
  };
}

/** An open file too large to be held: each byte is computed from its place. */
export function fileOfSize(size: number, byteAt: (into: Uint8Array, position: number) => void): OpenFile {
  return {
    ...emptyFile,
    size,
    read(into, position) {
      const part = into.subarray(0, Math.max(0, Math.min(into.length, size - position)));
      byteAt(part, position);
      return part.length;
    },
  };
}

const emptyFile: OpenFile = { size: 0, mtime_ms: 0, device: 1n, inode: 1n, read: () => 0, close: () => {} };
