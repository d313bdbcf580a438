import fs from 'node:fs';
import { describe, expect, test } from 'vitest';
import { threadModule } from './built-threads.ts';
import { sessionFromText } from './claude-log.ts';
import { errorOf, startTestEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

const titlesOf = async (engine: TestEngine): Promise<string[]> =>
  valueOf(await engine.api.sessions({ limit: 1000, sort: 'title' })).sessions.map((session) => session.title);

/** Waits until something holds, at most five seconds. */
async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 500 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(holds()).toBe(true);
}

describe('a file on which the reader crashes', () => {
  test('is marked with the reason, and all other files are read', async () => {
    const home = new TestHome();
    for (const name of ['a', 'exits', 'b', 'throws', 'c']) home.draw(`09:00 user Title ${name}`, { session_id: name });
    const engine = startTestEngine(home, { reader_url: threadModule('odd-reader') });
    const status = await engine.scanned();
    expect(status).toMatchObject({ phase: 'idle', catalog_done: true });
    expect(status.problems).toEqual(['2 files were not read: The reader stopped while reading the file.']);
    expect(await titlesOf(engine)).toEqual(['Title a', 'Title b', 'Title c']);
    const [card] = valueOf(await engine.api.sources({})).sources;
    expect(card!.remarks).toContain('2 files could not be read.');
  });

  test('keeps what was known of it, says why in its session, and is tried again when it changes', async () => {
    const home = new TestHome();
    home.draw('09:00 user One', { session_id: 'throws' });
    const first = startTestEngine(home);
    await first.scanned();
    await first.stop();
    home.append('throws.jsonl', sessionFromText('09:10 user Two', { ids: 'x' }), 500_000);
    const second = startTestEngine(home, { reader_url: threadModule('odd-reader') });
    await second.scanned();
    const { session, problems } = valueOf(await second.api.session({ session_id: 'throws' }));
    expect(session).toMatchObject({ title: 'One', message_count: 1, problem_count: 1 });
    expect(problems).toEqual([{ file: 'main', line: null, reason: 'The reader stopped while reading the file.' }]);
    await second.stop();
    home.append('throws.jsonl', sessionFromText('09:20 user Three', { ids: 'y' }), 400_000);
    const third = startTestEngine(home);
    expect((await third.scanned()).problems).toEqual([]);
    expect(valueOf(await third.api.session({ session_id: 'throws' })).session).toMatchObject({
      message_count: 3,
      problem_count: 0,
    });
  });

  test('is not tried again while it stays the same', async () => {
    const home = new TestHome();
    home.draw('09:00 user One', { session_id: 'exits' });
    const engine = startTestEngine(home, { reader_url: threadModule('odd-reader') });
    const { rows_written } = await engine.scanned();
    expect(await engine.scanned()).toMatchObject({
      rows_written,
      problems: [expect.stringContaining('1 file was not')],
    });
  });

  test('costs only titles and names when it is a small file beside the sessions', async () => {
    const home = new TestHome();
    home.draw('09:00 user One', { session_id: 'a' });
    home.write('exits/custom-title.json', '{"customTitle":"Mine"}');
    const engine = startTestEngine(home, { reader_url: threadModule('odd-reader') });
    const status = await engine.scanned();
    expect(status).toMatchObject({ catalog_done: true, problems: [expect.stringContaining('Small files')] });
    expect(await titlesOf(engine)).toEqual(['One']);
  });

  test('answers a page of it with unreadable, and the next session opens', async () => {
    const home = new TestHome();
    home.draw('09:00 user One', { session_id: 'throws' });
    home.draw('09:00 user Two', { session_id: 'b' });
    const first = startTestEngine(home);
    await first.scanned();
    await first.stop();
    const engine = startTestEngine(home, { reader_url: threadModule('odd-reader') });
    const error = errorOf(await engine.api.messages({ session_id: 'throws' }));
    expect(error).toMatchObject({ code: 'unreadable', message: 'The reader stopped while reading the file.' });
    expect(valueOf(await engine.api.messages({ session_id: 'b' })).total).toBe(1);
  });
});

describe('an engine that is stopped', () => {
  test('in the middle of a scan is gone soon, blames no file, and the next one finishes', async () => {
    const home = new TestHome();
    for (let n = 0; n < 12; n++) home.draw(`09:00 user Title ${n}`, { session_id: `sleeps-${n}` });
    const first = startTestEngine(home, { reader_url: threadModule('odd-reader') });
    valueOf(await first.api.status({}));
    const began = Date.now();
    await first.stop();
    expect(Date.now() - began).toBeLessThan(4500);
    const second = startTestEngine(home);
    expect(await second.scanned()).toMatchObject({ catalog_done: true, problems: [] });
    expect(await titlesOf(second)).toHaveLength(12);
  });

  test('answers calls made afterwards with unavailable', async () => {
    const home = new TestHome();
    const engine = startTestEngine(home);
    valueOf(await engine.api.status({}));
    const stopped = engine.stop();
    expect(errorOf(await engine.api.status({})).code).toBe('unavailable');
    await stopped;
    expect(errorOf(await engine.api.sessions({})).code).toBe('unavailable');
    expect(engine.events.map((event) => event.type)).not.toContain('restarted');
  });

  test('twice is stopped once', async () => {
    const home = new TestHome();
    const engine = startTestEngine(home);
    await Promise.all([engine.stop(), engine.stop()]);
    await engine.stop();
    expect(errorOf(await engine.api.status({})).code).toBe('unavailable');
  });
});

describe('an engine thread that dies', () => {
  test('answers what waits with unavailable, is started again with news of it, and answers as before', async () => {
    const home = new TestHome();
    home.draw('09:00 user One', { session_id: 'a' });
    home.draw('09:00 user Two', { session_id: 'sleeps' });
    const engine = startTestEngine(home, {
      engine_url: threadModule('mortal-engine'),
      reader_url: threadModule('odd-reader'),
    });
    valueOf(await engine.api.status({}));
    const waiting = [engine.api.scan({}), engine.call('die', {}), engine.api.messages({ session_id: 'sleeps' })];
    for (const answer of await Promise.all(waiting))
      expect(errorOf(answer)).toMatchObject({ code: 'unavailable', message: 'The engine stopped.' });
    await until(() => engine.events.some((event) => event.type === 'restarted'));
    expect(await engine.scanned()).toMatchObject({ catalog_done: true, problems: [] });
    expect(await titlesOf(engine)).toEqual(['One', 'Two']);
  });

  test('again and again is given up, and says so', async () => {
    const home = new TestHome();
    const engine = startTestEngine(home, { engine_url: threadModule('dead-engine') });
    await expect
      .poll(async () => errorOf(await engine.api.status({})), { timeout: 5000 })
      .toMatchObject({ code: 'unavailable', message: 'The engine is not running.' });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(engine.events.map((event) => event.type)).toEqual(Array.from({ length: 4 }, () => 'restarted'));
  });
});

test('queries are answered while a scan runs', async () => {
  const home = new TestHome();
  home.draw('09:00 user One', { session_id: 'a' });
  const first = startTestEngine(home);
  await first.scanned();
  await first.stop();
  for (let n = 0; n < 8; n++) home.draw(`09:00 user Slow ${n}`, { session_id: `sleeps-${n}` });
  const engine = startTestEngine(home, { reader_url: threadModule('odd-reader') });
  valueOf(await engine.api.status({}));
  expect(await titlesOf(engine)).toEqual(['One']);
  expect(valueOf(await engine.api.messages({ session_id: 'a' })).total).toBe(1);
  valueOf(await engine.api.usageAnalytics({}));
  valueOf(await engine.api.search({ q: 'one' }));
  // Each of the eight takes a thread one and a half seconds.
  expect(valueOf(await engine.api.status({}))).toMatchObject({ phase: 'catalog', sessions_total: 8 });
});

test('a reader that does not exist costs no crash: the scan ends and says what it could not read', async () => {
  const home = new TestHome();
  home.draw('09:00 user One');
  const engine = startTestEngine(home, { reader_url: new URL('file:///nowhere/reader.mjs') });
  expect(await engine.scanned()).toMatchObject({
    catalog_done: true,
    problems: ['1 file was not read: The reader stopped while reading the file.'],
  });
  expect(fs.existsSync(home.data_dir)).toBe(true);
});
