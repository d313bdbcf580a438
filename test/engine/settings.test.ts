import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Input } from '../../src/contract/api.ts';
import type { Settings } from '../../src/contract/settings.ts';
import { schema } from '../../src/engine/catalog/schema.ts';
import { textColumns } from '../../src/engine/catalog/redact-again.ts';
import { wordHider } from '../../src/engine/hidden-words.ts';
import { type Hiding, isOtherChoice, stampOf } from '../../src/engine/hiding.ts';
import { readSettings, writeSettings } from '../../src/engine/settings.ts';
import { allMessages, errorOf, scannedEngine, startTestEngine, TestHome, valueOf } from './running-engine.ts';

const usual = { level: 'secrets', extra_words: [], folders: [] } as const;

function emptyFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-settings-'));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the settings file', () => {
  test('is for the owner alone, and is read as it was written', () => {
    const folder = emptyFolder();
    expect(readSettings(folder)).toEqual({ settings: usual, problem: null, is_newer: false });
    const chosen: Settings = {
      level: 'private',
      extra_words: ['Rosebud', 'Über uns'],
      folders: [{ source: 'a_source', path: '/logs' }],
    };
    writeSettings(folder, chosen);
    expect(readSettings(folder).settings).toEqual(chosen);
    expect(fs.readdirSync(folder)).toEqual(['settings.json']);
    expect(fs.statSync(path.join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
  });

  test('of an earlier version, which says nothing of folders, is understood', () => {
    const folder = emptyFolder();
    fs.writeFileSync(path.join(folder, 'settings.json'), '{"version":1,"level":"strict","extra_words":["abc"]}');
    expect(readSettings(folder)).toEqual({
      settings: { level: 'strict', extra_words: ['abc'], folders: [] },
      problem: null,
      is_newer: false,
    });
  });

  test('is whole or as before when writing fails', () => {
    const folder = emptyFolder();
    writeSettings(folder, { level: 'strict', extra_words: [], folders: [] });
    fs.mkdirSync(path.join(folder, 'away'));
    fs.renameSync(path.join(folder, 'settings.json'), path.join(folder, 'away', 'settings.json'));
    fs.mkdirSync(path.join(folder, 'settings.json'));
    expect(() => writeSettings(folder, { level: 'private', extra_words: [], folders: [] })).toThrow();
    expect(fs.readdirSync(folder).toSorted()).toEqual(['away', 'settings.json']);
  });

  test.each([
    ['not JSON', '{"version":1,'],
    ['an array', '[]'],
    ['null', 'null'],
    ['a level below secrets', '{"version":1,"level":"none","extra_words":[]}'],
    ['a word that hides everything', '{"version":1,"level":"secrets","extra_words":["e"]}'],
    ['no version', '{"level":"strict","extra_words":[]}'],
    ['300 KB', `{"version":1,"level":"strict","extra_words":["${'x'.repeat(300_000)}"]}`],
  ])('counts for nothing and says so when it holds %s', (_what, text) => {
    const folder = emptyFolder();
    fs.writeFileSync(path.join(folder, 'settings.json'), text);
    expect(readSettings(folder)).toEqual({
      settings: usual,
      problem: 'The settings could not be understood; the usual ones are used.',
      is_newer: false,
    });
  });

  test('counts for nothing when it is a link or a folder', () => {
    const [linked, folded] = [emptyFolder(), emptyFolder()];
    fs.writeFileSync(path.join(linked, 'other'), '{"version":1,"level":"strict","extra_words":[]}');
    fs.symlinkSync(path.join(linked, 'other'), path.join(linked, 'settings.json'));
    fs.mkdirSync(path.join(folded, 'settings.json'));
    for (const folder of [linked, folded]) {
      expect(readSettings(folder).settings).toEqual(usual);
      expect(readSettings(folder).problem).not.toBeNull();
    }
  });
});

const tag = (word: string): string => word.length.toString(16).padStart(6, '0');

describe('a word to be hidden', () => {
  test('is hidden in any case, inside of other words, and however it reads as a pattern', () => {
    const hide = wordHider(['Acme', 'a+b (c)', 'Acme Corp'], tag);
    expect(hide('ACME acme-corp; acme corp, a+B (C)')).toBe(
      '[REDACTED:own-word:000004] [REDACTED:own-word:000004]-corp; [REDACTED:own-word:000009], [REDACTED:own-word:000007]',
    );
  });

  test('leaves placeholders alone, and is hidden once however often', () => {
    const hide = wordHider(['redacted', 'password'], tag);
    const once = hide('a password [REDACTED:password:0a1b2c] redacted');
    expect(once).toBe('a [REDACTED:own-word:000008] [REDACTED:password:0a1b2c] [REDACTED:own-word:000008]');
    expect(hide(once)).toBe(once);
  });
});

describe('the stamp of what was redacted', () => {
  const hiding: Hiding = { level: 'secrets', extra_words: [], tag_key: '5'.repeat(64), own: { user: 'dev' } };

  test('differs by level, words and, where they are hidden, own names', () => {
    const others: Hiding[] = [
      { ...hiding, level: 'private' },
      { ...hiding, level: 'private', own: { user: 'eve' } },
      { ...hiding, level: 'strict' },
      { ...hiding, extra_words: ['Rosebud'] },
    ];
    const stamps = [hiding, ...others].map(stampOf);
    expect(new Set(stamps).size).toBe(stamps.length);
    expect(stampOf({ ...hiding, own: { user: 'eve' } })).toBe(stamps[0]);
    expect(stamps.every((stamp) => isOtherChoice(stamps[0]!, stamp) === (stamp !== stamps[0]))).toBe(true);
    expect(isOtherChoice(`0000${stamps[0]!}`, stamps[0]!)).toBe(false);
  });
});

describe('the catalog', () => {
  test('knows of every text column whether it holds words, ids or paths of logs', () => {
    const db = new DatabaseSync(':memory:');
    db.exec(schema);
    const harmless = new Set(
      'source root encoding earlier device inode mark state rules_version error billing_hint outcome denied_by reason live_started key value'.split(
        ' ',
      ),
    );
    const isKnown = (table: string, column: string): boolean =>
      table === 'sessions' ||
      harmless.has(column) ||
      (table === 'tool_calls' && column === 'kind') ||
      Object.values(textColumns[table] ?? {}).some((columns) => columns?.includes(column));
    const unknown = db
      .prepare(
        "select m.name as of, c.name, c.type from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'",
      )
      .all()
      .filter((row) => String(row['type']).toLowerCase() === 'text')
      .map((row) => [String(row['of']), String(row['name'])] as const)
      .filter(([table, column]) => !isKnown(table, column));
    expect(unknown).toEqual([]);
  });
});

const word = 'Rosebud';
const save = (level: 'secrets' | 'private' | 'strict', ...extra_words: string[]): Input<'saveSettings'> => ({
  level,
  extra_words,
});

describe('an engine whose settings change', () => {
  test('hides an extra word everywhere at once, keeps none of it on disk, and shows it again when it is taken back', async () => {
    const home = new TestHome();
    home.draw(
      `09:00 user find ${word} in the attic
       09:01 calls toolu_01abcdefabcdef Bash grep ${word} /srv/${word}/list
       09:02 returns toolu_01abcdefabcdef found the sled of ${word}`,
      { cwd: `/srv/${word}`, branch: `fix/${word}` },
    );
    home.draw(`09:00 user sell ${word}`, { session_id: 's-gone' });
    const engine = await scannedEngine(home);
    valueOf(await engine.api.scan({ with_text: true }));
    fs.rmSync(home.fileOf('s-gone.jsonl'));
    await engine.scanned();
    const everything = async (): Promise<string> =>
      JSON.stringify([
        await engine.api.sessions({}),
        await engine.api.facets({}),
        await engine.api.session({ session_id: 's-1' }),
        await engine.api.messages({ session_id: 's-1' }),
        await engine.api.toolAnalytics({ days: 'all' }),
        await engine.api.search({ q: 'sled' }),
      ]);
    expect(await everything()).toContain(word);

    const before = valueOf(await engine.api.settings({}));
    const saved = valueOf(await engine.api.saveSettings(save('secrets', word)));
    expect(saved).toMatchObject({ level: 'secrets', extra_words: [word], rules_version: before.rules_version });
    expect(
      valueOf(await engine.api.sessions({}))
        .sessions.map(({ title }) => title)
        .join(),
    ).not.toContain(word);
    valueOf(await engine.api.scan({ with_text: true }));
    expect(await everything()).not.toMatch(/rosebud/i);
    expect(await everything()).toContain('[REDACTED:own-word:');
    expect(valueOf(await engine.api.search({ q: word })).total).toBe(0);
    expect(valueOf(await engine.api.search({ q: 'sled' })).total).toBe(1);
    expect(await allMessages(engine, { session_id: 's-1' })).toHaveLength(2);
    await engine.stop();
    for (const name of fs.readdirSync(home.data_dir).filter((one) => one.includes('.sqlite')))
      expect(fs.readFileSync(path.join(home.data_dir, name), 'latin1').match(/rosebud/gi), name).toBeNull();

    const next = await scannedEngine(home);
    expect(valueOf(await next.api.settings({})).extra_words).toEqual([word]);
    valueOf(await next.api.saveSettings(save('secrets')));
    await next.scanned();
    const titles = valueOf(await next.api.sessions({ sort: 'title' })).sessions.map(({ title }) => title);
    expect(titles).toContain(`find ${word} in the attic`);
    expect(titles.filter((title) => title.includes(word))).toHaveLength(1);
  });

  test('tells its clients that everything may have changed, counts on, and reads nothing again for the same settings', async () => {
    const home = new TestHome();
    home.draw('09:00 user hello');
    const engine = await scannedEngine(home);
    const { bytes_read } = valueOf(await engine.api.status({}));
    valueOf(await engine.api.saveSettings(save('secrets')));
    expect((await engine.scanned()).bytes_read).toBe(bytes_read);
    engine.events.length = 0;
    valueOf(await engine.api.saveSettings(save('strict', 'abc', 'ABC', 'xyz')));
    expect(engine.events).toContainEqual({ type: 'changed', sessions: null });
    expect((await engine.scanned()).bytes_read).toBeGreaterThan(bytes_read);
    expect(valueOf(await engine.api.settings({}))).toMatchObject({ level: 'strict', extra_words: ['abc', 'xyz'] });
    expect(fs.statSync(path.join(home.data_dir, 'settings.json')).mode & 0o777).toBe(0o600);
  });

  test('refuses levels and words that are none, and leaves settings of a newer version alone', async () => {
    const home = new TestHome();
    const engine = startTestEngine(home);
    for (const bad of [
      { level: 'none', extra_words: [] },
      save('secrets', 'ab'),
      save('secrets', 'two\nlines'),
      { level: 'secrets' },
    ])
      expect(errorOf(await engine.call('saveSettings', bad)).code).toBe('bad_request');
    const file = path.join(home.data_dir, 'settings.json');
    fs.writeFileSync(file, '{"version":2,"level":"strict"}');
    expect(errorOf(await engine.api.saveSettings(save('private'))).code).toBe('unavailable');
    expect(fs.readFileSync(file, 'utf8')).toBe('{"version":2,"level":"strict"}');
    await engine.stop();
    const next = startTestEngine(home);
    const { problems } = await next.scanned();
    expect(problems).toEqual(['The settings were written by a newer version of Rearview; the usual ones are used.']);
  });

  test('says so when its settings cannot be understood, until they are saved anew', async () => {
    const home = new TestHome();
    fs.mkdirSync(home.data_dir, { mode: 0o700 });
    fs.writeFileSync(path.join(home.data_dir, 'settings.json'), 'broken');
    const engine = startTestEngine(home);
    expect((await engine.scanned()).problems).toEqual([
      'The settings could not be understood; the usual ones are used.',
    ]);
    valueOf(await engine.api.saveSettings(save('secrets')));
    expect((await engine.scanned()).problems).toEqual([]);
  });
});

describe('a rebuild', () => {
  test('forgets what is gone and reads the rest again, while calls wait their turn', async () => {
    const home = new TestHome();
    home.draw('09:00 user stays');
    home.draw('09:00 user goes', { session_id: 's-2' });
    const engine = await scannedEngine(home);
    fs.rmSync(home.fileOf('s-2.jsonl'));
    await engine.scanned();
    expect(valueOf(await engine.api.sessions({})).total).toBe(2);
    const before = valueOf(await engine.api.status({})).bytes_read;
    const answers = await Promise.all([engine.api.rebuild({}), engine.api.settings({}), engine.api.rebuild({})]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, true, true]);
    const { bytes_read, problems } = await engine.scanned();
    expect(problems).toEqual([]);
    expect(bytes_read).toBeGreaterThan(before);
    expect(valueOf(await engine.api.sessions({})).sessions.map(({ title }) => title)).toEqual(['stays']);
  });
});

describe('a text that is tried out', () => {
  test('comes back as it would be shown, with counts by rule', async () => {
    const home = new TestHome();
    const engine = startTestEngine(home);
    valueOf(await engine.api.saveSettings(save('secrets', word)));
    const token = ['ghp', 'q7Rz2Lw9TnB4xVk8Yd3Hs6Jf1Gm5Pc0AeUiW'].join('_');
    const text = `${token} and ${token} of rosebud, as [REDACTED:password:0a1b2c]`;
    const answer = valueOf(await engine.api.redactText({ text }));
    expect(answer.text).toMatch(
      /^\[REDACTED:([a-z-]+:[0-9a-f]{6})\] and \[REDACTED:\1\] of \[REDACTED:own-word:[0-9a-f]{6}\], as \[REDACTED:password:0a1b2c\]$/,
    );
    expect(answer.counts.map(({ count }) => count)).toEqual([2, 1]);
    expect(answer.counts[1]!.rule).toBe('own-word');
    expect(answer).toMatchObject({ level: 'secrets', rules_version: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(valueOf(await engine.api.redactText({ text: 'x', level: 'strict' })).level).toBe('strict');
    expect(errorOf(await engine.api.redactText({ text: 'x'.repeat(200_001) })).code).toBe('bad_request');
    expect(JSON.stringify(engine.events)).not.toContain(word);
  });
});

describe('a data folder that every user can write to', () => {
  test('is not used and not believed: nothing is read from it or kept there, and everything works', async () => {
    const home = new TestHome();
    home.draw('09:00 user hello');
    const first = await scannedEngine(home);
    valueOf(await first.api.saveSettings(save('strict', word)));
    await first.stop();
    fs.chmodSync(home.data_dir, 0o777);
    const before = fs
      .readdirSync(home.data_dir)
      .map((name) => [name, fs.statSync(path.join(home.data_dir, name)).mtimeMs]);
    const engine = startTestEngine(home);
    expect((await engine.scanned()).problems).toEqual([
      'Every user of this machine can write to the data folder, so it is not used. What is read now is forgotten when Rearview ends.',
    ]);
    expect(valueOf(await engine.api.sessions({})).total).toBe(1);
    expect(valueOf(await engine.api.settings({}))).toMatchObject({ level: 'secrets', is_kept: false });
    expect(errorOf(await engine.api.saveSettings(save('private'))).code).toBe('unavailable');
    valueOf(await engine.api.rebuild({}));
    expect((await engine.scanned()).problems).toHaveLength(1);
    await engine.stop();
    expect(
      fs.readdirSync(home.data_dir).map((name) => [name, fs.statSync(path.join(home.data_dir, name)).mtimeMs]),
    ).toEqual(before);
  });
});

/** A home whose catalog and index are many pages large. */
async function usedHome(): Promise<TestHome> {
  const home = new TestHome();
  for (let n = 0; n < 40; n++)
    home.draw(
      Array.from({ length: 30 }, (_, at) => `09:00:${String(at).padStart(2, '0')} user word${n}x${at} of many`).join(
        '\n',
      ),
      { session_id: `s-${n}` },
    );
  const engine = await scannedEngine(home);
  await engine.api.scan({ with_text: true });
  await engine.stop();
  return home;
}

function damage(file: string): void {
  const { size } = fs.statSync(file);
  const descriptor = fs.openSync(file, 'r+');
  for (let at = 8192; at < size; at += 4096) fs.writeSync(descriptor, Buffer.alloc(2048, 0xa5), 0, 2048, at);
  fs.closeSync(descriptor);
}

describe('what Rearview keeps, when it is damaged in the middle', () => {
  test.each(['catalog.sqlite', 'text-0.sqlite'])(
    '%s is made anew, and meanwhile nothing worse is said than that',
    async (name) => {
      const home = await usedHome();
      damage(path.join(home.data_dir, name));
      const engine = startTestEngine(home);
      for (const call of [
        () => engine.api.sessions({}),
        () => engine.api.search({ q: 'word1x1' }),
        () => engine.api.facets({}),
      ]) {
        const answer = await call();
        if (!answer.ok) expect(answer.error.code).toBe('unavailable');
      }
      await expect
        .poll(
          async () => {
            await engine.api.scan({ with_text: true });
            const found = await engine.api.search({ q: 'word1x1' });
            const listed = await engine.api.sessions({});
            return [found.ok && found.value.total, listed.ok && listed.value.total];
          },
          { timeout: 20_000 },
        )
        .toEqual([1, 40]);
      expect(engine.events.filter((event) => event.type === 'restarted')).toEqual([]);
    },
  );
});
