import fs from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { type MethodName, methods, SessionMarkers } from '../../src/contract/methods.ts';
import { Engine } from '../../src/engine/engine.ts';
import { shardPath } from '../../src/engine/text/text-index.ts';
import { TextStore } from '../../src/engine/text/text-store.ts';
import { serve } from '../../src/rpc/serve.ts';
import { connect } from '../../src/rpc/client.ts';
import { askEverything } from '../security/canaries/ask-everything.ts';
import { threadModule } from './built-threads.ts';
import { sessionFromText } from './claude-log.ts';
import { TestHome } from './running-engine.ts';

/** Work is counted here and not timed: a count is the same on every machine, however busy it is. */

const statements = new Map<string, number>();
const { prepare } = DatabaseSync.prototype;

/** Notes every statement that the engine prepares in this thread, and how often it is run. */
beforeAll(() => {
  DatabaseSync.prototype.prepare = function (this: DatabaseSync, sql: string): StatementSync {
    statements.set(sql, statements.get(sql) ?? 0);
    const statement = prepare.call(this, sql);
    for (const name of ['run', 'all', 'get'] as const) {
      const done = statement[name].bind(statement) as (...values: never[]) => never;
      statement[name] = (...values: never[]) => {
        statements.set(sql, (statements.get(sql) ?? 0) + 1);
        return done(...values);
      };
    }
    return statement;
  };
});
afterAll(() => {
  DatabaseSync.prototype.prepare = prepare;
});

/** An engine in this thread, with readers in theirs, asked as the screens ask it. */
function engineOver(home: TestHome) {
  const settings = {
    reader_url: threadModule('reader').href,
    environment: {},
    home: home.path,
    data_dir: home.data_dir,
  };
  const engine = new Engine(settings, () => {});
  const answers: ((message: unknown) => void)[] = [];
  const asks: ((message: unknown) => void)[] = [];
  serve(
    {
      post: (message) => answers.forEach((take) => take(structuredClone(message))),
      onMessage: (take) => void asks.push(take),
    },
    engine.handlers,
    (error) => {
      throw error;
    },
  );
  const { call } = connect({
    post: (message) => asks.forEach((take) => take(structuredClone(message))),
    onMessage: (take) => void answers.push(take),
  });
  const ask = async (method: MethodName, input: Record<string, unknown>) => {
    const result = await call(method, input);
    return { text: JSON.stringify(result), value: result.ok ? result.value : null };
  };
  return { engine, ask };
}

const turn = (n: number): string =>
  `09:${String(n % 60).padStart(2, '0')}:00 user Do ${n}\n09:${String(n % 60).padStart(2, '0')}:01 calls c${n} Bash ls ${n}\n` +
  `09:${String(n % 60).padStart(2, '0')}:02 returns c${n} out\n09:${String(n % 60).padStart(2, '0')}:03 calls e${n} Edit /p/f${n}.ts\n` +
  `09:${String(n % 60).padStart(2, '0')}:04 returns e${n} done\n09:${String(n % 60).padStart(2, '0')}:05 assistant Did ${n}`;

function drawSessions(home: TestHome, count: number): void {
  for (let n = 0; n < count; n++) home.draw([0, 1, 2].map((t) => turn(n * 3 + t)).join('\n'), { session_id: `s-${n}` });
}

/** What one scan of so many sessions does. */
async function workOf(sessions: number): Promise<{ rows: number; runs: number; bytes: number }> {
  const home = new TestHome();
  drawSessions(home, sessions);
  for (const sql of statements.keys()) statements.set(sql, 0);
  const { engine } = engineOver(home);
  const { rows_written, bytes_read } = await engine.scan();
  await engine.close();
  return { rows: rows_written, runs: [...statements.values()].reduce((sum, n) => sum + n, 0), bytes: bytes_read };
}

test('four times the sessions are no more than 4.4 times the work', async () => {
  const [some, more] = [await workOf(10), await workOf(40)];
  for (const kind of ['rows', 'runs', 'bytes'] as const) expect(more[kind]).toBeLessThan(4.4 * some[kind]);
});

test('a line added to a long session costs that line, and the look at what stands before it', async () => {
  const home = new TestHome();
  home.draw(Array.from({ length: 400 }, (_, n) => turn(n)).join('\n'), { session_id: 'long' });
  const { engine } = engineOver(home);
  onTestFinished(() => engine.close());
  const before = await engine.scan();
  const line = sessionFromText('11:00 user One more', { session_id: 'long', ids: 'more' });
  home.append('long.jsonl', line);
  const after = await engine.scan();
  expect(after.bytes_read - before.bytes_read).toBe(line.length);
  expect(after.rows_written - before.rows_written).toBeLessThan(12);
});

describe('of all statements that the engine prepares', () => {
  /** Tables with a row for each thing that happened; a walk through one takes time that grows with the archive. */
  const large = [
    'calls',
    'tool_calls',
    'tool_files',
    'prompts',
    'turns',
    'compactions',
    'several_files',
    'subagents',
    'problems',
    'hook_runs',
    'approvals',
    'api_errors',
    'messages',
    'texts',
    'texts_idx',
    'texts_data',
  ];

  /** What is asked for each session walks through no list of files either. */
  const sessions = 12;

  /** Everything that sessions can be asked for, one at a time. */
  const filters: Record<string, unknown>[] = [
    { q: 'Do' }, { model: 'son' }, { branch: 'main' }, { file: 'f1' }, { tool: 'Bash' }, { program: 'ls' },
    { command: 'ls 1' }, { cost: '>0' }, { length: '>1m' }, { active: '15m..1h' }, { weekday: 'mon' }, { hour: '9-17' },
    { weekday: 'sat', hour: '9' }, { edited: '1' }, { edited: '2+' }, { edited: 'never' }, { tag: 'x' }, { pins: 'first' },
    ...SessionMarkers.options.map((has) => ({ has })),
    ...['pinned', 'hidden', 'noted', 'gone'].map((is) => ({ is })),
  ]; // prettier-ignore

  /** What the threads that write the index prepare, prepared in this one. */
  function writeIndex(file: string): void {
    const store = new TextStore(file, 'a catalog');
    const texts = { text: 'walrus', thinking: '', tool_input: '', tool_output: '' };
    for (const file_id of [1, 2, 1]) {
      store.begin(file_id);
      store.put({ ordinal: 0, agent_id: null, place: 0, role: 'user', at: null, spans: [], texts });
      store.mark(file_id, 10, 'state');
    }
    store.settle();
    store.forget(2);
    store.close();
  }

  const mayWalk = [
    // Only for a session that was made out of another agent's file, which is looked for by its whole path.
    /files o on s\.original_path/,
    // Once, when the app comes with newer prices.
    /select \* from calls where reported_cost_usd is null/,
    // Part of a name can stand anywhere in it.
    /from tool_(?:calls|files) t .* like \?/,
    // A view of two tables, which is made once for the statement and looked up by its file then.
    /tool_files t on t\.file_id = f\.id/,
    // No further than twice what is new.
    /select 1 from messages limit 1 offset/,
    // Once for those who look for parts of words; only pages on which a word begins.
    /from texts_idx i join texts_data/,
  ];

  test('none walks through a table of things that happened, but to sum up all of it', async () => {
    const home = new TestHome();
    drawSessions(home, sessions);
    const { engine, ask } = engineOver(home);
    await engine.scanWithText();
    const queries = [
      'ls',
      'tool:Bash',
      'file:f1',
      'model:sonnet',
      'after:2026-01-01 Do',
      'cost:>1',
      'is:error',
      '"Do 1"',
      '*oth*',
    ];
    const asked = await askEverything({
      ask,
      source_ids: ['claude_code'],
      queries,
      texts: ['x'],
      foreign_ids: ['no'],
      formats: ['markdown'],
    });
    for (const filter of filters)
      for (const range of [{}, { from: '2026-01-01', to: '2026-12-31' }, { source: 'claude_code', project: '/p' }]) {
        const { text, value } = await ask('sessions', { ...filter, ...range });
        expect(value, text).not.toBeNull();
      }
    for (const range of [{ days: 7 }, { days: 30 }, { days: 'all', project: '/p' }, { days: 'all', model: 'son' }])
      for (const method of ['toolAnalytics', 'usageAnalytics', 'activityAnalytics', 'eventAnalytics'] as const)
        expect((await ask(method, range)).value).not.toBeNull();
    fs.rmSync(home.fileOf('s-0.jsonl'));
    await engine.scanWithText();
    expect((await ask('forgetSession', { source: 'claude_code', session_id: 's-0' })).value).not.toBeNull();
    writeIndex(join(home.path, 'index.sqlite'));
    expect(asked.sessions).toHaveLength(sessions);
    expect(Object.keys(methods).length).toBeGreaterThan(asked.calls.size - 1);
    const paths = [engine.parts.catalog.db.location()!, shardPath(home.data_dir, 0)];
    const databases = paths.map((path) => new DatabaseSync(path, { readOnly: true }));
    const walks = [...statements.keys()].flatMap((sql) => walksIn(databases, sql));
    for (const db of databases) db.close();
    await engine.close();
    const found = walks.filter(({ table, runs }) => large.includes(table) || (table === 'files' && runs > sessions));
    expect(found.filter(({ sql }) => !mayWalk.some((form) => form.test(sql)))).toEqual([]);
    for (const form of mayWalk) expect(found.some(({ sql }) => form.test(sql))).toBe(true);
  }, 120_000);
});

/**
 * A table or an index read from end to end, in the words of SQLite: also one that is said to be searched, without a word of
 * what for. Of the texts only those are gone through that hold the words, or have the ids (`M` and `=` in the words of FTS5).
 */
const walk = /^(?:SCAN (\w+)\b(?! VIRTUAL TABLE INDEX \d+:\S*[M=])|SEARCH (\w+) USING (?!INTEGER)[^(]*$)/;

/** Tables that a statement reads from end to end: of the catalog, or of the text index. */
function walksIn(databases: readonly DatabaseSync[], sql: string): { table: string; sql: string; runs: number }[] {
  const plan = databases.map((db) => planIn(db, sql)).find((found) => found !== null) ?? [];
  return plan.flatMap(({ detail }) => {
    const [, scanned, searched] = walk.exec(String(detail)) ?? [];
    const name = scanned ?? searched ?? '';
    const table = tableBehind(sql, name);
    return table === ''
      ? []
      : [{ table, sql: `${String(detail)}: ${sql.replace(/\s+/g, ' ')}`, runs: statements.get(sql) ?? 0 }];
  });
}

/** Null when the tables are those of another database. */
function planIn(db: DatabaseSync, sql: string): Record<string, unknown>[] | null {
  try {
    return prepare.call(db, `explain query plan ${sql}`).all();
  } catch (error) {
    if (error instanceof Error && /no such (table|column|module)/.test(error.message)) return null;
    throw error;
  }
}

/** The table that an alias stands for. */
function tableBehind(sql: string, name: string): string {
  if (name === '') return '';
  return new RegExp(`(?:from|join)\\s+(\\w+)\\s+(?:as\\s+)?${name}\\b`, 'i').exec(sql)?.[1] ?? name;
}
