import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { isSound } from '../../src/engine/catalog/check-catalog.ts';
import { schemaVersion } from '../../src/engine/catalog/schema.ts';
import { startTestEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

const drawing = '09:00 user Fix the test\n09:01 calls toolu_1 Bash npm test\n09:02 returns toolu_1 ok';

/** Made up of nothing but the shape of one. */
const apiKey = `sk-ant-api03-${createHash('sha512').update('made up').digest('base64url')}xxAA`;

const titlesOf = async (engine: TestEngine): Promise<string[]> =>
  valueOf(await engine.api.sessions({})).sessions.map((session) => session.title);

const modeOf = (file: string): number => fs.statSync(file).mode & 0o777;

/** Tables of the same form are read one for the other, without a word from SQLite. */
function swapPages(file: string): void {
  const db = new DatabaseSync(file, { readOnly: true });
  const [one, other] = ['tool_calls', 'prompts'].map(
    (name) => Number(db.prepare('select rootpage from sqlite_master where name = ?').get(name)!['rootpage']) - 1,
  ) as [number, number];
  db.close();
  const pages = fs.readFileSync(file);
  const page = (n: number) => pages.subarray(n * 4096, (n + 1) * 4096);
  const kept = Buffer.from(page(one));
  page(other).copy(page(one));
  kept.copy(page(other));
  fs.writeFileSync(file, pages);
}

/** As when the disk has forgotten the page on which a long row goes on. */
function cutSummary(file: string): void {
  const db = new DatabaseSync(file);
  db.exec("update sessions set summary = substr(summary, 1, 90) || replace(hex(zeroblob(50)), '00', char(0))");
  db.close();
}

const catalogIn = (home: TestHome): string => path.join(home.data_dir, 'catalog.sqlite');

/** Gives a home a data folder of its own in which an engine has worked; the work is done once and copied. */
async function useKnownFolder(home: TestHome): Promise<void> {
  const known = path.join(home.path, 'known');
  if (!fs.existsSync(known)) {
    const engine = startTestEngine(home, { data_dir: known });
    await engine.scanned({ with_text: true });
    await engine.stop();
  }
  home.data_dir = fs.mkdtempSync(path.join(home.path, 'data-'));
  fs.cpSync(known, home.data_dir, { recursive: true });
}

describe('the data folder', () => {
  test('and every file in it are for the owner alone, also while the engine works', async () => {
    const home = new TestHome();
    home.draw(drawing);
    const engine = startTestEngine(home);
    await engine.scanned({ with_text: true });
    const names = fs.readdirSync(home.data_dir);
    for (const name of ['redaction.key', 'catalog.sqlite', 'catalog.sqlite-wal', 'catalog.sqlite-shm', 'scan.lock'])
      expect(names).toContain(name);
    expect(names.some((name) => name.startsWith('text-') && name.endsWith('.sqlite'))).toBe(true);
    expect(modeOf(home.data_dir)).toBe(0o700);
    for (const name of names) expect([name, modeOf(path.join(home.data_dir, name))]).toEqual([name, 0o600]);
  });

  test('that is there already and open to others holds only files for the owner alone', async () => {
    const home = new TestHome();
    home.draw(drawing);
    fs.mkdirSync(home.data_dir, { mode: 0o755 });
    fs.writeFileSync(catalogIn(home), '', { mode: 0o644 });
    const engine = startTestEngine(home);
    expect((await engine.scanned({ with_text: true })).problems).toEqual([]);
    for (const name of fs.readdirSync(home.data_dir))
      expect([name, modeOf(path.join(home.data_dir, name))]).toEqual([name, 0o600]);
  });

  test('holds no text of a session once the engine has ended, and no secret', async () => {
    const home = new TestHome();
    home.draw(`09:00 user Zanzibarian prompt\n09:01 assistant The quixotically long answer\n09:02 user ${apiKey}`);
    await useKnownFolder(home);
    const bytes = fs
      .readdirSync(home.data_dir)
      .map((name) => fs.readFileSync(path.join(home.data_dir, name), 'latin1'));
    expect(bytes.join('').includes('Zanzibarian prompt')).toBe(true);
    expect(bytes.join('').includes('quixotically long')).toBe(false);
    expect(bytes.join('').includes(apiKey.slice(14, 60))).toBe(false);
  });

  test('that cannot be made is done without: everything works, is forgotten, and the status says so', async () => {
    const home = new TestHome();
    home.draw(drawing);
    fs.writeFileSync(path.join(home.path, 'file'), 'in the way');
    const data_dir = path.join(home.path, 'file', 'below');
    const engine = startTestEngine(home, { data_dir });
    const status = await engine.scanned({ with_text: true });
    expect(status.problems).toEqual([
      'The data folder cannot be written to. What is read now is forgotten when Rearview ends.',
    ]);
    expect(await titlesOf(engine)).toEqual(['Fix the test']);
    expect(valueOf(await engine.api.messages({ session_id: 's-1' })).total).toBe(2);
    await engine.stop();
    expect(fs.readFileSync(path.join(home.path, 'file'), 'utf8')).toBe('in the way');
  });

  test('is made with all the folders above it', async () => {
    const home = new TestHome();
    home.draw(drawing);
    const engine = startTestEngine(home, { data_dir: path.join(home.path, 'a', 'b', 'c') });
    expect((await engine.scanned()).problems).toEqual([]);
    expect(modeOf(path.join(home.path, 'a', 'b', 'c'))).toBe(0o700);
  });
});

describe('a catalog', () => {
  const home = new TestHome(afterAll);
  beforeAll(() => void home.draw(drawing));

  test('of a newer version is left alone', async () => {
    await useKnownFolder(home);
    const db = new DatabaseSync(catalogIn(home));
    db.exec(`pragma user_version = ${schemaVersion + 1}; pragma journal_mode = delete;`);
    db.close();
    const before = fs.readFileSync(catalogIn(home));
    const engine = startTestEngine(home);
    expect((await engine.scanned()).problems).toEqual([expect.stringContaining('newer version of Rearview')]);
    expect(await titlesOf(engine)).toEqual(['Fix the test']);
    await engine.stop();
    expect(fs.readFileSync(catalogIn(home)).equals(before)).toBe(true);
  });

  test('of an older version is made anew', async () => {
    await useKnownFolder(home);
    const db = new DatabaseSync(catalogIn(home));
    db.exec(`pragma user_version = ${schemaVersion - 1}; drop table problems;`);
    db.close();
    const engine = startTestEngine(home);
    expect(await engine.scanned()).toMatchObject({
      problems: [],
      bytes_read: fs.statSync(home.fileOf('s-1.jsonl')).size,
    });
    expect(await titlesOf(engine)).toEqual(['Fix the test']);
    await engine.stop();
  });

  test.each([
    ['is no database', (bytes: Buffer) => Buffer.from('garbage '.repeat(bytes.length / 8))],
    ['is cut short', (bytes: Buffer) => bytes.subarray(0, 5000)],
    ['has a broken header', (bytes: Buffer) => Buffer.concat([Buffer.alloc(100, 0xff), bytes.subarray(100)])],
    [
      'has broken pages',
      (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 4096), Buffer.alloc(bytes.length - 4096, 0xa5)]),
    ],
  ])('that %s is made anew', async (_, damaged) => {
    await useKnownFolder(home);
    fs.writeFileSync(catalogIn(home), damaged(fs.readFileSync(catalogIn(home))));
    const engine = startTestEngine(home);
    await engine.scanned();
    expect((await engine.scanned()).problems).toEqual([expect.stringMatching(/^The catalog was damaged/)]);
    expect(await titlesOf(engine)).toEqual(['Fix the test']);
    await engine.stop();
    const db = new DatabaseSync(catalogIn(home), { readOnly: true });
    expect(db.prepare('pragma quick_check').get()).toEqual({ quick_check: 'ok' });
    db.close();
  });

  test.each([
    ['the pages of two tables stand in each other’s place', swapPages],
    ['what stood on a further page of a row is gone', cutSummary],
  ])('in which %s is made anew without a call that stumbles over it', async (_, damage) => {
    await useKnownFolder(home);
    damage(catalogIn(home));
    expect(isSound(catalogIn(home))).toBe(false);
    const engine = startTestEngine(home);
    await vi.waitFor(
      async () =>
        expect(valueOf(await engine.api.status({}))).toMatchObject({
          phase: 'idle',
          text_done: true,
          problems: [expect.stringMatching(/^The catalog was damaged/)],
        }),
      { timeout: 10_000, interval: 50 },
    );
    expect(valueOf(await engine.api.sessions({})).sessions).toMatchObject([
      { title: 'Fix the test', tool_call_count: 1 },
    ]);
    await engine.stop();
    expect(isSound(catalogIn(home))).toBe(true);
  });

  test('that holds what is no JSON is made anew when that is asked for', async () => {
    await useKnownFolder(home);
    cutSummary(catalogIn(home));
    const engine = startTestEngine(home);
    const asked = await engine.api.sessions({});
    expect(asked).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    await engine.scanned();
    expect(await titlesOf(engine)).toEqual(['Fix the test']);
  });

  test('that is sound is not read again', async () => {
    await useKnownFolder(home);
    expect(isSound(catalogIn(home))).toBe(true);
    const engine = startTestEngine(home);
    await engine.scanned({ with_text: true });
    await new Promise((resolve) => setTimeout(resolve, 1500));
    expect(valueOf(await engine.api.status({}))).toMatchObject({ problems: [], bytes_read: 0, rows_written: 0 });
  });

  test('that is a link is refused, and what it points at stays as it is', async () => {
    home.data_dir = fs.mkdtempSync(path.join(home.path, 'data-'));
    const target = path.join(home.path, 'precious');
    fs.writeFileSync(target, 'precious', { mode: 0o644 });
    fs.symlinkSync(target, catalogIn(home));
    const engine = startTestEngine(home);
    expect((await engine.scanned()).problems).toEqual([expect.stringContaining('is a link')]);
    expect(await titlesOf(engine)).toEqual(['Fix the test']);
    await engine.stop();
    expect(fs.readFileSync(target, 'utf8')).toBe('precious');
    expect(modeOf(target)).toBe(0o644);
    expect(fs.lstatSync(catalogIn(home)).isSymbolicLink()).toBe(true);
  });

  test.each(['scan.lock', 'text.lock', 'redaction.key'])(
    'stands beside a %s that is a link without harm',
    async (name) => {
      home.data_dir = fs.mkdtempSync(path.join(home.path, 'data-'));
      const target = path.join(home.path, 'precious');
      fs.writeFileSync(target, 'precious');
      fs.symlinkSync(target, path.join(home.data_dir, name));
      const engine = startTestEngine(home);
      expect(await engine.scanned()).toMatchObject({ catalog_done: true });
      expect(await titlesOf(engine)).toEqual(['Fix the test']);
      await engine.stop();
      expect(fs.readFileSync(target, 'utf8')).toBe('precious');
    },
  );
});

describe('the key of the marks', () => {
  const secret = `09:00 user use ${apiKey}`;

  test('stays the same, so that a secret has the same mark at every start', async () => {
    const home = new TestHome();
    home.draw(secret);
    const first = startTestEngine(home);
    await first.scanned();
    const titles = await titlesOf(first);
    expect(titles[0]).toMatch(/^use \[REDACTED/);
    await first.stop();
    fs.rmSync(catalogIn(home));
    const second = startTestEngine(home);
    await second.scanned();
    expect(await titlesOf(second)).toEqual(titles);
  });

  test('differs between installations, and with it the mark', async () => {
    const [one, other] = [new TestHome(), new TestHome()];
    const titles: string[] = [];
    for (const home of [one, other]) {
      home.draw(secret);
      const engine = startTestEngine(home);
      await engine.scanned();
      titles.push(...(await titlesOf(engine)));
    }
    expect(titles[0]).not.toBe(titles[1]);
  });
});

describe('two engines on one data folder', () => {
  test('that start at once both show everything, read it once and agree', async () => {
    const home = new TestHome();
    for (let n = 0; n < 25; n++)
      home.draw(`${drawing.replaceAll('toolu_1', `toolu_${n}`)}\n09:05 user number ${n}`, { session_id: `s-${n}` });
    const engines = [startTestEngine(home), startTestEngine(home)];
    const statuses = await Promise.all(engines.map((engine) => engine.scanned({ with_text: true })));
    expect(statuses.map((status) => status.problems)).toEqual([[], []]);
    expect(statuses.map((status) => status.catalog_done)).toEqual([true, true]);
    const size = fs
      .readdirSync(path.dirname(home.fileOf('x')))
      .reduce((sum, name) => sum + fs.statSync(home.fileOf(name)).size, 0);
    expect(statuses[0]!.bytes_read + statuses[1]!.bytes_read).toBe(2 * size);
    for (const engine of engines) {
      const { sessions, total } = valueOf(await engine.api.sessions({ limit: 100 }));
      expect(total).toBe(25);
      expect(sessions.every((session) => session.message_count === 3 && session.tool_call_count === 1)).toBe(true);
      expect(valueOf(await engine.api.search({ q: 'number' })).total).toBe(25);
    }
  });

  test('that scan again and again while files grow count every line once', async () => {
    const home = new TestHome();
    home.draw('09:00 user start');
    const engines = [startTestEngine(home), startTestEngine(home)];
    for (let n = 0; n < 6; n++) {
      home.append(
        's-1.jsonl',
        `${JSON.stringify({ type: 'user', uuid: `g-${n}`, parentUuid: null, sessionId: 's-1', timestamp: `2026-08-01T10:00:0${n}.000Z`, message: { role: 'user', content: `more ${n}` } })}\n`,
        500_000 - n * 5000,
      );
      await Promise.all(engines.map((engine) => engine.scanned()));
    }
    for (const engine of engines) {
      const { session, line_counts } = valueOf(await engine.api.session({ session_id: 's-1' }));
      expect(session.user_message_count).toBe(7);
      expect(line_counts.lines).toBe(7);
    }
  });

  test('do not wait for each other with their answers, and the one that waits to scan says so', async () => {
    const home = new TestHome();
    home.draw(drawing);
    await useKnownFolder(home);
    const holder = new DatabaseSync(path.join(home.data_dir, 'scan.lock'));
    holder.exec('pragma journal_mode = memory; begin exclusive');
    const engine = startTestEngine(home);
    expect(await titlesOf(engine)).toEqual(['Fix the test']);
    await vi.waitFor(async () =>
      expect(valueOf(await engine.api.status({}))).toMatchObject({
        catalog_done: false,
        problems: [expect.stringContaining('Another Rearview')],
      }),
    );
    holder.exec('rollback');
    holder.close();
    expect(await engine.scanned()).toMatchObject({ catalog_done: true, problems: [] });
  });

  test('hide the same once the person has changed in one of them what is hidden', async () => {
    const home = new TestHome();
    home.draw('09:00 user the zanzibar project');
    const [one, other] = [startTestEngine(home), startTestEngine(home)];
    await Promise.all([one.scanned(), other.scanned()]);
    expect(await titlesOf(other)).toEqual(['the zanzibar project']);
    valueOf(await one.api.saveSettings({ level: 'secrets', extra_words: ['zanzibar'] }));
    await one.scanned();
    const hidden = await titlesOf(one);
    expect(hidden[0]).not.toContain('zanzibar');
    for (let n = 0; n < 2; n++) {
      await other.scanned();
      expect(await titlesOf(other)).toEqual(hidden);
      await one.scanned();
      expect(await titlesOf(one)).toEqual(hidden);
    }
    expect(valueOf(await other.api.settings({})).extra_words).toEqual(['zanzibar']);
    expect(JSON.stringify(await other.api.messages({ session_id: 's-1' }))).not.toContain('zanzibar');
    expect((await one.scanned()).bytes_read + (await other.scanned()).bytes_read).toBe(
      (await one.scanned()).bytes_read + (await other.scanned()).bytes_read,
    );
  });

  test('work in the same catalog again once one of them has made it anew', async () => {
    const home = new TestHome();
    home.draw(drawing);
    const [one, other] = [startTestEngine(home), startTestEngine(home)];
    await Promise.all([one.scanned(), other.scanned()]);
    valueOf(await one.api.rebuild({}));
    await one.scanned();
    await other.scanned();
    home.draw('10:00 user Later', { session_id: 's-2' });
    await one.scanned();
    expect((await titlesOf(other)).toSorted()).toEqual(['Fix the test', 'Later']);
    await Promise.all([one.stop(), other.stop()]);
    const db = new DatabaseSync(path.join(home.data_dir, 'catalog.sqlite'), { readOnly: true });
    expect(db.prepare('pragma quick_check').get()).toEqual({ quick_check: 'ok' });
    db.close();
  });

  test('of different versions do not read everything again in turns', async () => {
    const home = new TestHome();
    home.draw(drawing);
    const engine = startTestEngine(home);
    const { bytes_read } = await engine.scanned({ with_text: true });
    const db = new DatabaseSync(path.join(home.data_dir, 'catalog.sqlite'), { timeout: 5000 });
    db.exec("update meta set value = 'other rules' where key = 'rules_version'");
    db.close();
    home.draw('10:00 user Later', { session_id: 's-2' });
    const status = await engine.scanned();
    expect(status).toMatchObject({ bytes_read, problems: [expect.stringContaining('Another version')] });
    expect(await titlesOf(engine)).toEqual(['Fix the test']);
  });
});
