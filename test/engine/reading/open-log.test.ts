import fs from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openLog } from '../../../src/engine/reading/open-log.ts';
import { createFiles } from '../../../src/files/index.ts';
import type { FoundEntry, OpenFile, OpenRoot } from '../../../src/files/files.ts';
import os from 'node:os';

const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-log-')));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const files = createFiles();

function entryOf(name: string, text: string | null): FoundEntry {
  const at = path.join(folder, name);
  if (text === null) fs.rmSync(at, { force: true });
  else fs.writeFileSync(at, text);
  const root = files.openRoot(folder) as OpenRoot;
  return { root, relative_path: name, size: text?.length ?? 0, mtime_ms: 0, device: 0n, inode: 0n };
}

function opened(own: string, ...earlier: (string | null)[]): OpenFile {
  const before = earlier.map((text, n) => entryOf(`before-${n}.jsonl`, text));
  const file = { entry: entryOf('own.jsonl', own), session_id: 's', agent_id: null, group_id: null, folder: '' };
  const answer = openLog(files, { ...file, earlier: before });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.file;
}

/** The whole text, read in pieces of so many bytes. */
function textOf(file: OpenFile, piece: number): string {
  const read: Buffer[] = [];
  for (let at = 0; ;) {
    const into = Buffer.alloc(piece);
    const got = file.read(into, at);
    if (got === 0) break;
    read.push(into.subarray(0, got));
    at += got;
  }
  file.close();
  return Buffer.concat(read).toString();
}

describe('a log that lies in several files', () => {
  test.each([1, 2, 3, 5, 7, 100])('reads as one, in pieces of %i bytes', (piece) => {
    const file = opened('five\nsix\n', 'one\ntwo\n', 'three\nfour\n');
    expect(file.size).toBe(28);
    expect(file.size_on_disk).toBe(9);
    expect(textOf(file, piece)).toBe('one\ntwo\nthree\nfour\nfive\nsix\n');
  });

  test.each([1, 4, 100])('begins each file with a line of its own, in pieces of %i bytes', (piece) => {
    const file = opened('two\n', 'one', '');
    expect(textOf(file, piece)).toBe('one\ntwo\n');
    expect(file.size).toBe(8);
  });

  test('begins where it is still there', () => {
    expect(textOf(opened('two\n', null), 10)).toBe('two\n');
  });
});
