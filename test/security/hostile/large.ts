import fs from 'node:fs';
import { expect } from 'vitest';
import { valueOf } from '../../engine/running-engine.ts';
import { call, type Case, textOf, user, type World } from './world.ts';

/** Writes a file of which all but the ends is a hole, so that it costs nothing. */
function writeSparse(file: string, size: number, head: string, tail: string): void {
  const descriptor = fs.openSync(file, 'w');
  fs.writeSync(descriptor, head);
  fs.ftruncateSync(descriptor, size);
  fs.writeSync(descriptor, tail, size);
  fs.closeSync(descriptor);
}

const problemsOf = async (world: World): Promise<string> =>
  valueOf(await world.engine.api.status({})).problems.join('\n');

const record = (text: string): string => `${JSON.stringify(user(text))}\n`;

/** A call whose input stands in the line as it is given. */
const withInput = (input: string): string =>
  JSON.stringify(call('toolu_large000000000', 'Odd', { INPUT: 1 })).replace('{"INPUT":1}', () => input);

const keys = (count: number): string => `{${Array.from({ length: count }, (_, n) => `"k${n}":${n}`).join(',')}}`;

const sameKey = (count: number): string => `{${'"k":1,'.repeat(count)}"k":2}`;

/** What is shown of the line that a message was made of. */
async function lineOf(world: World, session_id: string, index: number): Promise<string> {
  const { records } = valueOf(await world.engine.api.raw({ session_id, index }));
  return records.map((raw) => raw.text).join('\n');
}

const rollout_id = '01990000-0000-7000-8000-000000000057';

async function isToldInBrief({ engine }: World, session_id: string): Promise<void> {
  expect(valueOf(await engine.api.session({ session_id })).problems.length).toBeLessThanOrEqual(500);
  const { messages, total } = valueOf(await engine.api.messages({ session_id, offset: 1995, limit: 10 }));
  expect([messages.length, total]).toEqual([7, 2002]);
  expect(messages.at(-1)?.blocks).toMatchObject([{ reason: expect.stringContaining('998,000 more lines') }]);
}

/** Each in a home of its own, made at no cost, done within five seconds and in bounded memory. */
export const largeCases: readonly Case[] = [
  {
    n: 17,
    name: 'a file of 100 GB that holds nothing is told to be too large',
    make: (world) => writeSparse(world.fileOf('case-17.jsonl'), 100e9, record('huge'), ''),
    check: async (world) => {
      expect((await world.shown('case-17')).error?.code).toBe('not_found');
      expect(await problemsOf(world)).toContain('1 file was not read: The file is larger than');
    },
  },
  {
    n: 19,
    name: 'two hundred thousand files in one folder are listed, and hide nothing',
    make: (world) => {
      const folder = world.fileOf('.');
      for (let n = 0; n < 200_000; n++) fs.closeSync(fs.openSync(`${folder}/f${n}.jsonl`, 'w'));
    },
    check: async (world) => {
      expect(await world.listed()).toEqual(['neighbour']);
      expect(await world.remarks()).not.toContain('more files than a walk may list');
    },
  },
  {
    n: 35,
    name: 'brackets five million deep are one line that is not read, and says how deep they are',
    make: (world) => {
      const depth = 5_000_000;
      world.write('case-35', [
        user('abyss'),
        withInput(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`),
        user('after'),
      ]);
    },
    check: async (world) => {
      const { messages, problems } = await world.shown('case-35');
      expect(messages.map(textOf)).toEqual(['abyss', '', 'after']);
      expect(problems).toEqual([
        { file: 'main', line: 2, reason: expect.stringContaining('5,000,005 levels of brackets within each other') },
      ]);
      expect(await lineOf(world, 'case-35', 1)).toContain('5,000,005 levels');
    },
  },
  {
    n: 35,
    name: 'brackets fifty thousand deep are one line that is shown as far as can be',
    make: (world) => {
      const depth = 50_000;
      world.write('case-35-less', [user('pit'), withInput(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`)]);
    },
    check: async (world) => {
      const { messages, problems } = await world.shown('case-35-less');
      expect([messages.length, problems]).toEqual([2, []]);
    },
  },
  {
    n: 36,
    name: 'a line of 600 MB is one problem, and the lines around it are read',
    make: (world) =>
      writeSparse(
        world.fileOf('case-36.jsonl'),
        600e6,
        `${record('before')}{"type":"user","message":{"content":"`,
        `"}}\n${record('after')}`,
      ),
    check: async (world) => {
      const { messages, problems } = await world.shown('case-36');
      expect(messages.map(textOf).filter((text) => text !== '')).toEqual(['before', 'after']);
      expect(problems).toEqual([{ file: 'main', line: 2, reason: 'The line is longer than 50 MB.' }]);
    },
  },
  {
    n: 37,
    name: 'a text of 48 MB is a message of which the beginning is shown',
    make: (world) =>
      world.write('case-37', [user('before'), user('a long text of words '.repeat(2_300_000)), user('after')]),
    check: async (world) => {
      const { messages, problems } = await world.shown('case-37');
      expect(problems).toEqual([]);
      expect(messages.map((message) => textOf(message).length)).toEqual([6, 24_000, 5]);
    },
  },
  {
    n: 38,
    name: 'an input with a million keys is one line that is not read, and says how many there are',
    make: (world) => world.write('case-38', [user('keys'), withInput(keys(1_000_000)), user('after')]),
    check: async (world) => {
      const { messages, problems } = await world.shown('case-38');
      expect(messages.map(textOf)).toEqual(['keys', '', 'after']);
      expect(problems).toEqual([
        { file: 'main', line: 2, reason: expect.stringMatching(/^The line holds 1,000,0\d\d named fields/) },
      ]);
      expect(await lineOf(world, 'case-38', 1)).toContain('named fields');
    },
  },
  {
    n: 38,
    name: 'an input with a hundred thousand keys but some is shown by its beginning',
    make: (world) => world.write('case-38-less', [user('keys'), withInput(keys(99_900))]),
    check: async (world) => {
      const { messages, problems } = await world.shown('case-38-less');
      expect([messages.length, problems]).toEqual([2, []]);
      expect(JSON.stringify(messages).length).toBeLessThan(50_000);
    },
  },
  {
    n: 39,
    name: 'a million times the same key is one line that is not read, and says how many there are',
    make: (world) => world.write('case-39', [user('twins'), withInput(sameKey(1_000_000)), user('after')]),
    check: async (world) => {
      const { messages, problems } = await world.shown('case-39');
      expect(messages.map(textOf)).toEqual(['twins', '', 'after']);
      expect(problems).toEqual([
        { file: 'main', line: 2, reason: expect.stringMatching(/^The line holds 1,000,0\d\d named fields/) },
      ]);
    },
  },
  {
    n: 39,
    name: 'a quarter of a million times the same key is one key',
    make: (world) => world.write('case-39-less', [user('twins'), withInput(sameKey(250_000))]),
    check: async (world) => {
      const [, message] = (await world.shown('case-39-less')).messages;
      expect(message?.blocks.map((block) => (block.type === 'tool_call' ? JSON.parse(block.input) : null))).toEqual([
        { k: 2 },
      ]);
    },
  },
  {
    n: 57,
    name: 'a million tiny lines are as many problems, counted, and told one by one to a bound only',
    make: (world) => void world.home.write('case-57.jsonl', record('tiny') + '{}\n'.repeat(1_000_000)),
    check: async (world) => {
      const { session_id, problem_count } = valueOf(await world.engine.api.sessions({ q: 'tiny' })).sessions[0]!;
      expect([session_id, problem_count]).toEqual(['case-57', 1_000_000]);
      await isToldInBrief(world, session_id);
    },
  },
  {
    n: 57,
    name: 'and so they are in a log of the other agent',
    make: (world) => {
      fs.mkdirSync(`${world.rollouts}/2026/08/01`, { recursive: true });
      fs.writeFileSync(
        `${world.rollouts}/2026/08/01/rollout-2026-08-01T09-00-00-${rollout_id}.jsonl`,
        [
          { type: 'session_meta', payload: { id: rollout_id, cwd: '/srv/app', cli_version: '0.120.0' } },
          { type: 'response_item', payload: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'tiny' }] } },
        ].map((line) => `${JSON.stringify({ timestamp: '2026-08-01T09:00:00.000Z', ...line })}\n`).join('') + '{}\n'.repeat(1_000_000),
      ); // prettier-ignore
    },
    check: async (world) => {
      const { session_id, problem_count } = valueOf(await world.engine.api.sessions({ q: 'tiny' })).sessions[0]!;
      expect([session_id, problem_count]).toEqual([rollout_id, 1_000_000]);
      await isToldInBrief(world, rollout_id);
    },
  },
];
