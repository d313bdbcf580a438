import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Output } from '../../src/contract/api.ts';
import { methods } from '../../src/contract/methods.ts';
import { sessionFromText } from './claude-log.ts';
import { errorOf, scannedEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

const home = new TestHome(afterAll);
let engine: TestEngine;
beforeAll(async () => {
  engine = await scannedEngine(home);
});

async function place(session_id: string, text: string): Promise<void> {
  home.write(`${session_id}.jsonl`, text);
  await engine.scanned();
}

async function raw(session_id: string, index: number, more: object = {}): Promise<Output<'raw'>> {
  const answer = valueOf(await engine.api.raw({ session_id, index, ...more }));
  expect(methods.raw.output.parse(answer)).toEqual(answer);
  return answer;
}

describe('the raw records of a message', () => {
  test('are its own lines and those of the results of its calls, as indented JSON', async () => {
    const drawing = `
      09:00 user go
      09:01 calls a Bash ls
      09:02 notice between
      09:03 returns a src`;
    await place('lines', sessionFromText(drawing, { session_id: 'lines' }));
    const { file, records, message_count } = await raw('lines', 1);
    expect([file, message_count]).toEqual(['lines.jsonl', 3]);
    expect(records.map(({ line, part }) => [line, part])).toEqual([[2, 'message'], [4, 'result']]); // prettier-ignore
    expect(records[0]?.text.split('\n')[0]).toBe('{');
    expect(JSON.parse(records[1]!.text)).toMatchObject({ type: 'user', message: { content: [{ content: 'src' }] } });
  });

  test('hold no secret and no picture', async () => {
    const secret = `ghp_${'a1B2c3D4e5F6g7H8i9J0'.repeat(2).slice(0, 36)}`;
    const picture = 'iVBORw0KGgo'.repeat(400);
    const [line = ''] = sessionFromText(`09:00 user use ${secret}`, { session_id: 'secret' }).split('\n');
    const record = { ...(JSON.parse(line) as object), password: 'hunter2hunter2', picture };
    await place('secret', `${JSON.stringify(record)}\n`);
    const text = JSON.stringify(await raw('secret', 0));
    expect(text).not.toContain(secret);
    expect(text).not.toContain('hunter2');
    expect(text).not.toContain(picture.slice(0, 100));
    expect(text).toContain('characters of base64 left out');
  });

  test('are cut, and paged line by line', async () => {
    await place('long', sessionFromText(`09:00 user ${'word '.repeat(20_000)}`, { session_id: 'long' }));
    const first = (await raw('long', 0, { limit: 1_000 })).records[0]!;
    expect(first).toMatchObject({ next_offset: 1_000 });
    let text = first.text;
    for (let offset = first.next_offset; offset !== null;) {
      const next = (await raw('long', 0, { line: 1, offset, limit: 50_000 })).records[0]!;
      text += next.text;
      offset = next.next_offset;
    }
    expect(text).toHaveLength(first.text_length);
    expect(JSON.parse(text)).toMatchObject({ message: { content: expect.stringMatching(/^word/) } });
  });

  test('of a line that was not understood are the line', async () => {
    await place('torn', `${sessionFromText('09:00 user go', { session_id: 'torn' })}{"type":"user","mess\n`);
    const { records } = await raw('torn', 1);
    expect(records).toMatchObject([{ line: 2, part: 'message', text: '{"type":"user","mess' }]);
  });

  test('of a message that is not there are an answer', async () => {
    await place('short', sessionFromText('09:00 user go', { session_id: 'short' }));
    expect(errorOf(await engine.api.raw({ session_id: 'short', index: 7 })).code).toBe('not_found');
    expect(errorOf(await engine.api.raw({ session_id: 'nobody' })).code).toBe('not_found');
  });
});
