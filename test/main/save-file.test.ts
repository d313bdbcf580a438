import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Output } from '../../src/contract/api.ts';
import { fail, ok, type Result } from '../../src/contract/result.ts';
import { fileSaver, mostFileBytes } from '../../src/main/save-file.ts';
import { fakeEngine } from '../helpers/small-engine.ts';
import { type FakeElectron, fakeElectron } from './fake-electron.ts';

/** A home with a folder for documents, one for an agent's logs, and one for Rearview's data. */
let home: string;
let fake: FakeElectron;
let bugs: unknown[];
const inHome = (path: string): string => join(home, path);

beforeEach(() => {
  home = fs.realpathSync(fs.mkdtempSync(join(tmpdir(), 'rearview-save-')));
  for (const folder of ['documents', '.agent/projects/site', 'data/window']) {
    fs.mkdirSync(inHome(folder), { recursive: true });
  }
  fake = fakeElectron();
  fake.electron.app.getPath = inHome;
  bugs = [];
});

async function settingsOfHome(): Promise<Result<Output<'settings'>>> {
  const answer = await fakeEngine().api.settings({});
  if (!answer.ok) return answer;
  const [place] = answer.value.places;
  const folders = [inHome('.agent'), inHome('.never-made')].map((path) => ({ path, is_added: false }));
  return ok({ ...answer.value, data_dir: inHome('data'), places: place ? [{ ...place, folders }] : [] });
}

interface Wish {
  name?: unknown;
  parts?: unknown;
  /** What the person chooses; null when they think better of it. */
  at?: string | null;
  settings?: () => Promise<Result<Output<'settings'>>>;
  window?: BrowserWindow | null;
}

function saver({ settings = settingsOfHome, window = {} as BrowserWindow }: Wish = {}) {
  return fileSaver(fake.electron, {
    window: () => window,
    settings,
    data_dir: inHome('data'),
    onBug: (bug) => bugs.push(bug),
  });
}

async function save(wish: Wish = {}): Promise<Result<{ saved: boolean }>> {
  const { name = 'a-session.md', parts = ['# One\n', 'two ', 'ä 三\n'], at = inHome('documents/mine.md') } = wish;
  fake.places.push(at);
  return saver(wish)(name, parts);
}

const filesBelow = (folder: string): string[] =>
  (fs.readdirSync(folder, { recursive: true }) as string[]).filter((name) => fs.lstatSync(join(folder, name)).isFile());
const asked = (): number => fake.dialogs.length;

describe('a file that is saved', () => {
  test('holds its parts one after the other, for its owner alone, and nothing lies beside it', async () => {
    expect(await save()).toEqual({ ok: true, value: { saved: true } });
    expect(fs.readFileSync(inHome('documents/mine.md'), 'utf8')).toBe('# One\ntwo ä 三\n');
    expect(fs.statSync(inHome('documents/mine.md')).mode & 0o777).toBe(0o600);
    expect(fs.statSync(inHome('documents/mine.md')).nlink).toBe(1);
    expect(filesBelow(home)).toEqual(['documents/mine.md']);
  });

  test('is offered the folder for documents, or the home when there is none', async () => {
    await save({ at: null });
    fs.rmdirSync(inHome('documents'));
    await save({ at: null });
    expect(fake.dialogs.map((options) => options['defaultPath'])).toEqual([
      inHome('documents/a-session.md'),
      inHome('home/a-session.md'),
    ]);
  });

  test('is not written when the person thinks better of it', async () => {
    expect(await save({ at: null })).toEqual({ ok: true, value: { saved: false } });
    expect(filesBelow(home)).toEqual([]);
  });

  test('may be empty, or of one large part', async () => {
    expect(await save({ parts: [] })).toMatchObject({ ok: true });
    const large = 'x'.repeat(20_000_000);
    expect(await save({ parts: [large, '', 'end'], at: inHome('documents/large.md') })).toMatchObject({ ok: true });
    expect(fs.readFileSync(inHome('documents/mine.md'), 'utf8')).toBe('');
    expect(fs.statSync(inHome('documents/large.md')).size).toBe(20_000_003);
  });

  test('lands where a link to a folder leads', async () => {
    fs.symlinkSync(inHome('documents'), inHome('shortcut'));
    expect(await save({ at: inHome('shortcut/mine.md') })).toMatchObject({ ok: true });
    expect(filesBelow(inHome('documents'))).toEqual(['mine.md']);
  });
});

describe('a file that is there', () => {
  const taken = { ok: false, error: { code: 'unavailable', message: 'There is a file of that name already.' } };

  test('stays as it is', async () => {
    fs.writeFileSync(inHome('documents/mine.md'), 'mine');
    expect(await save()).toMatchObject(taken);
    expect(fs.readFileSync(inHome('documents/mine.md'), 'utf8')).toBe('mine');
    expect(filesBelow(home)).toEqual(['documents/mine.md']);
  });

  test.each(['documents/other.md', 'documents/not-there', '.agent/projects/site/new.jsonl'])(
    'as a link to %s, is not followed',
    async (target) => {
      if (target.endsWith('other.md')) fs.writeFileSync(inHome(target), 'other');
      fs.symlinkSync(inHome(target), inHome('documents/mine.md'));
      expect(await save()).toMatchObject(taken);
      expect(fs.readlinkSync(inHome('documents/mine.md'))).toBe(inHome(target));
      expect(filesBelow(home)).toEqual(target.endsWith('other.md') ? ['documents/other.md'] : []);
    },
  );

  test('as a folder, is left alone', async () => {
    fs.mkdirSync(inHome('documents/mine.md'));
    expect(await save()).toMatchObject(taken);
    expect(filesBelow(home)).toEqual([]);
  });
});

describe('no file is written', () => {
  const places: [where: string, path: string, word: RegExp][] = [
    ['in the folder of an agent', '.agent/x.md', /logs/],
    ['below it', '.agent/projects/site/x.jsonl', /logs/],
    ['there by a link', 'shortcut/x.md', /logs/],
    ['there by a link to a folder below it', 'deep/x.md', /logs/],
    ['there by a way back up', 'documents/../.agent/x.md', /logs/],
    ['in the data of Rearview', 'data/x.json', /its own data/],
    ['below it, where the window keeps its things', 'data/window/x.json', /its own data/],
  ];

  test.each(places)('%s', async (_where, path, word) => {
    fs.symlinkSync(inHome('.agent'), inHome('shortcut'));
    fs.symlinkSync(inHome('.agent/projects/site'), inHome('deep'));
    const result = await save({ at: inHome(path) });
    expect(result).toMatchObject({ ok: false, error: { message: expect.stringMatching(word) } });
    expect(filesBelow(home)).toEqual([]);
  });

  test('in a folder of an agent that is itself a link', async () => {
    fs.mkdirSync(inHome('disk/agent'), { recursive: true });
    fs.rmSync(inHome('.agent'), { recursive: true });
    fs.symlinkSync(inHome('disk/agent'), inHome('.agent'));
    expect(await save({ at: inHome('disk/agent/x.md') })).toMatchObject({ ok: false });
    expect(await save({ at: inHome('disk/x.md') })).toMatchObject({ ok: true });
  });

  test('but beside them, under a name that begins alike', async () => {
    fs.mkdirSync(inHome('.agent-notes'));
    expect(await save({ at: inHome('.agent-notes/x.md') })).toMatchObject({ ok: true });
  });

  test('in the data of Rearview while the samples are shown, whose data lies elsewhere', async () => {
    const settings = async () => {
      const answer = await settingsOfHome();
      return answer.ok ? ok({ ...answer.value, data_dir: inHome('samples') }) : answer;
    };
    expect(await save({ at: inHome('data/x.md'), settings })).toMatchObject({ ok: false });
  });

  test('when the folders of the agents are not known', async () => {
    const result = await save({ settings: async () => fail('internal', 'Something went wrong.') });
    expect(result).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(filesBelow(home)).toEqual([]);
  });

  test('in a folder that is gone, and the page is not told which', async () => {
    const result = await save({ at: inHome('documents/gone/mine.md') });
    expect(result).toMatchObject({ ok: false, error: { message: 'This folder is not there.' } });
    expect(JSON.stringify(result)).not.toContain(basename(home));
  });

  test.each([
    ['ENOSPC', /not enough room/],
    ['EIO', /could not be written/],
  ])('when the disk says %s, and nothing is left of it', async (code, word) => {
    const open = fs.promises.open;
    const broken = Object.assign(new Error(`${code}: at ${home}`), { code });
    fs.promises.open = async (...given) => {
      const handle = await open(...given);
      handle.sync = () => Promise.reject(broken);
      return handle;
    };
    try {
      const result = await save();
      expect(result).toMatchObject({ ok: false, error: { message: expect.stringMatching(word) } });
      expect(JSON.stringify(result)).not.toContain(basename(home));
    } finally {
      fs.promises.open = open;
    }
    expect([filesBelow(home), bugs]).toEqual([[], []]);
  });

  test('when something is wrong inside, which is a bug and quotes nothing', async () => {
    const result = await save({ settings: () => Promise.reject(new Error(home)) });
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(result)).not.toContain(basename(home));
    expect(bugs).toHaveLength(1);
  });
});

describe('a disk without second names', () => {
  const withoutLinks = async (run: () => Promise<void>): Promise<number> => {
    const link = fs.promises.link;
    let tries = 0;
    fs.promises.link = () => {
      tries += 1;
      return Promise.reject(Object.assign(new Error('EPERM'), { code: 'EPERM' }));
    };
    try {
      await run();
      return tries;
    } finally {
      fs.promises.link = link;
    }
  };

  test('gets the file all the same, and one that is there stays', async () => {
    const tries = await withoutLinks(async () => {
      expect(await save()).toMatchObject({ ok: true });
      expect(await save({ parts: ['another'] })).toMatchObject({ ok: false });
    });
    expect(tries).toBe(2);
    expect(fs.readFileSync(inHome('documents/mine.md'), 'utf8')).toBe('# One\ntwo ä 三\n');
    expect(fs.statSync(inHome('documents/mine.md')).mode & 0o777).toBe(0o600);
    expect(filesBelow(home)).toEqual(['documents/mine.md']);
  });
});

describe('what the page sends', () => {
  const names = [
    '',
    '.md',
    '.hidden.md',
    'a.exe',
    'a.md.exe',
    'a.MD',
    'a',
    'a b.md',
    'a_b.md',
    '../a.md',
    'a/b.md',
    String.raw`a\b.md`,
    '/etc/a.md',
    'C:a.md',
    'a.md\n',
    'a.md\u0000',
    'ä.md',
    '-a.md',
    `${'a'.repeat(121)}.md`,
    null,
    42,
    ['a.md'],
    { toString: () => 'a.md' },
  ];
  test.each(names.map((name) => [name]))('%j is no name, and nobody is asked', async (name) => {
    expect(await save({ name })).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect([asked(), filesBelow(home)]).toEqual([0, []]);
  });

  test.each(['a.html', 'fix-the-login-test-2026-11-21.md', '7.json', `${'a'.repeat(120)}.jsonl`])(
    '%s is one',
    async (name) => {
      expect(await save({ name })).toMatchObject({ ok: true });
    },
  );

  test.each([
    ['a string', 'text'],
    ['nothing', undefined],
    ['an object', { 0: 'a', length: 1 }],
    ['a number among parts', ['a', 1]],
    ['a part that is not there', Object.assign(Array.from<string>({ length: 2 }), { 0: 'a' })],
    ['an endless list of nothing', Array.from({ length: 2_000_000 })],
    ['bytes', [new Uint8Array(3)]],
  ])('%s is no file, and nobody is asked', async (_what, parts) => {
    // A default would stand in for what is left out.
    const result = await saver()('a.md', parts);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(asked()).toBe(0);
  });

  test('more than 512 MB are refused, counted in bytes', async () => {
    const part = 'ä'.repeat(32 * 1024 * 1024);
    const most = mostFileBytes / (64 * 1024 * 1024);
    const result = await save({ parts: [...Array.from({ length: most }, () => part), 'x'] });
    expect(result).toMatchObject({ ok: false, error: { code: 'too_large' } });
    expect(asked()).toBe(0);
  });
});

describe('the question', () => {
  test('stands once at a time, and can be asked again afterwards', async () => {
    const saveFile = saver();
    fake.places.push(inHome('documents/one.md'), inHome('documents/two.md'));
    const [first, second] = await Promise.all([saveFile('one.md', ['1']), saveFile('two.md', ['2'])]);
    expect([first, second]).toEqual([ok({ saved: true }), ok({ saved: false })]);
    expect(await saveFile('two.md', ['2'])).toEqual(ok({ saved: true }));
    expect(asked()).toBe(2);
  });

  test('is not asked without a window to ask it in', async () => {
    expect(await save({ window: null })).toEqual(ok({ saved: false }));
    expect(asked()).toBe(0);
  });
});
