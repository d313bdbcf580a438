import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { folderFromText } from '../../src/engine/added-folders.ts';
import { sessionFromText } from './claude-log.ts';
import { errorOf, scannedEngine, startTestEngine, type TestEngine, TestHome, valueOf } from './running-engine.ts';

const source = 'claude_code';
const titles = async (engine: TestEngine): Promise<string[]> =>
  valueOf(await engine.api.sessions({ sort: 'title' })).sessions.map(({ title }) => title);

/** A folder of sessions somewhere else. */
function otherFolder(): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-other-')));
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }));
  fs.mkdirSync(path.join(folder, 'projects', '-q'), { recursive: true });
  fs.writeFileSync(
    path.join(folder, 'projects', '-q', 's-other.jsonl'),
    sessionFromText('09:00 user from elsewhere', { session_id: 's-other' }),
  );
  return folder;
}

describe('a folder that the person adds', () => {
  test('is looked in besides the usual places, stays added, and says so', async () => {
    const home = new TestHome();
    home.draw('09:00 user at home');
    const engine = await scannedEngine(home);
    expect(await titles(engine)).toEqual(['at home']);
    const folder = otherFolder();
    const saved = valueOf(
      await engine.api.saveSettings({
        level: 'secrets',
        extra_words: [],
        folders: [
          { source, path: `${folder}/` },
          { source, path: folder },
        ],
      }),
    );
    expect(saved.folders).toEqual([{ source, path: folder }]);
    const place = saved.places.find((each) => each.source === source);
    expect(place?.folders.at(-1)).toEqual({ path: folder, is_added: true });
    await engine.scanned();
    expect(await titles(engine)).toEqual(['at home', 'from elsewhere']);
    const kept = valueOf(await engine.api.saveSettings({ level: 'secrets', extra_words: ['abc'] }));
    expect(kept.folders).toHaveLength(1);
    await engine.stop();
    const next = await scannedEngine(home);
    expect(valueOf(await next.api.settings({})).folders).toEqual([{ source, path: folder }]);
  });

  test('is not looked in while a variable names the folders', async () => {
    const home = new TestHome();
    home.draw('09:00 user at home');
    const engine = await scannedEngine(home, { environment: { CLAUDE_CONFIG_DIR: home.root } });
    const saved = valueOf(
      await engine.api.saveSettings({ level: 'secrets', extra_words: [], folders: [{ source, path: otherFolder() }] }),
    );
    expect(saved.places.find((each) => each.source === source)).toMatchObject({ override: 'CLAUDE_CONFIG_DIR' });
    await engine.scanned();
    expect(await titles(engine)).toEqual(['at home']);
  });

  test.each([
    ['no absolute path', 'logs/here', 'This is not an absolute path.'],
    ['no folder', '/there/is/no/such/folder', 'There is no such folder.'],
    ['a whole drive', '/', 'A whole drive is not read.'],
    ['a home folder', '~', 'A home folder is not read as a whole.'],
  ])('is refused with a sentence when it is %s', async (_what, folder, sentence) => {
    const home = new TestHome();
    const engine = startTestEngine(home);
    const folders = [{ source, path: folder === '~' ? os.homedir() : folder }];
    const answer = await engine.api.saveSettings({ level: 'secrets', extra_words: [], folders });
    expect(errorOf(answer)).toMatchObject({ code: 'bad_request', message: `The folder cannot be added: ${sentence}` });
    expect(valueOf(await engine.api.settings({})).folders).toEqual([]);
  });

  test('may be written from the home folder', () => {
    expect(folderFromText('~/logs/../old', '/home/dev')).toBe('/home/dev/old');
    expect(folderFromText('~old', '/home/dev')).toBe('~old');
    expect(folderFromText('/a/b/', '/home/dev')).toBe('/a/b');
  });
});

describe('removing the data', () => {
  test('deletes all that is Rearview’s own and nothing else, and goes on without keeping anything', async () => {
    const home = new TestHome();
    home.draw('09:00 user hello');
    const engine = await scannedEngine(home);
    valueOf(await engine.api.saveSettings({ level: 'strict', extra_words: ['abc'] }));
    valueOf(await engine.api.scan({ with_text: true }));
    const before = valueOf(await engine.api.settings({}));
    expect([before.catalog_bytes, before.index_bytes, before.other_bytes].every((bytes) => bytes > 0)).toBe(true);
    fs.writeFileSync(path.join(home.data_dir, 'letter.txt'), 'mine');
    const logs = home.snapshot();
    const after = valueOf(await engine.api.removeData({}));
    expect(after).toMatchObject({ mode: 'removed', is_kept: false, level: 'secrets', extra_words: [] });
    expect([after.catalog_bytes, after.index_bytes, after.other_bytes]).toEqual([0, 0, 0]);
    await engine.scanned();
    expect(await titles(engine)).toEqual(['hello']);
    expect(errorOf(await engine.api.saveSettings({ level: 'strict', extra_words: [] })).code).toBe('unavailable');
    valueOf(await engine.api.rebuild({}));
    await engine.scanned();
    await engine.stop();
    expect(fs.readdirSync(home.data_dir)).toEqual(['letter.txt']);
    expect(home.snapshot()).toEqual(logs);
  });

  test('takes the folder too when nothing else is in it, and the next start begins anew', async () => {
    const home = new TestHome();
    home.draw('09:00 user hello');
    const engine = await scannedEngine(home);
    valueOf(await engine.api.removeData({}));
    await engine.scanned();
    await engine.stop();
    expect(fs.existsSync(home.data_dir)).toBe(false);
    const next = await scannedEngine(home);
    expect(valueOf(await next.api.settings({}))).toMatchObject({ mode: 'usual', is_kept: true });
    expect(await titles(next)).toEqual(['hello']);
  });
});
