import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../src/contract/api.ts';
import { ExportFormat } from '../../src/contract/export.ts';
import { methods } from '../../src/contract/methods.ts';
import { sessionFromText } from './claude-log.ts';
import { errorOf, scannedEngine, type TestEngine, TestHome, valueOf } from './running-engine.ts';

const home = new TestHome(afterAll);
let engine: TestEngine;
beforeAll(async () => {
  engine = await scannedEngine(home);
});

type Part = Output<'exportPart'>;
type Begun = Output<'beginExport'>;

async function partsOf(export_id: string): Promise<Part[]> {
  const parts: Part[] = [];
  do {
    const part = valueOf(await engine.api.exportPart({ export_id }));
    expect(methods.exportPart.output.parse(part)).toEqual(part);
    parts.push(part);
  } while (parts.at(-1)!.phase !== 'done');
  return parts;
}

/** The whole file, and how it came. */
async function exported(input: Input<'beginExport'>): Promise<{ begun: Begun; parts: Part[]; text: string }> {
  const begun = valueOf(await engine.api.beginExport(input));
  const parts = await partsOf(begun.export_id);
  return { begun, parts, text: parts.map((part) => part.text).join('') };
}

async function draw(session_id: string, drawing: string, more: object = {}): Promise<void> {
  home.draw(drawing, { session_id, ...more });
  await engine.scanned();
}

interface Whole {
  session: { title: string; cwd: string };
  subagents: { description: string }[];
  threads: {
    agent_id: string | null;
    problem: string | null;
    messages: { blocks: { type: string; text?: string }[] }[];
  }[];
  message_count: number;
  hidden: Part['hidden'];
}
const wholeOf = (text: string): Whole => JSON.parse(text) as Whole;

const token = `ghp_${'Ab3dE6gH9j'.repeat(4).slice(0, 36)}`;
const password = 'Tr0ub4dor-pinned';
const marks = (text: string): string[] => text.match(/\[REDACTED:github-token:[0-9a-f]{6}\]/g) ?? [];

describe('an export', () => {
  test('of a long message comes in parts that a window takes, each of whole characters', async () => {
    const long = `${'and 😀 on '.repeat(250_000)}to the end`;
    await draw('long', `09:00:00 user read\n09:00:01 calls a Bash cat x\n09:00:02 returns a ${long}`);
    const { text, parts } = await exported({ session_id: 'long', format: 'markdown', tool_output: 'all' });
    expect(text).toContain(long);
    expect(text.indexOf(long)).toBe(text.lastIndexOf(long));
    expect(Math.max(...parts.map((part) => part.text.length))).toBeLessThanOrEqual(1_000_000);
    expect(parts.every((part) => part.text.isWellFormed())).toBe(true);
    expect(parts.filter(({ phase }) => phase === 'done')).toHaveLength(1);
  });

  test.each(ExportFormat.options)('as %s is the session, without its secrets', async (format) => {
    await draw(
      `plain-${format}`,
      `
        09:00:00 user Deploy with ${token} please
        09:00:01 thinks the token is ${token}
        09:00:02 calls a Bash curl -H "Authorization: Bearer ${token}" https://example.com/up
        09:00:03 returns a uploaded by ${token}
        09:00:04 assistant Done, all **green**.
      `,
    );
    const { text, parts, begun } = await exported({ session_id: `plain-${format}`, format, tool_output: 'all' });
    for (const words of ['Deploy with', 'uploaded by', 'all **green**', 'curl -H'].map((one) =>
      format === 'html' ? one.replace('all **green**', 'all <strong>green</strong>') : one,
    ))
      expect(text).toContain(words);
    expect(text).not.toContain(token);
    expect(new Set(marks(text)).size).toBe(1);
    expect(parts.map(({ phase }) => phase)).toEqual(['checking', 'writing', 'writing', 'done']);
    expect(parts.at(-1)).toMatchObject({ messages_done: 8, messages_total: 8 });
    expect(begun.file_name).toBe(
      `claude-code-2026-08-01-plain-${format.slice(0, 2)}.${{ html: 'html', markdown: 'md', json: 'json', jsonl: 'jsonl' }[format]}`,
    );
    const hidden = parts.at(-1)!.hidden.find(({ rule }) => rule === 'github-token');
    expect(hidden).toMatchObject({ count: marks(text).length });
    expect(hidden!.places.length).toBeGreaterThan(0);
    for (const place of hidden!.places) expect(place).toMatch(/\[REDACTED:github-token:[0-9a-f]{6}\]/);
  });

  test('has marks of its own: the same secret has others on the screen and in the next file', async () => {
    await draw('marks', `09:00:00 user Use ${token}\n09:00:01 assistant I use ${token}`);
    const shown = marks(JSON.stringify(valueOf(await engine.api.messages({ session_id: 'marks' }))));
    const [one, two] = [await exported({ session_id: 'marks' }), await exported({ session_id: 'marks' })];
    expect(new Set([...shown, ...marks(one.text), ...marks(two.text)]).size).toBe(3);
  });

  test('hides at the beginning what is named a secret at the end', async () => {
    await draw(
      'late',
      `09:00:00 user Try ${password} first\n09:00:01 assistant ok\n09:00:02 user My password: ${password}`,
    );
    const shown = JSON.stringify(valueOf(await engine.api.messages({ session_id: 'late', limit: 1 })));
    expect(shown).toContain(password);
    const { text } = await exported({ session_id: 'late', format: 'json' });
    expect(text).not.toContain(password);
    expect(text).toContain('Try [REDACTED:password:');
    // The title was kept before anybody knew.
    expect(wholeOf(text).session.title).toMatch(/^Try \[REDACTED:password:[0-9a-f]{6}\] first$/);
  });

  test('hides what names the person unless that is chosen otherwise, and words that are added', async () => {
    const folder = `${home.path}/work`;
    await draw('own', `09:00:00 user Look into ${folder} for Zanzibar`, { cwd: folder });
    const usual = await exported({ session_id: 'own', format: 'json', extra_words: ['zanzibar'] });
    expect(usual.begun.level).toBe('private');
    expect(usual.text).not.toContain(home.path);
    expect(usual.text).not.toMatch(/zanzibar/i);
    const open = await exported({ session_id: 'own', format: 'json', level: 'secrets' });
    expect(open.text).toContain(folder);
    expect(open.text).toContain('Zanzibar');
    expect(valueOf(await engine.api.settings({})).level).toBe('secrets');
  });

  test('holds as much as was chosen', async () => {
    const long = 'word '.repeat(2_000);
    await draw(
      'choice',
      `09:00:00 user Go\n09:00:01 thinks deep\n09:00:02 calls a Bash ls\n09:00:03 returns a ${long}`,
    );
    const sizes = async (choice: object): Promise<[output: number | undefined, reasoning: boolean]> => {
      const { text } = await exported({ session_id: 'choice', format: 'json', ...choice });
      const blocks = wholeOf(text).threads.flatMap(({ messages }) => messages.flatMap((message) => message.blocks));
      const output = blocks.find((block) => block.type === 'tool_result')?.text?.length;
      return [output, blocks.some((block) => block.type === 'thinking')];
    };
    expect(await sizes({})).toEqual([4_000, true]);
    expect(await sizes({ tool_output: 'all', with_reasoning: false })).toEqual([long.trimEnd().length, false]);
    expect(await sizes({ tool_output: 'none' })).toEqual([0, true]);
  });

  test('holds the threads of subagents, and says when one of them cannot be read', async () => {
    await draw('main', `09:00:00 user Go\n09:00:01 calls t Task look with ${token}\n09:00:09 returns t found`);
    const thread = sessionFromText('09:00:02 user look\n09:00:03 assistant found it', {
      session_id: 'main',
      agent_id: 'a1',
      ids: 'sub',
    });
    const file = home.write('main/subagents/agent-a1.jsonl', thread);
    await engine.scanned();
    const whole = wholeOf((await exported({ session_id: 'main', format: 'json' })).text);
    expect(whole.threads.map(({ agent_id, messages }) => [agent_id, messages.length])).toEqual([
      [null, 2],
      ['a1', 2],
    ]);
    expect(whole.message_count).toBe(4);
    fs.rmSync(file);
    const torn = wholeOf((await exported({ session_id: 'main', format: 'json' })).text);
    expect(torn.threads[1]).toMatchObject({ agent_id: 'a1', messages: [] });
    expect(torn.threads[1]!.problem).not.toBeNull();
  });

  test('of a long session comes in stretches that together are the whole', async () => {
    const turns = Array.from(
      { length: 450 },
      (_, n) => `09:${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')} user prompt ${n}`,
    );
    await draw('long', turns.join('\n'));
    const { parts, text } = await exported({ session_id: 'long', format: 'jsonl' });
    expect(parts.filter(({ phase }) => phase === 'checking')).toHaveLength(3);
    const lines = text.trimEnd().split('\n').map((line) => JSON.parse(line) as { record: string; index?: number }); // prettier-ignore
    expect(lines.filter(({ record }) => record === 'message').map(({ index }) => index)).toEqual(
      turns.map((_, n) => n),
    );
    const done = parts.map(({ messages_done }) => messages_done);
    expect(done).toEqual(done.toSorted((a, b) => a - b));
    expect(parts.at(-1)).toMatchObject({ messages_done: 900, messages_total: 900 });
  });
});

describe('an export that cannot go on', () => {
  test('says so: no such session, a log that is gone, another export in its place', async () => {
    expect(errorOf(await engine.api.beginExport({ session_id: 'nobody' })).code).toBe('not_found');
    await draw('goes', '09:00:00 user a');
    const first = valueOf(await engine.api.beginExport({ session_id: 'goes' }));
    const second = valueOf(await engine.api.beginExport({ session_id: 'goes' }));
    expect(errorOf(await engine.api.exportPart(first)).code).toBe('not_found');
    fs.rmSync(home.fileOf('goes.jsonl'));
    expect(errorOf(await engine.api.exportPart(second)).code).toBe('source_gone');
    expect(errorOf(await engine.api.exportPart(second)).code).toBe('not_found');
    await engine.scanned();
    expect(errorOf(await engine.api.beginExport({ session_id: 'goes' })).code).toBe('source_gone');
  });

  test('is over once it is done', async () => {
    await draw('once', '09:00:00 user a');
    const { begun } = await exported({ session_id: 'once' });
    expect(errorOf(await engine.api.exportPart(begun)).code).toBe('not_found');
  });
});

test('the name of a file tells nothing of what the session is about', async () => {
  for (const [n, title] of [`../../${password}`, 'CON', '...', 'x'.repeat(400), '$(touch /tmp/p) "q"'].entries()) {
    await draw(`${n}-named`, `09:00:00 user ${title}`);
    const begun = valueOf(await engine.api.beginExport({ session_id: `${n}-named` }));
    expect(begun.file_name).toBe(`claude-code-2026-08-01-${n}-named.html`);
  }
});

test('nothing of an export is kept', async () => {
  await draw('kept', `09:00:00 user the unusual word quizzaciously and ${token}`);
  const before = fs.readdirSync(home.data_dir).toSorted();
  await exported({ session_id: 'kept' });
  expect(fs.readdirSync(home.data_dir).toSorted()).toEqual(before);
});
