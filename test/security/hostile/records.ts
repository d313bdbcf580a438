import { DatabaseSync } from 'node:sqlite';
import fs from 'node:fs';
import zlib from 'node:zlib';
import { expect } from 'vitest';
import { linesFromText } from '../../engine/claude-log.ts';
import { valueOf } from '../../engine/running-engine.ts';
import { assistant, call, type Case, result, textOf, user, type World } from './world.ts';

/** A case of one session named by its number: its lines, and what is shown of it. */
function lineCase(
  n: number,
  name: string,
  lines: (world: World) => readonly (string | object)[],
  check: (shown: Awaited<ReturnType<World['shown']>>, world: World) => void | Promise<void>,
  ending?: string,
): Case {
  return {
    n,
    name,
    make: (world) => world.write(`case-${n}`, lines(world), ending),
    check: async (world) => check(await world.shown(`case-${n}`), world),
  };
}

const nested = (depth: number): string => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`;

let inputs = 0;

/** A record with its input written out, for values that no program would write. */
const withInput = (input: string): string =>
  JSON.stringify(call(`toolu_input${(inputs += 1)}00000000`, 'Odd', { INPUT: 1 })).replace('{"INPUT":1}', () => input);

const titles = async ({ engine }: World): Promise<string[]> =>
  valueOf(await engine.api.sessions({ limit: 1000 })).sessions.map(({ title }) => title);

const shapeCases: Case[] = [
  lineCase(35, 'an input 10,000 deep is shown as far as can be', () => [user('deep'), withInput(nested(5000)), user('after')], ({ session, messages }) => {
    expect([session?.tool_call_count, messages.length]).toEqual([1, 3]);
  }),
  lineCase(40, 'keys and names like those of the machine are data', () => [
    user('keys'),
    withInput('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x","a":{"__proto__":[1]}}'),
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty'].flatMap((name, n) => [call(`toolu_key${n}00000000000`, name, { x: 1 }), result(`toolu_key${n}00000000000`, 'ok')]),
    '{"__proto__":{"type":"user"},"type":"user","uuid":"k1","message":{"content":"own key"}}',
  ], async ({ session, messages }, { engine }) => {
    expect(session?.tool_call_count).toBe(5);
    expect(JSON.stringify(messages)).toContain('__proto__');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
    const { tool_counts } = valueOf(await engine.api.toolAnalytics({ days: 'all' }));
    for (const name of ['constructor', 'toString', 'hasOwnProperty']) expect([name, Object.hasOwn(tool_counts, name) && tool_counts[name]]).toEqual([name, 1]);
  }),
  lineCase(41, 'numbers beyond all numbers are none', () => [
    user('numbers'),
    withInput(`{"a":1e999,"b":-0,"c":${'9'.repeat(400)},"d":1e-999}`),
    JSON.stringify(assistant([{ type: 'text', text: 'x' }])).replace('"input_tokens":5', '"input_tokens":1e999').replace('"output_tokens":3', `"output_tokens":${'9'.repeat(400)}`),
    '{"type":"user","message":{"content":NaN}}',
  ], ({ session, messages }) => {
    expect(session?.tokens.total).toBe(8);
    expect(session?.problem_count).toBe(1);
    expect(messages).toHaveLength(4);
  }),
  {
    n: 42,
    name: 'byte order marks, line ends of three systems, NUL bytes and other encodings lose no line that is one',
    make: (world) => {
      const record = (text: string): string => JSON.stringify(user(text));
      const bytes = Buffer.from(`\uFEFF${record('with a mark')}\r\n\0\0${record('behind NUL bytes')}\n${record('line\u2028separator')}\n\r\n${record('lone\rreturn')}\r`);
      world.home.write('case-42.jsonl', bytes);
      world.home.write('case-42-wide.jsonl', Buffer.from(`\uFEFF${record('wide')}\n`, 'utf16le'));
    },
    check: async (world) => {
      const { messages, problems } = await world.shown('case-42');
      expect(messages.map(textOf)).toEqual(['with a mark', 'behind NUL bytes', 'line\u2028separator', 'lone\rreturn']);
      expect(problems).toEqual([]);
      expect(await titles(world)).not.toContain('wide');
    },
  },
  {
    n: 43,
    name: 'broken UTF-8 and half characters become the sign for such, in what is still well-formed text',
    make: (world) => {
      const around = (inner: Buffer): Buffer => {
        const [before, after] = JSON.stringify(user('AB')).split('AB') as [string, string];
        return Buffer.concat([Buffer.from(`${before}A`), inner, Buffer.from(`B${after}\n`)]);
      };
      const bad = [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80]].map((bytes) => Buffer.from(bytes));
      world.home.write('case-43.jsonl', Buffer.concat([...bad, Buffer.from('\\ud800B\\udc00')].map(around)));
    },
    check: async (world) => {
      const { messages, session } = await world.shown('case-43');
      expect(messages).toHaveLength(5);
      for (const message of messages) expect(textOf(message)).toMatch(/^A\uFFFD+B(?:\uFFFDB)?$/u);
      expect(session?.title.isWellFormed()).toBe(true);
    },
  },
  lineCase(44, 'a last line that ends in the middle of an escape waits to be finished', () => [user('torn'), '{"type":"user","message":{"content":"a\\u00'], ({ messages, problems }) => {
    expect(messages.map(textOf)).toEqual(['torn']);
    expect(problems).toEqual([expect.objectContaining({ line: 2, reason: expect.stringContaining('not complete') })]);
  }, ''),
  lineCase(45, 'two records on one line are two, and half a third one is a problem', () => [
    JSON.stringify(user('one')) + JSON.stringify(user('two')),
    `${JSON.stringify(user('three'))}{"type":"us`,
  ], ({ messages, session }) => {
    expect(messages.map(textOf).filter((text) => text !== '')).toEqual(['one', 'two', 'three']);
    expect(session?.problem_count).toBe(1);
  }),
  lineCase(46, 'lists, texts and numbers in place of records are problems', ({ secret }) => [
    user('no records'), `["${secret('46 list')}"]`, `"${secret('46 text')}"`, '42', 'null', 'true', '[]',
  ], ({ session, problems }) => {
    expect([session?.problem_count, problems.length]).toEqual([6, 6]);
    expect(new Set(problems.map(({ reason }) => reason)).size).toBeLessThanOrEqual(2);
  }),
  lineCase(47, 'content that is nothing, a number or a list in a list is shown as what can be read of it', () => [
    user('contents'), user(null), user(5), user([[['deep']]]), user([null, 1, 'plain', { type: 'text', text: 7 }]), { type: 'user', message: null }, { type: 'assistant', message: 'x' }, { type: 'assistant' },
  ], ({ error, messages }) => {
    expect(error).toBeNull();
    expect(messages.map(textOf)[0]).toBe('contents');
    expect(messages.map(textOf).join()).toContain('plain');
  }),
]; // prettier-ignore

const linkCases: Case[] = [
  lineCase(48, 'records that follow each other in a circle, or themselves, are shown once each', () => [
    user('a', { uuid: 'c-a', parentUuid: 'c-c' }), user('b', { uuid: 'c-b', parentUuid: 'c-a' }),
    user('c', { uuid: 'c-c', parentUuid: 'c-b' }), user('self', { uuid: 'c-d', parentUuid: 'c-d' }),
  ], ({ messages }) => expect(messages.map(textOf)).toEqual(['a', 'b', 'c', 'self'])),
  lineCase(49, 'a chain of 10,000 records is a session', () => Array.from({ length: 10_000 }, (_, n) => user(`m${n}`, { uuid: `l-${n}`, parentUuid: n === 0 ? null : `l-${n - 1}` })), ({ messages }) =>
    expect(messages).toHaveLength(10_000)),
  lineCase(50, 'a record that comes again is shown once', () => [user('once', { uuid: 'd-1' }), user('once', { uuid: 'd-1' }), user('other', { uuid: 'd-2' })], ({ messages }) =>
    expect(messages.map(textOf)).toEqual(['once', 'other'])),
  lineCase(51, 'a result without a call is a problem, a call without a result is pending', () => [user('halves'), result('toolu_nocall00000000', 'lost'), call('toolu_noresult000000', 'Bash', { command: 'x' })], ({ messages, session }) => {
    expect(messages.flatMap(({ blocks }) => blocks.map(({ type }) => type))).toEqual(['text', 'problem', 'tool_result', 'tool_call']);
    expect(session?.tool_call_count).toBe(1);
  }),
  lineCase(52, 'times that are none leave the message without one', () => [
    user('when', { timestamp: undefined }), ...['2026-08-01 09:00', 1_754_000_000, 1_754_000_000_000, '+275760-09-13T00:00:00.001Z', '-271821-04-20T00:00:00Z', '9999999999999', 'soon', {}, '2026-02-30T00:00:00.000Z', '2026-08-01T09:00:00+02:00'].map((timestamp) => user('when', { timestamp })),
  ], ({ messages, session }) => {
    expect(messages).toHaveLength(11);
    for (const { at } of messages) if (at !== null) expect(at).toMatch(/^(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(messages.at(-1)?.at).toBe('2026-08-01T07:00:00.000Z');
    expect(session?.duration_ms).toBeGreaterThanOrEqual(0);
  }),
  lineCase(53, 'counts of tokens that are none count nothing', () => [
    user('tokens'), ...[-5, 2 ** 53 + 1, '12', null, [], 1.5, true].map((n) => assistant([{ type: 'text', text: 'x' }], { usage: { input_tokens: n, output_tokens: n, cache_read_input_tokens: n, cache_creation_input_tokens: n } })),
  ], ({ session }) => {
    expect(session?.tokens.total).toBe(0);
    expect(session?.cost_usd ?? 0).toBe(0);
  }),
  lineCase(54, 'a record of an unknown kind with 5 MB is shown by its beginning and told as drift', ({ secret }) => [
    user('unknown'), { type: 'hologram', body: `${'projection '.repeat(480_000)} ${secret('54 end')}`, token: secret('54 field') },
  ], async ({ messages, problems }, world) => {
    expect(JSON.stringify(messages).length).toBeLessThan(100_000);
    expect(problems.map(({ reason }) => reason).join()).toContain('hologram');
    expect(await world.remarks()).toContain('hologram');
  }),
  lineCase(55, 'an id that is a page is a text', () => [user('<b>bold</b>', { uuid: '<script>alert(1)</script>' })], ({ messages }) => {
    expect([messages[0]?.message_id, textOf(messages[0])]).toEqual(['<script>alert(1)</script>', '<b>bold</b>']);
  }),
  lineCase(56, 'lines of two agents in one file are what each reader makes of them', () => [
    user('mine'), { timestamp: '2026-05-04T14:00:00.000Z', type: 'session_meta', payload: { id: 'x', cwd: '/srv' } },
    { timestamp: '2026-05-04T14:00:01.000Z', type: 'response_item', payload: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'theirs' }] } },
    ...linesFromText('09:05 assistant mine again'),
  ], ({ messages }) => {
    expect(messages.map(textOf).filter((text) => text.startsWith('mine'))).toEqual(['mine', 'mine again']);
    expect(JSON.stringify(messages)).toContain('session_meta');
  }),
]; // prettier-ignore

const foreignCases: Case[] = [
  {
    n: 58,
    name: 'packed bytes under the name of a session are problems',
    make: (world) => {
      const text = Buffer.from(JSON.stringify(user(world.secret('58 packed'))));
      world.home.write('case-58-gzip.jsonl', zlib.gzipSync(text));
      world.home.write('case-58-zstd.jsonl', zlib.zstdCompressSync(text));
      world.write('case-58', [user('beside packed ones')]);
    },
    check: async (world) => {
      expect((await world.shown('case-58')).session?.problem_count).toBe(0);
      for (const id of ['case-58-gzip', 'case-58-zstd']) expect((await world.shown(id)).error?.code).toBe('not_found');
    },
  },
  {
    n: 59,
    name: 'a database under the name of a session is a problem',
    make: (world) => {
      const file = `${world.outside}/x.sqlite`;
      const db = new DatabaseSync(file);
      db.exec(`create table t (x); insert into t values ('${world.secret('59 database')}\n\n\n')`);
      db.close();
      world.home.write('case-59.jsonl', fs.readFileSync(file));
    },
    check: async (world) => expect((await world.shown('case-59')).error?.code).toBe('not_found'),
  },
];

export const recordCases: readonly Case[] = [...shapeCases, ...linkCases, ...foreignCases];
