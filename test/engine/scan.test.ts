import fs from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import { methods } from '../../src/contract/methods.ts';
import type { Session } from '../../src/contract/session.ts';
import { Engine } from '../../src/engine/engine.ts';
import { threadModule } from './built-threads.ts';
import { sessionFromText } from './claude-log.ts';
import { everythingIn, scannedEngine, startTestEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

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

describe('a scan of a fresh data folder', () => {
  test('counts a session with its subagents as one, in the catalog and in the text', async () => {
    const home = new TestHome();
    home.draw(morning);
    const agent = { session_id: 's-1', ids: 'a1', agent_id: 'a1' };
    home.write('s-1/subagents/agent-a1.jsonl', sessionFromText('09:00 user Look', agent));
    const engine = startTestEngine(home);
    valueOf(await engine.api.pauseText({ is_paused: true }));
    // The text of one session is left.
    expect(await engine.scanned({ with_text: true })).toMatchObject({ sessions_done: 0, sessions_total: 1 });
    const reading = engine.events.flatMap((event) =>
      event.type === 'status' && event.status.phase === 'catalog' && event.status.bytes_total > 0 ? [event.status] : [],
    );
    expect(new Set(reading.map(({ sessions_total }) => sessions_total))).toEqual(new Set([1]));
  });

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
    await everythingIn(engine);
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
    const before = await everythingIn(first);
    await first.stop();
    const second = startTestEngine(home);
    expect(await second.scanned({ with_text: true })).toMatchObject({
      bytes_read: 0,
      rows_written: 0,
      bytes_total: 0,
      sessions_total: 0,
    });
    expect(await everythingIn(second)).toEqual(before);
    expect(before.details.map((detail) => detail.session.title)).toEqual(['Mine', 'Second']);
  });

  test('knows what can be listed before it has looked at the disk', async () => {
    const home = new TestHome();
    home.draw(morning);
    await (await scannedEngine(home)).stop();
    const settings = { reader_url: threadModule('reader').href, environment: {}, home: home.path };
    const unasked = new Engine({ ...settings, data_dir: home.data_dir }, () => {});
    onTestFinished(() => unasked.close());
    const { sessions, sources } = unasked.handlers;
    expect(valueOf(await sessions(methods.sessions.input.parse({})))).toMatchObject({
      total: 1,
      source_status: 'available',
    });
    const { sources: cards } = valueOf(await sources({}));
    expect(cards.map(({ source_status }) => source_status)).toEqual(['available', 'empty', 'empty']);
    expect(cards[0]!.session_count).toBe(1);
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

test('a folder that is gone leaves its rows, and the source says so', async () => {
  const home = new TestHome();
  home.draw(morning);
  const engine = await scannedEngine(home);
  fs.rmSync(home.root, { recursive: true });
  await engine.scanned();
  const [card] = valueOf(await engine.api.sources({})).sources;
  expect(card).toMatchObject({ source_status: 'not_found', session_count: 1, bytes: 0 });
  expect(await sessionsOf(engine)).toHaveLength(1);
});
