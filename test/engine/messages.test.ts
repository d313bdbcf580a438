import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methods } from '../../src/contract/methods.ts';
import type { Block, Message } from '../../src/contract/message.ts';
import { linesFromText, sessionFromText } from './claude-log.ts';
import {
  allMessages,
  errorOf,
  scannedEngine,
  TestHome,
  type TestEngine,
  valueOf,
  wholeText,
} from './running-engine.ts';

const home = new TestHome(afterAll);
let engine: TestEngine;
beforeAll(async () => {
  engine = await scannedEngine(home);
});

/** Puts a session into the running engine's home and reads it. */
async function read(text: string, session_id: string): Promise<Message[]> {
  home.write(`${session_id}.jsonl`, text);
  await engine.scanned();
  const messages = await allMessages(engine, { session_id });
  for (const message of messages)
    expect(methods.messages.output.shape.messages.element.parse(message)).toEqual(message);
  return messages;
}

/** A message in brief: who, and what in it. */
const brief = (message: Message): string => `${message.role} ${message.blocks.map(wordOf).join(' ')}`;

function wordOf(block: Block): string {
  switch (block.type) {
    case 'tool_call':
      return `call:${block.call_id}`;
    case 'tool_result':
      return `result:${block.call_id}`;
    case 'text':
    case 'thinking':
    case 'notice':
      return `${block.type}:${block.text.slice(0, 30)}`;
    default:
      return block.type;
  }
}

const blocksOf = <T extends Block['type']>(messages: Message[], type: T) =>
  messages.flatMap((message) => message.blocks).filter((block) => block.type === type) as Extract<Block, { type: T }>[];

describe('messages', () => {
  test('hold results right behind their calls, and notices that stand together are one', async () => {
    const drawing = `
      09:00:00 user Fix it
      09:00:01 thinks hmm
      09:00:02 calls a Bash ls
      09:00:03 calls b Read /x
      09:00:04 returns b file
      09:00:06 fails a Exit code 2
      09:00:07 notice one
      09:00:08 notice two
      09:00:09 assistant done
      09:00:10 compacts`;
    const messages = await read(sessionFromText(drawing, { session_id: 'order' }), 'order');
    expect(messages.map(brief)).toEqual([
      'user text:Fix it',
      'assistant thinking:hmm',
      'assistant call:a result:a',
      'assistant call:b result:b',
      'system notice:one notice:two',
      'assistant text:done',
      'system compaction',
    ]);
    expect(blocksOf(messages, 'tool_result').map(({ outcome, duration_ms, duration_basis }) => [outcome, duration_ms, duration_basis]))
      .toEqual([['error', 4000, 'observed'], ['ok', 1000, 'observed']]); // prettier-ignore
  });

  test('of one API call are one message, however many lines it was written in', async () => {
    const lines = linesFromText(
      '09:00 user Go\n09:01 assistant one\n09:01 calls k Bash ls\n09:02 returns k x\n09:03 assistant two',
      {
        session_id: 'merged',
      },
    );
    const text = lines.join('\n').replaceAll(/msg_merged-\d/g, 'msg_same') + '\n';
    const messages = await read(text, 'merged');
    expect(messages.map(brief)).toEqual(['user text:Go', 'assistant text:one call:k result:k text:two']);
    expect(messages[1]!.usage).toMatchObject({ input: 10, cache_read: 100, cache_write: 20, output: 5, context: 130 });
    expect(messages[1]!.usage!.cost_usd).toBeGreaterThan(0);
  });

  test('whose result belongs to no call show it as a problem', async () => {
    const messages = await read(
      sessionFromText('09:00 user Go\n09:01 returns nowhere lost', { session_id: 'orphan' }),
      'orphan',
    );
    expect(messages.map(brief)).toEqual(['user text:Go', 'user problem result:nowhere']);
    expect(blocksOf(messages, 'tool_result')[0]).toMatchObject({ text: 'lost', outcome: 'ok', duration_ms: null });
  });

  test('whose result was written before its call show it once', async () => {
    const drawing = '09:00 user Go\n09:02 returns early out\n09:01 calls early Bash ls\n09:03 assistant done';
    const messages = await read(sessionFromText(drawing, { session_id: 'early' }), 'early');
    expect(blocksOf(messages, 'tool_result').map((block) => block.text)).toEqual(['out']);
    expect(blocksOf(messages, 'tool_call')).toHaveLength(1);
  });

  test('whose call has no result yet show the call alone', async () => {
    const messages = await read(sessionFromText('09:00 calls open Bash sleep', { session_id: 'open' }), 'open');
    expect(messages.map(brief)).toEqual(['assistant call:open']);
  });

  test('agree with the outline in number, kind, time, calls and errors', async () => {
    const drawing =
      '09:00 user Go\n09:01 calls o1 Bash ls\n09:02 fails o1 Exit code 1\n{"torn\n09:03 notice x\n09:04 assistant bye';
    const messages = await read(sessionFromText(drawing, { session_id: 'outline' }), 'outline');
    const outline = valueOf(await engine.api.outline({ session_id: 'outline' }));
    expect(methods.outline.output.parse(outline)).toEqual(outline);
    expect(outline).toMatchObject({ total: 5, kinds: 'uapsa', tool_calls: [0, 1, 0, 0, 0], errors: [0, 1, 1, 0, 0] });
    expect(outline.times.map((at) => at && new Date(at).toISOString())).toEqual(messages.map((message) => message.at));
    expect(outline.sizes.every((size) => size > 0)).toBe(true);
  });
});

describe('a page', () => {
  test('may be shorter than asked for when it gets large, and the next one goes on', async () => {
    const drawing = Array.from({ length: 90 }, (_, n) => `09:00 user ${n} ${'x'.repeat(20_000)}`).join('\n');
    home.write('large.jsonl', sessionFromText(drawing, { session_id: 'large' }));
    await engine.scanned();
    const first = valueOf(await engine.api.messages({ session_id: 'large', limit: 500 }));
    expect(first.messages.length).toBeLessThan(90);
    expect(first.messages.length).toBeGreaterThan(10);
    expect(first.next_offset).toBe(first.messages.length);
    const all = await allMessages(engine, { session_id: 'large', limit: 500 });
    expect(all.map((message) => message.blocks[0]!.type === 'text' && message.blocks[0]!.text.split(' ')[0])).toEqual(
      Array.from({ length: 90 }, (_, n) => String(n)),
    );
  });

  test.each([1, 3, 89, 90, 91, 500])('of %i messages at a time ends with the same messages', async (limit) => {
    const all = await allMessages(engine, { session_id: 'large', limit });
    expect(all).toHaveLength(90);
    expect(new Set(all.map((message) => message.message_id)).size).toBe(90);
  });

  test('beyond the end is empty', async () => {
    expect(valueOf(await engine.api.messages({ session_id: 'large', offset: 90 }))).toEqual({
      messages: [],
      total: 90,
      next_offset: null,
    });
  });
});

/** Pages of a text until so many units are there. */
async function firstText(session_id: string, block_id: string, limit: number, enough: number): Promise<string> {
  let text = '';
  while (text.length < enough) {
    const page = valueOf(await engine.api.blockText({ session_id, block_id, offset: text.length, limit }));
    expect(page.text.isWellFormed()).toBe(true);
    expect(page.text.length).toBeGreaterThan(0);
    text += page.text;
  }
  return text;
}

describe('a text that was cut', () => {
  const long = Array.from({ length: 9000 }, (_, n) => `${n} ä🙂`).join('');

  test.each([7, 1000, 65_536])('pages through blockText to exactly the whole, %i units at a time', async (limit) => {
    const drawing = `09:00 user ${long}\n09:01 thinks ${long}\n09:02 calls cut Bash ${long}\n09:03 returns cut ${long}`;
    const messages = await read(
      sessionFromText(drawing, { session_id: `cut-${limit}` }).replaceAll('cut', `cut${limit}`),
      `cut-${limit}`,
    );
    const [prompt] = blocksOf(messages, 'text');
    const [thought] = blocksOf(messages, 'thinking');
    const [call] = blocksOf(messages, 'tool_call');
    const [result] = blocksOf(messages, 'tool_result');
    const input = JSON.stringify({ command: long }, null, 2);
    const blocks = [
      [prompt!, prompt!.text, prompt!.text_length, long],
      [thought!, thought!.text, thought!.text_length, long],
      [result!, result!.text, result!.text_length, long],
      [call!, call!.input, call!.input_length, input],
    ] as const;
    for (const [block, shown, length, whole] of limit < 100 ? blocks.slice(0, 1) : blocks) {
      expect(shown.length).toBeLessThan(whole.length);
      expect(whole.startsWith(shown)).toBe(true);
      expect(shown.isWellFormed()).toBe(true);
      expect(length).toBe(whole.length);
      const session_id = `cut-${limit}`;
      const from = limit < 100 ? whole.slice(0, 700) : whole;
      const text =
        limit < 100
          ? await firstText(session_id, block.block_id, limit, 700)
          : await wholeText(engine, { session_id, block_id: block.block_id, limit });
      expect(text.slice(0, from.length) === from).toBe(true);
    }
  });

  test('one unit at a time never stops inside a character', async () => {
    const session_id = 'cut-1000';
    const block_id = blocksOf(await allMessages(engine, { session_id }), 'text')[0]!.block_id;
    const text = await firstText(session_id, block_id, 1, 20);
    expect(long.startsWith(text)).toBe(true);
  });

  test('has no more behind its end', async () => {
    const session_id = 'cut-1000';
    const block_id = blocksOf(await allMessages(engine, { session_id }), 'text')[0]!.block_id;
    expect(valueOf(await engine.api.blockText({ session_id, block_id, offset: long.length }))).toEqual({
      text: '', text_length: long.length, next_offset: null,
    }); // prettier-ignore
  });

  test.each([
    'nonsense',
    '0',
    '0-0',
    '0-9-b0',
    '0-0-b7',
    '999999-0-b0',
    '-1-0-b0',
    '0-0-x0',
    '0-0-b',
    '0--b0',
    '1e1-0-b0',
    '__proto__',
  ])('is not_found under the block id %j', async (block_id) => {
    const answer = await engine.api.blockText({ session_id: 'cut-1000', block_id });
    expect(errorOf(answer).code).toBe('not_found');
  });
});

/** What an image is, its bytes say, and not the log. */
const image = (base64: string) => ({ media_type: base64.startsWith('R0lGOD') ? 'image/gif' : 'image/png', base64 });
const source = (data: string) => ({ type: 'image', source: { type: 'base64', media_type: 'image/png', data } });

describe('images', () => {
  const png = Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64');
  const other = Buffer.from('GIF89a picture.').toString('base64');

  test('of prompts and of results are given out one by one', async () => {
    const result = [
      {
        type: 'tool_result',
        tool_use_id: 'shot',
        content: [{ type: 'text', text: 'see' }, source(png), source(other)],
      },
    ];
    const drawing = `
      {"type":"user","uuid":"i1","parentUuid":null,"timestamp":"2026-08-01T09:00:00.000Z","message":${JSON.stringify({ role: 'user', content: [{ type: 'text', text: 'look' }, source(other), source(png)] })}}
      09:01 calls shot Bash screenshot
      {"type":"user","uuid":"i2","parentUuid":null,"timestamp":"2026-08-01T09:02:00.000Z","message":${JSON.stringify({ role: 'user', content: result })}}`;
    const messages = await read(sessionFromText(drawing, { session_id: 'images' }), 'images');
    const own = blocksOf(messages, 'image');
    const shown = blocksOf(messages, 'tool_result')[0]!.images;
    expect(own.map(({ bytes, absent_reason }) => [bytes, absent_reason])).toEqual([[15, null], [12, null]]); // prettier-ignore
    const read64 = async (block_id: string) => valueOf(await engine.api.image({ session_id: 'images', block_id }));
    expect(await Promise.all(own.map((block) => read64(block.block_id)))).toEqual([image(other), image(png)]);
    expect(await Promise.all(shown.map((block) => read64(block.block_id)))).toEqual([image(png), image(other)]);
    const text = blocksOf(messages, 'text')[0]!;
    expect(errorOf(await engine.api.image({ session_id: 'images', block_id: text.block_id })).code).toBe('not_found');
    expect(errorOf(await engine.api.blockText({ session_id: 'images', block_id: own[0]!.block_id })).code).toBe(
      'not_found',
    );
  });
});

describe('subagents', () => {
  test('with a file of their own have a thread of their own', async () => {
    const main = '09:00 user Go\n09:01 calls task-1 Task find it\n09:09 returns task-1 found';
    home.write(
      'parent/subagents/agent-a1.jsonl',
      sessionFromText('09:02 user find it\n09:03 calls g1 Grep x\n09:04 returns g1 y', {
        session_id: 'parent',
        ids: 'a1',
        agent_id: 'a1',
      }),
    );
    const text = sessionFromText(main, { session_id: 'parent' });
    const linked = text.replace(
      '"type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"task-1"',
      '"type":"user","toolUseResult":{"agentId":"a1"},"message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"task-1"',
    );
    expect(linked).not.toBe(text);
    const messages = await read(linked, 'parent');
    expect(blocksOf(messages, 'tool_call')[0]).toMatchObject({ call_id: 'task-1', kind: 'agent', agent_id: 'a1' });
    const thread = await allMessages(engine, { session_id: 'parent', agent_id: 'a1' });
    expect(thread.map(brief)).toEqual(['user text:find it', 'assistant call:g1 result:g1']);
    expect(thread.every((message) => message.agent_id === 'a1')).toBe(true);
    const { subagents, session } = valueOf(await engine.api.session({ session_id: 'parent' }));
    expect(subagents).toMatchObject([
      {
        agent_id: 'a1',
        call_id: 'task-1',
        agent_type: 'searcher',
        description: 'find it',
        tool_call_count: 1,
        message_count: 1,
      },
    ]);
    expect(session).toMatchObject({
      subagent_count: 1,
      tool_call_count: 2,
      user_message_count: 1,
      tokens: { output: 10 },
    });
    expect(valueOf(await engine.api.outline({ session_id: 'parent', agent_id: 'a1' })).total).toBe(2);
    const block_id = blocksOf(thread, 'tool_result')[0]!.block_id;
    expect(valueOf(await engine.api.blockText({ session_id: 'parent', agent_id: 'a1', block_id })).text).toBe('y');
  });

  test('without a name, in the main file, have a thread that is named by its first record', async () => {
    const main = linesFromText('09:00 user Go\n09:01 calls task-2 Task look\n09:09 returns task-2 found', {
      session_id: 'inline',
    });
    const side = linesFromText('09:02 user look\n09:03 assistant found it', {
      session_id: 'inline',
      ids: 'side',
      envelope: { isSidechain: true },
    });
    const messages = await read([...main.slice(0, 2), ...side, main[2]].join('\n') + '\n', 'inline');
    expect(messages.map(brief)).toEqual(['user text:Go', 'assistant call:task-2 result:task-2']);
    const { subagents } = valueOf(await engine.api.session({ session_id: 'inline' }));
    const outline = valueOf(await engine.api.outline({ session_id: 'inline', agent_id: 'side-1' }));
    expect(outline.total).toBe(2);
    expect(subagents.length).toBeLessThanOrEqual(1);
    const thread = await allMessages(engine, { session_id: 'inline', agent_id: 'side-1' });
    expect(thread.map(brief)).toEqual(['user text:look', 'assistant text:found it']);
  });

  test('that nobody knows have no messages', async () => {
    const answer = await engine.api.messages({ session_id: 'parent', agent_id: 'nobody' });
    expect(answer.ok ? answer.value.total : answer.error.code).toBeOneOf([0, 'not_found']);
  });
});

describe('a file that changes while it is looked at', () => {
  test('by growing keeps the ids of all blocks', async () => {
    const drawing = '09:00 user Go\n09:01 calls s1 Bash ls\n09:02 returns s1 out\n09:03 assistant bye';
    const before = await read(sessionFromText(drawing, { session_id: 'stable' }), 'stable');
    home.append(
      'stable.jsonl',
      sessionFromText('09:10 user More\n09:11 assistant yes', { session_id: 'stable', ids: 'later' }),
    );
    const after = await allMessages(engine, { session_id: 'stable' });
    expect(after.slice(0, before.length)).toEqual(before);
    expect(after).toHaveLength(before.length + 2);
    await engine.scanned();
    expect((await allMessages(engine, { session_id: 'stable' })).map((message) => message.blocks)).toEqual(
      after.map((message) => message.blocks),
    );
  });

  test.each([
    [
      'by a longer one',
      '08:00 user Quite another beginning,\n08:01 user which moves\n08:02 user everything\n09:00 assistant other',
    ],
    ['by a shorter one', '08:00 user X'],
  ])('by being replaced %s answers with the new text and never with a piece of it', async (_, drawing) => {
    const first = sessionFromText('09:00 user Alpha\n09:01 assistant Beta\n09:02 user Gamma', { session_id: 'swap' });
    for (const replace of [
      (text: string) => fs.writeFileSync(home.fileOf('swap.jsonl'), text),
      (text: string) => fs.renameSync(home.write('new.tmp', text), home.fileOf('swap.jsonl')),
    ]) {
      const before = await read(first, 'swap');
      const texts = sessionFromText(drawing, { session_id: 'swap', ids: 'n' });
      replace(texts);
      const after = await allMessages(engine, { session_id: 'swap' });
      expect(after.map(brief)).toEqual(
        drawing
          .split('\n')
          .map((line) => `${line.split(' ')[1]} text:${line.split(' ').slice(2).join(' ').slice(0, 30)}`),
      );
      for (const block of blocksOf(before, 'text')) {
        const answer = await engine.api.blockText({ session_id: 'swap', block_id: block.block_id });
        if (answer.ok) expect(texts).toContain(JSON.stringify(answer.value.text).slice(1, -1));
        else expect(answer.error.code).toBe('not_found');
      }
    }
  });

  test('by vanishing is source_gone, and reads again once it is back', async () => {
    const before = await read(sessionFromText('09:00 user Here', { session_id: 'back' }), 'back');
    fs.renameSync(home.fileOf('back.jsonl'), home.fileOf('back.away'));
    expect(errorOf(await engine.api.messages({ session_id: 'back' })).code).toBe('source_gone');
    fs.renameSync(home.fileOf('back.away'), home.fileOf('back.jsonl'));
    expect(await allMessages(engine, { session_id: 'back' })).toEqual(before);
  });
});
