import { execFile } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../src/cli/command.ts';
import { runCommand } from '../../src/cli/run-command.ts';
import { ExportFormat } from '../../src/contract/export.ts';
import { type MethodName, methodNames } from '../../src/contract/methods.ts';
import { placeholderPattern } from '../../src/redaction/index.ts';
import { requestOf } from '../../src/renderer/api/http.ts';
import { sources } from '../../src/sources/index.ts';
import { startHost } from '../../src/web/host.ts';
import { startTestEngine, type TestEngine, TestHome } from '../engine/running-engine.ts';
import { builtPage } from '../helpers/built-page.ts';
import { askEverything, changing } from './canaries/ask-everything.ts';
import { seedClaudeHome } from './canaries/claude-home.ts';
import { seedCodexHome } from './canaries/codex-home.ts';
import { contextFamilies } from './canaries/contexts.ts';
import { LeakSearch } from './canaries/leaks.ts';
import { newSeeds } from './canaries/seeds.ts';
import { tokenFamilies } from './canaries/tokens.ts';

/** How to write a home with secrets in it, for every source that can be read. */
const seeders = { claude_code: seedClaudeHome, codex_cli: seedCodexHome };

/** Secrets that get out, by family and place, each with the reason. Only ever shorter. */
const blanks = 'A password in quotes that is several words reads like a sentence.';
const known: Readonly<Record<string, string>> = {
  'quoted-blanks, claude: answer': blanks,
  'quoted-blanks, claude: summary': blanks,
  'quoted-blanks, codex: unknown record': blanks,
  'twilio-key, claude: cwd': 'Between slashes the whole path is taken for one run of letters, which begins otherwise.',
};

const home = new TestHome(afterAll);
const seeds = newSeeds(20_261_121);
for (const seed of Object.values(seeders)) seed(home.path, seeds);
const { canaries } = seeds;
const search = new LeakSearch(canaries);
let engine: TestEngine;

const filesBelow = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** Looks at every byte in the data folder; what SQLite has not moved out of its log yet counts too. */
function lookAtDisk(when: string): void {
  for (const file of filesBelow(home.data_dir))
    search.look(`${path.basename(file)} ${when}`, fs.readFileSync(file, 'latin1'));
}

/** Leaks found so far that are not known, readable. */
const news = (): string[] =>
  search.leaks
    .filter(({ canary }) => !Object.hasOwn(known, `${canary.family}, ${canary.place}`))
    .map(({ canary, found }) => `${canary.family}, ${canary.place} → ${found.slice(0, 4).join(' | ')}`);

const wish = {
  source_ids: Object.keys(seeders),
  queries: [
    'password',
    'token*',
    'srv',
    'key',
    '"the password"',
    'is:live',
    'admin OR root',
    ...canaries.flatMap(({ secret }) => [secret, `"${secret}"`]),
  ],
  texts: canaries.map(({ text }) => text),
  foreign_ids: canaries.map(({ secret }) => secret),
  formats: ExportFormat.options,
};

beforeAll(() => {
  engine = startTestEngine(home);
});

describe('the canaries', () => {
  test('are many, of every family, in every source that can be read, and each stands in a log as it is', () => {
    expect(canaries.length).toBeGreaterThan(300);
    expect(new Set(canaries.map(({ secret }) => secret)).size).toBe(canaries.length);
    const families = new Set(canaries.map(({ family }) => family));
    expect(
      [...Object.keys(tokenFamilies), ...Object.keys(contextFamilies)].filter((name) => !families.has(name)),
    ).toEqual([]);
    expect(sources.filter(({ reader_version }) => reader_version > 0).map(({ id }) => id)).toEqual(
      Object.keys(seeders),
    );
    const raw = new LeakSearch(canaries);
    for (const file of filesBelow(home.path))
      if (!file.startsWith(home.data_dir)) raw.look(file, `${file}\n${fs.readFileSync(file, 'utf8')}`);
    expect(raw.leaks.length).toBe(canaries.length);
  });
});

describe('none of them leaves', () => {
  test('by an answer to any method, or by news', async () => {
    const marks = new Set<string>();
    const ask = async (method: MethodName, input: Record<string, unknown>) => {
      const result = await engine.call(method, input);
      const text = JSON.stringify(result);
      for (const [mark] of text.matchAll(placeholderPattern)) marks.add(mark);
      search.look(
        `${method} ${JSON.stringify(input)
          .slice(0, 80)
          .replaceAll(/[^\w:{}," -]/g, '?')}`.slice(0, 24),
        text,
      );
      return { text, value: result.ok ? result.value : null };
    };
    const { calls, sessions } = await askEverything({ ask, ...wish });
    expect(sessions.length).toBeGreaterThan(18);
    expect(methodNames.filter((name) => !calls.has(name)).toSorted()).toEqual([...changing].toSorted());
    // What was hidden was there to be seen: nearly every secret has left its mark.
    expect(marks.size).toBeGreaterThan(canaries.length * 0.8);
    search.look('events', JSON.stringify(engine.events));
    lookAtDisk('while the engine runs');
    expect(news()).toEqual([]);
  }, 60_000);

  test('over HTTP, whatever is asked', async () => {
    const bugs: unknown[] = [];
    const host = await startHost({
      engine,
      page_folder: builtPage(),
      host: '127.0.0.1',
      port: 0,
      token: 'T',
      onBug: (bug) => bugs.push(bug),
    });
    const read = async (address: string, init: RequestInit): Promise<{ text: string; value: unknown }> => {
      const response = await fetch(new URL(address, host.address), init);
      const text = await response.text();
      search.look(
        `HTTP ${address.split('/').slice(3, 5).join('/').slice(0, 30)}`,
        `${text}\n${JSON.stringify([...response.headers])}`,
      );
      return { text, value: response.ok && text !== '' ? JSON.parse(text) : null };
    };
    const headers = { authorization: 'Bearer T', 'content-type': 'application/json' };
    try {
      const stream = new AbortController();
      const events = fetch(new URL('api/v1/events', host.address), { headers, signal: stream.signal })
        .then((response) => response.text())
        .catch(() => '');
      await askEverything({
        ask: (method, input) => {
          const { verb, path: address, body } = requestOf(method, input);
          return read(address, { method: verb, headers, body });
        },
        ...wish,
        queries: wish.queries.slice(0, 40),
        texts: wish.texts.slice(0, 40),
        formats: ['html'],
      });
      for (const { secret } of canaries.slice(0, 80)) {
        await read(`/api/v1/${encodeURIComponent(secret)}/sessions`, { headers }).catch(() => null);
        await fetch(new URL(`/${encodeURIComponent(secret)}`, host.address)).then(async (response) =>
          search.look('HTTP page', await response.text()),
        );
        await read('/api/v1/redact', { method: 'POST', headers, body: `{"text": ${secret}` });
      }
      stream.abort();
      search.look('HTTP events', await events);
    } finally {
      await host.close();
    }
    expect(bugs).toEqual([]);
    expect(news()).toEqual([]);
  }, 60_000);

  test('on the command line', async () => {
    const listed = await engine.api.sessions({ limit: 1000 });
    const ids = listed.ok ? listed.value.sessions.map(({ session_id }) => session_id) : [];
    const commands = [
      ['sources'], ['sources', '--json'], ['list'], ['list', '--json'], ['list', 'srv'], ['stats', '--days', 'all'], ['stats', '--days', 'all', '--json'],
      ['scan'], ['search', 'password'], ['search', 'token', '--json'], ...ids.flatMap((id) => [['show', id, '-n', '500'], ['show', id, '--json']]),
      ...methodNames.filter((name) => !changing.has(name)).map((name) => ['call', name, JSON.stringify({ session_id: ids[0], q: 'password', days: 'all', text: 'x', block_id: '0-0-b0' })]),
      ...methodNames.filter((name) => !changing.has(name)).map((name) => ['call', name, '{}']),
    ]; // prettier-ignore
    for (const args of commands) {
      const printed = await runWith(args, '');
      search.look(`command ${args.slice(0, 2).join(' ').slice(0, 30)}`, printed);
    }
    for (const { text } of canaries) search.look('command redact', await runWith(['redact'], text));
    expect(news()).toEqual([]);
  }, 60_000);

  test('by what whole processes print', async () => {
    await engine.stop();
    const script = path.join(import.meta.dirname, 'canaries', 'run-cli-process.ts');
    const env = { PATH: process.env['PATH'], HOME: home.path, REARVIEW_DATA_DIR: home.data_dir, NODE_NO_WARNINGS: '' };
    const runs = [
      ['list'],
      ['search', 'password', '--json'],
      ['call', 'messages', '{"session_id":"00000001-5e55-4000-8000-000000000001"}'],
    ];
    const outputs = await Promise.all(
      runs.map((args) =>
        promisify(execFile)(process.execPath, [script, ...args], { env, cwd: home.path, maxBuffer: 1 << 26 }),
      ),
    );
    outputs.forEach(({ stdout, stderr }, n) => {
      expect(stdout.length).toBeGreaterThan(500);
      search.look(`process ${runs[n]!.join(' ').slice(0, 30)}`, `${stdout}\n${stderr}`);
    });
    lookAtDisk('in the end');
    expect(news()).toEqual([]);
  }, 60_000);

  test('when everything is read again, at any level', async () => {
    engine = startTestEngine(home);
    for (const level of ['strict', 'private', 'secrets'] as const) {
      const saved = await engine.api.saveSettings({ level, extra_words: [] });
      search.look(`saveSettings ${level}`, JSON.stringify(saved));
      for (const answer of [
        await engine.api.scan({ with_text: true }),
        await engine.api.sessions({ limit: 1000 }),
        await engine.api.search({ q: 'password' }),
      ])
        search.look(`level ${level}`, JSON.stringify(answer));
    }
    search.look('rebuild', JSON.stringify(await engine.api.rebuild({})));
    search.look('events', JSON.stringify(engine.events));
    await engine.stop();
    lookAtDisk('after all levels');
    expect(news()).toEqual([]);
  }, 60_000);

  test('but those that are known to, and no fewer: what is mended is taken off the list', () => {
    const leaked = new Set(search.leaks.map(({ canary }) => `${canary.family}, ${canary.place}`));
    expect(Object.keys(known).filter((name) => !leaked.has(name))).toEqual([]);
    expect(search.chars).toBeGreaterThan(5_000_000);
  });
});

/** Runs a command in this process over the engine that runs, and gives back all it wrote. */
async function runWith(args: string[], stdin: string): Promise<string> {
  let printed = '';
  const context: Context = {
    write: async (text) => void (printed += text),
    note: (text) => void (printed += text),
    stdin: Readable.from([Buffer.from(stdin)]),
    is_watched: true,
    columns: 200,
    environment: {},
    platform: 'linux',
    page_folder: '',
    engine: () => engine,
    openBrowser: () => {},
    untilInterrupted: async () => {},
  };
  await runCommand(args, context, '0');
  return printed;
}
