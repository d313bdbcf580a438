import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { FolderWatch, type News } from '../../src/engine/folder-watch.ts';
import { threadModule } from './built-threads.ts';
import { linesFromText, sessionFromText } from './claude-log.ts';
import { TestHome } from './running-engine.ts';

/** An engine in this thread that has looked at everything, and the folders it has listed since. */
async function lookedEngine(home: TestHome) {
  const engine = new Engine(
    { reader_url: threadModule('reader').href, environment: {}, home: home.path, data_dir: home.data_dir },
    () => {},
  );
  onTestFinished(() => engine.close());
  await engine.scan();
  const real = fs.opendirSync;
  const opened = vi.spyOn(fs, 'opendirSync');
  onTestFinished(() => opened.mockRestore());
  return {
    /** The root itself is opened to see whether it may be read. */
    listed: () => opened.mock.calls.map(([folder]) => folder).filter((folder) => folder !== home.root),
    everything: () => engine.scan(),
    onceListing(act: () => void) {
      opened.mockImplementationOnce((...given) => {
        act();
        return real(...given);
      });
    },
    status: () => engine.parts.states.get('claude_code')?.status,
    scan: (...names: string[]) => engine.scan(new Set(names.map((name) => path.join(home.root, name)))),
    sessions: () =>
      Object.fromEntries(
        engine.parts.catalog
          .statement('select session_id, message_count from sessions order by session_id')
          .all()
          .map((row) => [String(row['session_id']), Number(row['message_count'])]),
      ),
  };
}

const drawing = '09:00 user One\n09:01 assistant Done\n09:02 user Two\n09:03 assistant Done too';
const log = (id: string): string => `projects/-p/${id}.jsonl`;

function homeWith(...ids: string[]): TestHome {
  const home = new TestHome();
  for (const session_id of ids) home.draw(drawing, { session_id });
  return home;
}

describe('of a known log that was written to', () => {
  test('what is new is read, and no folder is listed', async () => {
    const home = homeWith('a', 'b');
    const { listed, scan, sessions } = await lookedEngine(home);
    const before = (await scan()).bytes_read;
    const line = sessionFromText('09:10 user Three', { session_id: 'a', ids: 'later' });
    home.append('a.jsonl', line);
    expect((await scan(log('a'))).bytes_read - before).toBe(line.length);
    expect(sessions()).toEqual({ a: 5, b: 4 });
    expect(listed()).toEqual([]);
  });

  test('and rewritten shorter, all is read anew', async () => {
    const home = homeWith('a');
    const { listed, scan, sessions } = await lookedEngine(home);
    home.write('a.jsonl', linesFromText(drawing, { session_id: 'a' })[0]! + '\n', 1000);
    await scan(log('a'));
    expect(sessions()).toEqual({ a: 1 });
    expect(listed()).toEqual([]);
  });

  test('nothing is read when it is as it was', async () => {
    const { listed, scan } = await lookedEngine(homeWith('a'));
    const { bytes_read, rows_written } = await scan();
    expect(await scan(log('a'), log('a'))).toMatchObject({ bytes_read, rows_written, problems: [] });
    expect(listed()).toEqual([]);
  });
});

describe('scans that are asked for', () => {
  test('before one begins to look share that one', async () => {
    const home = homeWith('a');
    const { listed, everything, scan, sessions } = await lookedEngine(home);
    home.draw(drawing, { session_id: 'new' });
    await Promise.all([scan(log('a')), everything(), scan(log('a'))]);
    expect(sessions()).toEqual({ a: 4, new: 4 });
    const folders = listed();
    expect(folders.length).toBeGreaterThan(0);
    await everything();
    expect(listed().length).toBe(2 * folders.length);
  });

  test('while one looks are answered by another that follows it', async () => {
    const home = homeWith('a');
    const { listed, everything, sessions, onceListing } = await lookedEngine(home);
    await everything();
    const folders = listed().length;
    let later: Promise<unknown> | null = null;
    onceListing(() => (later = Promise.all([everything(), everything()])));
    await everything();
    home.draw(drawing, { session_id: 'new' });
    await later;
    expect(sessions()).toEqual({ a: 4, new: 4 });
    expect(listed().length).toBe(3 * folders);
  });
});

describe('everything is looked at', () => {
  test('when the log is not known yet', async () => {
    const home = homeWith('a');
    const { listed, scan, sessions } = await lookedEngine(home);
    home.draw(drawing, { session_id: 'new' });
    await scan(log('new'));
    expect(sessions()).toEqual({ a: 4, new: 4 });
    expect(listed()).not.toEqual([]);
  });

  test('when the log is not there any more', async () => {
    const home = homeWith('a', 'b');
    const { listed, scan } = await lookedEngine(home);
    fs.rmSync(home.fileOf('a.jsonl'));
    expect((await scan(log('a'))).problems).toEqual([]);
    expect(listed()).not.toEqual([]);
  });

  test('when the last time is more than a minute ago', async () => {
    const home = homeWith('a');
    const { listed, scan, sessions } = await lookedEngine(home);
    home.draw(drawing, { session_id: 'missed' });
    const now = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 61_000);
    onTestFinished(() => now.mockRestore());
    await scan(log('a'));
    expect(sessions()).toEqual({ a: 4, missed: 4 });
    expect(listed()).not.toEqual([]);
  });
});

test('while everything is looked at, a source stands as it did before', async () => {
  const { everything, status } = await lookedEngine(homeWith('a', 'b'));
  const seen = new Set([status()]);
  const running = everything();
  const over = new AbortController();
  void running.then(() => over.abort());
  while (!over.signal.aborted) {
    for (let turn = 0; turn < 200; turn++) await Promise.resolve().then(() => seen.add(status()));
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect([...seen]).toEqual(['available']);
});

test('nothing is looked at for files that no source asks for', async () => {
  const home = homeWith('a');
  const { listed, scan, sessions } = await lookedEngine(home);
  home.draw(drawing, { session_id: 'untold' });
  await scan('history.jsonl', 'projects/-p/notes.txt', 'projects/-p/a/b/c/d.jsonl', '../elsewhere.jsonl');
  expect(sessions()).toEqual({ a: 4 });
  expect(listed()).toEqual([]);
});

describe('a watched folder tells', () => {
  const watched = async () => {
    const home = homeWith('a');
    const folder = path.join(home.root, 'projects/-p');
    const told: News[] = [];
    const watch = new FolderWatch((news) => void told.push(news));
    onTestFinished(() => watch.close());
    watch.watch(new Set([folder]), []);
    await new Promise((resolve) => setTimeout(resolve, 300));
    told.length = 0;
    return { home, folder, told };
  };

  test.runIf(process.platform === 'linux')('which files were written to', async () => {
    const { home, folder, told } = await watched();
    fs.appendFileSync(home.fileOf('a.jsonl'), '\n');
    await vi.waitFor(() => expect(told).toEqual([new Set([`${folder}/a.jsonl`])]), 5000);
  });

  test('of a new file, that anything may have happened', async () => {
    const { home, told } = await watched();
    fs.writeFileSync(home.fileOf('b.jsonl'), '{}\n');
    await vi.waitFor(() => expect(told).toContain('everything'), 5000);
  });
});
