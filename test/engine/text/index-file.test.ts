import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { IndexShard } from '../../../src/engine/text/index-shard.ts';
import { indexFile } from '../../../src/engine/text/index-file.ts';
import { TextStore } from '../../../src/engine/text/text-store.ts';
import { createRedactor } from '../../../src/redaction/index.ts';
import { claudeCode } from '../../../src/sources/claude-code/index.ts';
import type { SessionFile } from '../../../src/sources/source.ts';
import { fileOfBytes } from '../byte-file.ts';
import { sessionFromText } from '../claude-log.ts';

const file = { session_id: 's', agent_id: null, group_id: null, folder: '' } as unknown as SessionFile;

/** The index of one log: which messages hold a word, and how many bytes of the log were read for it. */
function indexOf(log: string) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-index-'));
  const store = new TextStore(path.join(folder, 'text.sqlite'), 'a catalog');
  const shard = new IndexShard(path.join(folder, 'text.sqlite'), 'a catalog');
  onTestFinished(() => {
    shard.close();
    store.close();
    fs.rmSync(folder, { recursive: true });
  });
  const opened = fileOfBytes(Buffer.from(log));
  let bytes_read = 0;
  const read: typeof opened.read = (into, position) => {
    const got = opened.read(into, position);
    bytes_read += got;
    return got;
  };
  const job = { kind: 'index', source: 'claude_code', file, file_id: 1, state: 'done' } as const;
  const redactor = createRedactor({ tag: () => '000000' });
  const { messages } = indexFile(job, { ...opened, read }, { source: claudeCode, redactor, store, onBatch: () => {} });
  store.commit();
  return {
    messages,
    bytes_read,
    holding: (word: string): number[] => shard.matches(word, { sql: 'true', values: [] }).get(1) ?? [],
    spansOf: (ordinal: number): number => shard.messages(1, [ordinal])[0]!.spans.length,
  };
}

/** Prompts that together are longer than what is held of a log. */
const longTalk = Array.from({ length: 100 }, (_, n) => `09:10 user prompt${n} ${'and more of it '.repeat(7_000)}`);

test('a log is read once, and a call is found by its result, which follows at some distance', () => {
  const log = sessionFromText(`09:00 user Look\n09:01 calls t1 Bash npm test\n${longTalk[0]}\n09:20 fails t1 walrus`);
  const index = indexOf(log);
  expect(index.holding('walrus')).toEqual([1]);
  expect(index.messages).toBe(3);
  // Besides, a few bytes tell whether the file is the same later.
  expect(index.bytes_read).toBeLessThan(log.length * 1.1);
});

test('what comes to a message long after it was put in is found there too, and all between stays in its place', () => {
  const log = sessionFromText(
    ['09:00 user Look', '09:01 calls t1 Bash npm test', ...longTalk, '09:20 fails t1 walrus', '09:21 user Bye'].join(
      '\n',
    ),
  );
  expect(log.length).toBeGreaterThan(10_000_000);
  const index = indexOf(log);
  expect(index.holding('walrus')).toEqual([1]);
  expect(index.holding('npm')).toEqual([1]);
  expect(index.spansOf(1)).toBe(2);
  expect(index.holding('prompt0 OR prompt99 OR bye')).toEqual([2, 101, 102]);
  expect(index.messages).toBe(103);
});

test('a record that is larger than what is held is indexed like any other', () => {
  const log = sessionFromText(`09:00 user ${'жук '.repeat(900_000)} ostrich\n09:01 user Bye`);
  const index = indexOf(log);
  expect([index.holding('ostrich'), index.holding('bye')]).toEqual([[0], [1]]);
});
