import fs from 'node:fs';
import path from 'node:path';

/**
 * The bare floors below any reader of these logs, one thread each: `read` takes the bytes, `split` finds the lines,
 * `parse` parses every line. Run as `node bench/floor.ts read|split|parse FOLDER…`.
 */
const [kind, ...folders] = process.argv.slice(2);
const buffer = Buffer.allocUnsafe(4 * 1024 * 1024);
let bytes = 0;
let lines = 0;
for (const folder of folders) for (const file of filesBelow(folder)) readFile(file);
console.log(JSON.stringify({ kind, bytes, lines }));

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.jsonl'))
    .map((entry) => path.join(entry.parentPath, entry.name));
}

function readFile(file: string): void {
  const descriptor = fs.openSync(file, 'r');
  let held = Buffer.alloc(0);
  for (let got = fs.readSync(descriptor, buffer); got > 0; got = fs.readSync(descriptor, buffer)) {
    bytes += got;
    if (kind === 'read') continue;
    const chunk = held.length > 0 ? Buffer.concat([held, buffer.subarray(0, got)]) : buffer.subarray(0, got);
    held = Buffer.from(splitChunk(chunk));
  }
  fs.closeSync(descriptor);
}

/** Takes the complete lines; gives what stands behind the last of them. */
function splitChunk(chunk: Buffer): Buffer {
  let from = 0;
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
    lines += 1;
    if (kind === 'parse') parseLine(chunk.toString('utf8', from, at));
    from = at + 1;
  }
  return chunk.subarray(from);
}

/** Corpora hold torn lines on purpose; a floor counts nothing. */
function parseLine(line: string): void {
  try {
    JSON.parse(line);
  } catch {
    lines += 0;
  }
}
