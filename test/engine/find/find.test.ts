import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FindAnswer, FoundPlace } from '../../../src/contract/find.ts';
import { methods } from '../../../src/contract/methods.ts';
import { linesFromText, sessionFromText } from '../claude-log.ts';
import {
  allMessages,
  errorOf,
  scannedEngine,
  TestHome,
  type TestEngine,
  valueOf,
  wholeText,
} from '../running-engine.ts';

const home = new TestHome(afterAll);
let engine: TestEngine;
beforeAll(async () => {
  engine = await scannedEngine(home);
});

async function place(session_id: string, text: string): Promise<void> {
  home.write(`${session_id}.jsonl`, text);
  await engine.scanned();
}

async function find(session_id: string, q: string, more: { agent_id?: string } = {}): Promise<FindAnswer> {
  const answer = valueOf(await engine.api.find({ session_id, q, ...more }));
  expect(methods.find.output.parse(answer)).toEqual(answer);
  return answer;
}

const brief = ({ places }: FindAnswer): string[] => places.map(({ index, field }) => `${index} ${field}`);

/** What stands at a place, as paging the block gives it. */
async function textAt(session_id: string, found: FoundPlace, length: number): Promise<string> {
  const { agent_id, block_id, field, part, offset } = found;
  const id = field === 'change' ? `${block_id}-c${part}` : block_id;
  const whole = await wholeText(engine, {
    session_id,
    ...(agent_id === null ? {} : { agent_id }),
    block_id: id,
    limit: 5_000,
  });
  return whole.slice(offset, offset + length);
}

const everything = `
  09:00:00 user Where is the needle?
  09:00:01 thinks The NEEDLE may be anywhere
  09:00:02 calls a Bash grep -rn "needle(" src/
  09:00:04 returns a src/a.ts: foo_needle(1)\\nsrc/b.ts: needle needle
  09:00:05 calls b Edit /home/dev/site/needle.ts
  09:00:06 returns b done
  09:00:07 notice needle noted
  09:00:09 assistant The **nee**dle is found`;

describe('find', () => {
  test('looks through what was written, thought, called, answered and noted, whatever the case', async () => {
    await place('all', sessionFromText(everything, { session_id: 'all' }));
    const answer = await find('all', 'nEEdle');
    expect(brief(answer)).toEqual([
      '0 text',
      '1 text',
      '2 input',
      '2 text',
      '2 text',
      '2 text',
      '3 input',
      '4 text',
      '5 text',
    ]);
    expect(answer).toMatchObject({
      total: 9,
      is_complete: true,
      messages_searched: 6,
      messages_total: 6,
      left_out: [],
    });
    expect(answer.threads).toEqual([{ agent_id: null, total: 9 }]);
  });

  test('says where in its text a match begins, also past what a page shows', async () => {
    const output = `${'a line of output\n'.repeat(3_000)}the last one has foo_bar( in it`;
    const drawing = `09:00:00 user go\n09:00:01 calls a Bash make\n09:00:02 returns a ${output.replaceAll('\n', '\\n')}`;
    await place('long', sessionFromText(drawing, { session_id: 'long' }));
    const answer = await find('long', 'foo_bar(');
    expect(brief(answer)).toEqual(['1 text']);
    expect(await textAt('long', answer.places[0]!, 8)).toBe('foo_bar(');
  });

  test('says of each match whether it is a word of its own', async () => {
    const drawing = String.raw`
      09:00:00 user the latest test, TEST_ tests; a-test 漢test
      09:00:01 calls a Bash one\ntest\ntests xtest`;
    await place('whole', sessionFromText(drawing, { session_id: 'whole' }));
    const wholes = (await find('whole', 'test')).places.map(({ field, is_whole }) => `${field} ${is_whole}`);
    expect(wholes).toEqual([
      'text false', 'text true', 'text false', 'text false', 'text true', 'text false', 'input true', 'input false', 'input false',
    ]); // prettier-ignore
  });

  test('takes signs as they are, quotes and backslashes in inputs too', async () => {
    const drawing = String.raw`
      09:00:00 user a.b (c) [d]* "quoted" C:\\temp
      09:00:01 calls a Bash echo "quoted" C:\\temp`;
    await place('signs', sessionFromText(drawing, { session_id: 'signs' }));
    expect(brief(await find('signs', '"quoted"'))).toEqual(['0 text', '1 input']);
    expect(brief(await find('signs', 'a.b (c) [d]*'))).toEqual(['0 text']);
    expect((await find('signs', 'a?b')).total).toBe(0);
  });

  test('finds an edit once: in the change that it made, to the end of it', async () => {
    const content = `${'filler\n'.repeat(4_000)}the haystack ends\n`;
    const call = { type: 'tool_use', id: 'w', name: 'Write', input: { file_path: '/home/dev/site/a.txt', content } };
    const [first = '', second = ''] = linesFromText('09:00 user go\n09:01 assistant x', { session_id: 'edit' });
    const record = JSON.parse(second) as { message: { content: unknown } };
    record.message.content = [call];
    await place('edit', `${first}\n${JSON.stringify(record)}\n`);
    const answer = await find('edit', 'haystack');
    expect(brief(answer)).toEqual(['1 change']);
    expect(await textAt('edit', answer.places[0]!, 14)).toBe('haystack ends\n');
  });

  test('never finds a secret, but its mark', async () => {
    const secret = `ghp_${'a1B2c3D4e5F6g7H8i9J0'.repeat(2).slice(0, 36)}`;
    await place('secret', sessionFromText(`09:00 user use ${secret} to push`, { session_id: 'secret' }));
    expect((await find('secret', secret)).total).toBe(0);
    expect((await find('secret', secret.slice(0, 12))).total).toBe(0);
    const [message] = await allMessages(engine, { session_id: 'secret' });
    const tag = /\[REDACTED:[a-z0-9-]+:([0-9a-f]{4})/.exec(JSON.stringify(message))?.[1] ?? 'no mark';
    expect(brief(await find('secret', tag))).toEqual(['0 text']);
  });

  test('looks through subagents, after the main thread, and through one thread alone', async () => {
    await place('parent', sessionFromText('09:00 user find the pearl', { session_id: 'parent' }));
    const child = sessionFromText('09:01 user pearl\n09:02 assistant a pearl, a pearl', {
      session_id: 'parent',
      agent_id: 'diver',
    });
    home.write('parent/subagents/agent-diver.jsonl', child);
    await engine.scanned();
    const answer = await find('parent', 'pearl');
    expect(answer.places.map(({ agent_id, index }) => [agent_id, index])).toEqual([
      [null, 0],
      ['diver', 0],
      ['diver', 1],
      ['diver', 1],
    ]);
    expect(answer.threads).toEqual([{ agent_id: null, total: 1 }, { agent_id: 'diver', total: 3 }]); // prettier-ignore
    expect((await find('parent', 'pearl', { agent_id: 'main' })).total).toBe(1);
    expect((await find('parent', 'pearl', { agent_id: 'diver' })).total).toBe(3);
  });

  test('counts all matches and lists the first 5,000', async () => {
    const drawing = `09:00 user ${'ha '.repeat(6_001)}`;
    await place('many', sessionFromText(drawing, { session_id: 'many' }));
    const answer = await find('many', 'ha');
    expect([answer.total, answer.places.length]).toEqual([6_001, 5_000]);
  });

  test('finds what was added since it was last asked', async () => {
    const lines = linesFromText('09:00 user a kite\n09:01 calls a Bash ls\n09:02 returns a kite', {
      session_id: 'live',
    });
    await place('live', `${lines.slice(0, 2).join('\n')}\n`);
    expect((await find('live', 'kite')).total).toBe(1);
    home.append('live.jsonl', `${lines[2]}\n`);
    await engine.scanned();
    expect(brief(await find('live', 'kite'))).toEqual(['0 text', '1 text']);
  });

  test('of a session that nobody knows is an answer', async () => {
    expect(errorOf(await engine.api.find({ session_id: 'nobody', q: 'x' })).code).toBe('not_found');
    expect(errorOf(await engine.api.find({ session_id: 'all', q: '' })).code).toBe('bad_request');
    expect((await find('all', 'needle', { agent_id: 'nobody' })).total).toBe(0);
  });
});
