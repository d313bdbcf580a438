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
    name: 'five thousand files in one folder are listed and hold nothing up',
    make: (world) => {
      const folder = world.fileOf('.');
      for (let n = 0; n < 5_000; n++) fs.closeSync(fs.openSync(`${folder}/f${n}.jsonl`, 'w'));
    },
    check: async (world) => {
      expect(await world.listed()).toContain('neighbour');
    },
  },
  {
    n: 35,
    name: 'brackets two hundred thousand deep are one line that cannot be shown as a tree',
    make: (world) => {
      const depth = 200_000;
      world.write('case-35', [
        user('abyss'),
        withInput(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`),
        user('after'),
      ]);
    },
    check: async (world) => {
      const { messages, error } = await world.shown('case-35');
      if (error) expect(error.code).toBe('not_found');
      else expect(messages.map(textOf)).toContain('after');
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
    name: 'a text of 49 MB is a message of which the beginning is shown, or a file that took too much',
    make: (world) =>
      world.write('case-37', [user('before'), user('a long text of words '.repeat(2_300_000)), user('after')]),
    check: async (world) => {
      const { messages, error, problems } = await world.shown('case-37');
      if (error) return expect(error.code).toBe('not_found');
      expect(problems).toEqual([]);
      expect(messages.map((message) => textOf(message).length)).toEqual([6, 24_000, 5]);
    },
  },
  {
    n: 38,
    name: 'an input with a hundred thousand keys is shown by its beginning',
    make: (world) =>
      world.write('case-38', [
        user('keys'),
        withInput(`{${Array.from({ length: 100_000 }, (_, n) => `"k${n}":${n}`).join(',')}}`),
      ]),
    check: async (world) => {
      const { messages } = await world.shown('case-38');
      expect(messages).toHaveLength(2);
      expect(JSON.stringify(messages).length).toBeLessThan(50_000);
    },
  },
  {
    n: 39,
    name: 'a million times the same key is one key',
    make: (world) => world.write('case-39', [user('twins'), withInput(`{${'"k":1,'.repeat(1_000_000)}"k":2}`)]),
    check: async (world) => {
      const [, message] = (await world.shown('case-39')).messages;
      expect(message?.blocks.map((block) => (block.type === 'tool_call' ? JSON.parse(block.input) : null))).toEqual([
        { k: 2 },
      ]);
    },
  },
  {
    n: 57,
    name: 'a hundred thousand tiny lines are as many problems, counted and not shown one by one in the list',
    make: (world) => void world.home.write('case-57.jsonl', record('tiny') + '{}\n'.repeat(100_000)),
    check: async (world) => {
      const { session_id, problem_count } = valueOf(await world.engine.api.sessions({ q: 'tiny' })).sessions[0]!;
      expect([session_id, problem_count]).toEqual(['case-57', 100_000]);
      expect(valueOf(await world.engine.api.session({ session_id })).problems.length).toBeLessThanOrEqual(500);
      expect(valueOf(await world.engine.api.messages({ session_id, limit: 10 })).messages.length).toBe(10);
    },
  },
];
