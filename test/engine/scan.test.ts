import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Session } from '../../src/contract/session.ts';
import { threadModule } from './built-threads.ts';
import { linesFromText, sessionFromText } from './claude-log.ts';
import {
  allMessages,
  errorOf,
  scannedEngine,
  startTestEngine,
  TestHome,
  type TestEngine,
  valueOf,
} from './running-engine.ts';

const morning = `
  09:00:00 user Fix the login test
  09:00:05 calls toolu_1 Bash npm test
  09:00:09 fails toolu_1 Exit code 1
  09:00:20 calls toolu_2 Edit /home/dev/site/login.ts
  09:00:21 returns toolu_2 done
  09:01:00 assistant It is fixed.
  09:30:00 user Now the docs
  09:30:10 assistant Written.
`;

const sessionsOf = async (engine: TestEngine): Promise<Session[]> =>
  valueOf(await engine.api.sessions({ limit: 1000, sort: 'oldest' })).sessions;

/** All figures an engine has of its logs, to be compared with those of another. */
async function everything(engine: TestEngine) {
  const sessions = await sessionsOf(engine);
  const details = await Promise.all(
    sessions.map(async ({ session_id }) => ({
      ...valueOf(await engine.api.session({ session_id })),
      messages: await allMessages(engine, { session_id }),
    })),
  );
  const usage = valueOf(await engine.api.usageAnalytics({ days: 'all' }));
  const { last_scanned_at: _, ...tools } = valueOf(await engine.api.toolAnalytics({ days: 'all' }));
  return { details, usage, tools };
}

/** What an engine without any memory says of the same logs. */
async function readAfresh(home: TestHome) {
  const engine = await scannedEngine(home, { data_dir: path.join(home.path, `fresh-${Math.random()}`) });
  return everything(engine);
}

describe('a scan of a fresh data folder', () => {
  test('reads every byte once and lists the sessions', async () => {
    const home = new TestHome();
    home.draw(morning);
    home.draw('10:00 user Second', { session_id: 's-2' });
    const engine = startTestEngine(home);
    const status = await engine.scanned();
    const bytes = ['s-1', 's-2'].reduce((sum, id) => sum + fs.statSync(home.fileOf(`${id}.jsonl`)).size, 0);
    expect(status).toMatchObject({
      phase: 'idle',
      catalog_done: true,
      bytes_read: bytes,
      problems: [],
    });
    const progress = engine.events.flatMap((event) => (event.type === 'status' ? [event.status] : []));
    for (const { bytes_done, bytes_total, sessions_done, sessions_total } of progress) {
      expect(bytes_done).toBeLessThanOrEqual(bytes_total);
      expect(sessions_done).toBeLessThanOrEqual(sessions_total);
    }
    expect(progress).toContainEqual(
      expect.objectContaining({ bytes_done: bytes, bytes_total: bytes, sessions_done: 2, sessions_total: 2 }),
    );
    expect(status.rows_written).toBeGreaterThan(0);
    const [first, second] = await sessionsOf(engine);
    expect(second).toMatchObject({ session_id: 's-2', title: 'Second', message_count: 1 });
    expect(first).toMatchObject({
      session_id: 's-1',
      title: 'Fix the login test',
      project_dir: '/home/dev/site',
      git_branch: 'main',
      models: ['claude-sonnet-4-5'],
      user_message_count: 2,
      message_count: 6,
      tool_call_count: 2,
      error_count: 1,
      tokens: { input: 40, cache_read: 400, cache_write: 80, output: 20, reasoning: 0, total: 540 },
      first_message_at: '2026-08-01T09:00:00.000Z',
      last_message_at: '2026-08-01T09:30:10.000Z',
      duration_ms: 1_810_000,
      active_ms: 70_000,
      problem_count: 0,
    });
  });

  test('leaves the folders of the agent as they were', async () => {
    const home = new TestHome();
    home.draw(morning);
    home.write('s-1/subagents/agent-a1.jsonl', sessionFromText('09:00 user look', { agent_id: 'a1' }));
    home.write('s-1/custom-title.json', '{"customTitle":"Mine"}');
    const before = home.snapshot();
    const engine = await scannedEngine(home);
    await everything(engine);
    valueOf(await engine.api.search({ q: 'fixed' }));
    await engine.stop();
    expect(home.snapshot()).toEqual(before);
  });
});

describe('a second start', () => {
  test('on an unchanged tree reads no byte, writes no row and lists everything', async () => {
    const home = new TestHome();
    home.draw(morning);
    home.draw('10:00 user Second', { session_id: 's-2' });
    home.write('s-1/custom-title.json', '{"customTitle":"Mine"}');
    home.write('s-1/subagents/agent-a1.jsonl', sessionFromText('09:00 user look', { agent_id: 'a1' }));
    const first = startTestEngine(home);
    await first.scanned({ with_text: true });
    const before = await everything(first);
    await first.stop();
    const second = startTestEngine(home);
    expect(await second.scanned({ with_text: true })).toMatchObject({
      bytes_read: 0,
      rows_written: 0,
      bytes_total: 0,
      sessions_total: 0,
    });
    expect(await everything(second)).toEqual(before);
    expect(before.details.map((detail) => detail.session.title)).toEqual(['Mine', 'Second']);
  });

  test('says when the last scan was, while its own is under way', async () => {
    const home = new TestHome();
    home.draw(morning);
    const first = startTestEngine(home);
    const { last_scanned_at } = await first.scanned();
    await first.stop();
    home.draw('10:00 user Slow', { session_id: 'sleeps' });
    const second = startTestEngine(home, { reader_url: threadModule('odd-reader') });
    const status = valueOf(await second.api.status({}));
    expect(status).toMatchObject({ phase: 'catalog', catalog_done: false, last_scanned_at });
    expect(valueOf(await second.api.sources({})).sources[0]!.last_scanned_at).toBe(last_scanned_at);
  });

  test('again without a change reads and writes nothing in the same engine', async () => {
    const home = new TestHome();
    home.draw(morning);
    const engine = startTestEngine(home);
    const before = await engine.scanned({ with_text: true });
    const after = await engine.scanned({ with_text: true });
    expect([after.bytes_read, after.rows_written]).toEqual([before.bytes_read, before.rows_written]);
  });
});

/** Changes the log of an engine that knows it, and gives what was read for it. */
async function afterChange(engine: TestEngine, change: () => void): Promise<number> {
  const { bytes_read } = await engine.scanned({ with_text: true });
  change();
  return (await engine.scanned()).bytes_read - bytes_read;
}

describe('a file that changes', () => {
  test('by growing is read from where the last reading ended', async () => {
    const home = new TestHome();
    const lines = linesFromText(morning);
    home.write('s-1.jsonl', lines.slice(0, 5).join('\n') + '\n');
    const engine = await scannedEngine(home);
    await allMessages(engine, { session_id: 's-1' });
    const tail = lines.slice(5).join('\n') + '\n';
    const read = await afterChange(engine, () => home.append('s-1.jsonl', tail));
    expect(read).toBe(Buffer.byteLength(tail));
    const now = await everything(engine);
    expect(now.details[0]!.session).toMatchObject({ message_count: 6, user_message_count: 2, active_ms: 70_000 });
    expect(now).toEqual(await readAfresh(home));
  });

  test('byte by byte, in any steps, ends with the figures of one reading', async () => {
    const home = new TestHome();
    const text =
      sessionFromText(`${morning}\n09:40 user höhe 🙂`) + '\n\n' + sessionFromText('09:50 user End', { ids: 'late' });
    const bytes = Buffer.from(text);
    home.write('s-1.jsonl', bytes.subarray(0, 10));
    const engine = await scannedEngine(home);
    let steps = 0;
    for (let end = 10; end < bytes.length; steps++) {
      const next = Math.min(bytes.length, end + [61, 300, 7, 1, 977][steps % 5]!);
      home.append('s-1.jsonl', bytes.subarray(end, next).toString('latin1'), 500_000 - steps * 3000);
      fs.writeFileSync(home.fileOf('s-1.jsonl'), bytes.subarray(0, next));
      home.age('s-1.jsonl', 500_000 - steps * 3000);
      end = next;
      await engine.scanned();
      if (steps % 4 === 0) await engine.api.messages({ session_id: 's-1' });
    }
    expect(steps).toBeGreaterThan(5);
    expect(await everything(engine)).toEqual(await readAfresh(home));
  });

  test('by getting shorter is read anew', async () => {
    const home = new TestHome();
    home.draw(morning);
    const engine = await scannedEngine(home);
    const read = await afterChange(engine, () => home.draw('09:00 user Something else', { ageMs: 300_000 }));
    expect(read).toBe(fs.statSync(home.fileOf('s-1.jsonl')).size);
    expect((await sessionsOf(engine))[0]).toMatchObject({
      title: 'Something else',
      message_count: 1,
      tool_call_count: 0,
    });
    expect(await everything(engine)).toEqual(await readAfresh(home));
  });

  test('by being replaced by another file is read anew, even when that one is longer', async () => {
    const home = new TestHome();
    home.draw(morning);
    const engine = await scannedEngine(home);
    const read = await afterChange(engine, () => {
      const other = home.write('other.txt', sessionFromText(`${morning}\n10:00 user And more`, { ids: 'x' }), 300_000);
      fs.renameSync(other, home.fileOf('s-1.jsonl'));
    });
    expect(read).toBe(fs.statSync(home.fileOf('s-1.jsonl')).size);
    expect(await everything(engine)).toEqual(await readAfresh(home));
  });

  test('by being rewritten in place with the same size is read anew', async () => {
    const home = new TestHome();
    const text = sessionFromText(morning);
    home.write('s-1.jsonl', text);
    const engine = await scannedEngine(home);
    await allMessages(engine, { session_id: 's-1' });
    const changed = text.replace('Fix the login', 'Mix the basin');
    expect(changed.length).toBe(text.length);
    const read = await afterChange(engine, () => home.write('s-1.jsonl', changed, 300_000));
    expect(read).toBe(text.length);
    expect((await sessionsOf(engine))[0]!.title).toBe('Mix the basin test');
    expect((await allMessages(engine, { session_id: 's-1' }))[0]!.blocks[0]).toMatchObject({
      text: 'Mix the basin test',
    });
  });

  test('by being rewritten in place and longer is read anew', async () => {
    const home = new TestHome();
    home.draw(morning);
    const engine = await scannedEngine(home);
    await allMessages(engine, { session_id: 's-1' });
    const longer = sessionFromText(`08:00 user A new beginning, quite a bit longer\n${morning}\n10:00 user And more`);
    await afterChange(engine, () => home.write('s-1.jsonl', longer, 300_000));
    expect(await everything(engine)).toEqual(await readAfresh(home));
  });

  test('within the last seconds is looked at again, whatever its size and time say', async () => {
    const home = new TestHome();
    const text = sessionFromText('09:00 user Fix the login test');
    home.write('s-1.jsonl', text, 0);
    const { mtimeMs } = fs.statSync(home.fileOf('s-1.jsonl'));
    const engine = await scannedEngine(home);
    fs.writeFileSync(home.fileOf('s-1.jsonl'), text.replace('Fix the login', 'Mix the basin'));
    fs.utimesSync(home.fileOf('s-1.jsonl'), mtimeMs / 1000, mtimeMs / 1000);
    await engine.scanned();
    expect((await sessionsOf(engine))[0]!.title).toBe('Mix the basin test');
  });
});

describe('a file that comes or goes', () => {
  test('is found when it appears', async () => {
    const home = new TestHome();
    home.draw(morning);
    const engine = await scannedEngine(home);
    const read = await afterChange(engine, () => home.draw('10:00 user Second', { session_id: 's-2' }));
    expect(read).toBe(fs.statSync(home.fileOf('s-2.jsonl')).size);
    expect((await sessionsOf(engine)).map(({ session_id }) => session_id)).toEqual(['s-1', 's-2']);
  });

  test('keeps its row when it is deleted, and its messages are answered with source_gone', async () => {
    const home = new TestHome();
    home.draw(morning);
    const engine = await scannedEngine(home);
    const before = (await sessionsOf(engine))[0];
    fs.rmSync(home.fileOf('s-1.jsonl'));
    expect(errorOf(await engine.api.messages({ session_id: 's-1' })).code).toBe('source_gone');
    await engine.scanned();
    expect((await sessionsOf(engine))[0]).toMatchObject({ ...before });
    expect(errorOf(await engine.api.messages({ session_id: 's-1' })).code).toBe('source_gone');
    expect(errorOf(await engine.api.outline({ session_id: 's-1' })).code).toBe('source_gone');
    const { problems } = valueOf(await engine.api.session({ session_id: 's-1' }));
    expect(problems).toEqual([{ file: 'main', line: null, reason: 'The file is no longer on disk.' }]);
  });

  test('is read as before when it comes back', async () => {
    const home = new TestHome();
    home.draw(morning);
    const engine = await scannedEngine(home);
    const before = await everything(engine);
    fs.renameSync(home.fileOf('s-1.jsonl'), `${home.path}/away`);
    await engine.scanned();
    fs.renameSync(`${home.path}/away`, home.fileOf('s-1.jsonl'));
    await engine.scanned();
    expect(await everything(engine)).toEqual(before);
  });

  test('takes its whole folder with it, and the source says so', async () => {
    const home = new TestHome();
    home.draw(morning);
    const engine = await scannedEngine(home);
    fs.rmSync(home.root, { recursive: true });
    await engine.scanned();
    const [card] = valueOf(await engine.api.sources({})).sources;
    expect(card).toMatchObject({ source_status: 'not_found', session_count: 1, bytes: 0 });
    expect(await sessionsOf(engine)).toHaveLength(1);
  });
});

describe('the last line of a file', () => {
  test('waits while it is torn, is told as a problem, and counts once it is complete', async () => {
    const home = new TestHome();
    const lines = linesFromText('09:00 user One\n09:01 assistant Two\n09:02 user Three');
    const whole = lines.join('\n') + '\n';
    const torn = whole.length - 40;
    home.write('s-1.jsonl', whole.slice(0, torn));
    const engine = await scannedEngine(home);
    const before = valueOf(await engine.api.session({ session_id: 's-1' }));
    expect(before.session).toMatchObject({ message_count: 2, problem_count: 1 });
    expect(before.line_counts).toMatchObject({ lines: 2, messages: 2, problems: 0 });
    expect(before.problems).toEqual([
      { file: 'main', line: 3, reason: 'The last line is not complete: it is still being written, or was torn.' },
    ]);
    expect(await allMessages(engine, { session_id: 's-1' })).toHaveLength(2);
    home.append('s-1.jsonl', whole.slice(torn));
    await engine.scanned();
    const after = valueOf(await engine.api.session({ session_id: 's-1' }));
    expect(after.session).toMatchObject({ message_count: 3, problem_count: 0 });
    expect(after.problems).toEqual([]);
    expect(await everything(engine)).toEqual(await readAfresh(home));
  });

  test('counts without a line break when it is a whole record', async () => {
    const home = new TestHome();
    const lines = linesFromText('09:00 user One\n09:01 assistant Two\n09:02 user Three');
    home.write('s-1.jsonl', lines.slice(0, 2).join('\n'));
    const engine = await scannedEngine(home);
    expect((await sessionsOf(engine))[0]).toMatchObject({ message_count: 2, problem_count: 0 });
    home.append('s-1.jsonl', `\n${lines[2]}`);
    await engine.scanned();
    expect((await sessionsOf(engine))[0]).toMatchObject({ message_count: 3, problem_count: 0 });
    expect(await everything(engine)).toEqual(await readAfresh(home));
  });

  test('does not shift the numbers of later lines, and neither do blank lines', async () => {
    const home = new TestHome();
    const lines = linesFromText('09:00 user One\n09:01 assistant Two\n09:02 user Three');
    home.write('s-1.jsonl', `${lines[0]}\n\n\n${lines[1]}`);
    const engine = await scannedEngine(home);
    home.append('s-1.jsonl', `\n{"broken\n${lines[2]}\n`);
    await engine.scanned();
    const { problems } = valueOf(await engine.api.session({ session_id: 's-1' }));
    expect(problems).toMatchObject([{ file: 'main', line: 5 }]);
    expect(await everything(engine)).toEqual(await readAfresh(home));
  });
});

test('a scan that is asked for while another one runs sees what was written before it was asked for', async () => {
  const home = new TestHome();
  for (let n = 0; n < 30; n++) home.draw(morning, { session_id: `s-${n}` });
  const engine = startTestEngine(home);
  valueOf(await engine.api.status({}));
  home.draw('10:00 user Late', { session_id: 's-late' });
  await engine.scanned();
  expect((await sessionsOf(engine)).map(({ title }) => title)).toContain('Late');
});

test('a summary that another file brings later becomes the title of the session it names', async () => {
  const home = new TestHome();
  home.draw('09:00 user First words\n09:01 assistant yes', { session_id: 'named' });
  const engine = await scannedEngine(home);
  expect((await sessionsOf(engine))[0]!.title).toBe('First words');
  const summary = { type: 'summary', summary: 'What it was about', leafUuid: 'named-2' };
  home.write(
    'other.jsonl',
    `${JSON.stringify(summary)}\n${sessionFromText('10:00 user Other', { session_id: 'other' })}`,
  );
  await engine.scanned();
  expect((await sessionsOf(engine)).map(({ title }) => title)).toEqual(['What it was about', 'Other']);
  home.draw('10:00 user Other', { session_id: 'other', ageMs: 300_000 });
  await engine.scanned();
  expect((await sessionsOf(engine)).map(({ title }) => title)).toEqual(['First words', 'Other']);
});

test.skipIf(process.platform === 'win32')(
  'a file that may not be read says so, and is read once it may be',
  async () => {
    const home = new TestHome();
    const file = home.draw('09:00 user Locked', { session_id: 'locked' });
    home.draw('09:00 user Open', { session_id: 'open' });
    fs.chownSync(home.path, 65_534, 65_534);
    fs.mkdirSync(home.data_dir);
    fs.chownSync(home.data_dir, 65_534, 65_534);
    fs.chmodSync(file, 0o000);
    const isRoot = process.geteuid?.() === 0;
    if (isRoot) process.seteuid?.(65_534);
    try {
      const engine = startTestEngine(home);
      const status = await engine.scanned();
      expect(status.problems).toEqual(['1 file was not read: The file cannot be read.']);
      expect((await sessionsOf(engine)).map(({ title }) => title)).toEqual(['Open']);
      expect((await engine.scanned()).rows_written).toBe(status.rows_written);
      if (isRoot) process.seteuid?.(0);
      fs.chmodSync(file, 0o644);
      if (isRoot) process.seteuid?.(65_534);
      expect((await engine.scanned()).problems).toEqual([]);
      expect((await sessionsOf(engine)).map(({ title }) => title).toSorted()).toEqual(['Locked', 'Open']);
      await engine.stop();
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
  },
);

test('what happens on disk is seen without being asked for', async () => {
  const home = new TestHome();
  home.draw('09:00 user First');
  const engine = startTestEngine(home);
  await engine.scanned({ with_text: true });
  // The folders are watched a little after the first scan.
  await new Promise((resolve) => setTimeout(resolve, 700));
  home.draw('10:00 user Second', { session_id: 's-2' });
  home.append('s-1.jsonl', sessionFromText('11:00 user More', { ids: 'more' }));
  for (let tries = 0; tries < 100 && (await sessionsOf(engine)).length < 2; tries++)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await sessionsOf(engine)).map(({ session_id, message_count }) => [session_id, message_count])).toEqual([
    ['s-2', 1],
    ['s-1', 2],
  ]);
  expect(engine.events).toContainEqual({
    type: 'changed',
    sessions: expect.arrayContaining([{ source: 'claude_code', session_id: 's-2' }]),
  });
});
