import fs from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessionFromText } from './claude-log.ts';
import { errorOf, startTestEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

const talk = `
  09:00 user Where is the walrus
  09:01 calls t1 Bash npm test
  09:02 fails t1 Exit code 1
  09:03 assistant It swims.`;

/** The rows of a session's files in every table that has any, by table. */
function rowsOf(home: TestHome, session_id: string): Record<string, number> {
  const db = new DatabaseSync(path.join(home.data_dir, 'catalog.sqlite'), { readOnly: true });
  const tables = db.prepare("select name from pragma_table_list where schema = 'main' and type = 'table'").all();
  const counts = tables.flatMap(({ name }) => {
    const columns = db.prepare(`select name from pragma_table_info('${name}')`).all();
    const key = ['session_id', 'file_id'].find((one) => columns.some((column) => column['name'] === one));
    if (!key) return [];
    const chosen = key === 'file_id' ? `file_id not in (select id from files where session_id <> ?)` : 'session_id = ?';
    const { count } = db.prepare(`select count(*) as count from ${name} where ${chosen}`).get(session_id)!;
    return Number(count) > 0 ? [[String(name), Number(count)] as const] : [];
  });
  db.close();
  return Object.fromEntries(counts);
}

describe('a session whose log was deleted', () => {
  const home = new TestHome(afterAll);
  let engine: TestEngine;
  const listed = async (input = {}): Promise<string[]> =>
    valueOf(await engine.api.sessions(input)).sessions.map((session) => session.session_id);

  beforeAll(async () => {
    home.draw(talk, { session_id: 'deleted' });
    home.write(
      'deleted/subagents/agent-a1.jsonl',
      sessionFromText('09:02 user Look\n09:03 assistant Seen a walrus', {
        session_id: 'deleted',
        ids: 'a1',
        agent_id: 'a1',
      }),
    );
    // The same messages and calls, with the same ids, in a session that went on with them.
    home.write('copy.jsonl', fs.readFileSync(home.fileOf('deleted.jsonl'), 'utf8').replaceAll('"deleted"', '"copy"'));
    home.draw('09:00 user hello\n09:01 user A walrus too', { session_id: 'stays' });
    engine = startTestEngine(home);
    await engine.scanned({ with_text: true });
  });

  test('is not forgotten as long as a file of it is there', async () => {
    const here = { source: 'claude_code', session_id: 'deleted' };
    expect(errorOf(await engine.api.forgetSession(here)).code).toBe('bad_request');
    fs.rmSync(home.fileOf('deleted.jsonl'));
    await engine.scanned();
    expect(errorOf(await engine.api.forgetSession(here)).code).toBe('bad_request');
    expect(await listed({ is: 'gone' })).toEqual([]);
  });

  test('says so, is found by that, and keeps its figures', async () => {
    fs.rmSync(home.fileOf('deleted'), { recursive: true });
    await engine.scanned();
    expect(await listed({ is: 'gone' })).toEqual(['deleted']);
    const { sessions } = valueOf(await engine.api.sessions({ is: 'gone' }));
    expect(sessions[0]).toMatchObject({ is_gone: true, title: 'Where is the walrus' });
    expect(valueOf(await engine.api.search({ q: 'is:gone' })).hits.map((hit) => hit.session_id)).toEqual(['deleted']);
  });

  test('leaves nothing behind when it is forgotten, and others take over what they shared', async () => {
    const before = valueOf(await engine.api.usageAnalytics({ days: 'all' })).totals;
    expect(rowsOf(home, 'deleted')['calls']).toBeGreaterThan(0);
    expect(indexed(home)).toEqual({ sessions: ['copy', 'deleted', 'deleted', 'stays'], messages: 3 + 3 + 2 + 2 });
    expect(valueOf(await engine.api.forgetSession({ session_id: 'deleted' }))).toEqual({ forgotten_files: 2 });
    expect(rowsOf(home, 'deleted')).toEqual({});
    expect((await listed()).toSorted()).toEqual(['copy', 'stays']);
    expect(errorOf(await engine.api.session({ session_id: 'deleted' })).code).toBe('not_found');
    const after = valueOf(await engine.api.usageAnalytics({ days: 'all' })).totals;
    const ofSubagent = 1;
    expect(before.call_count - after.call_count).toBe(ofSubagent);
    const { hits } = valueOf(await engine.api.search({ q: 'walrus' }));
    expect(new Set(hits.map((hit) => hit.session_id))).toEqual(new Set(['copy', 'stays']));
    expect(indexed(home)).toEqual({ sessions: ['copy', 'stays'], messages: 3 + 2 });
  });

  test('comes back when its log does', async () => {
    home.draw(talk, { session_id: 'deleted' });
    await engine.scanned({ with_text: true });
    expect(await listed()).toContain('deleted');
    expect(valueOf(await engine.api.sessions({ is: 'gone' })).total).toBe(0);
  });
});

/** The sessions of the files whose words are indexed, null for a file that the catalog does not know; and of how many messages. */
function indexed(home: TestHome): { sessions: (string | null)[]; messages: number } {
  const shards = [0, 1].map((shard) => {
    const db = new DatabaseSync(path.join(home.data_dir, `text-${shard}.sqlite`), { readOnly: true });
    db.exec(`attach '${path.join(home.data_dir, 'catalog.sqlite')}' as known`);
    const rows = db.prepare('select session_id from indexed left join known.files f on f.id = file_id').all();
    const { messages } = db.prepare('select count(*) as messages from messages').get()!;
    db.close();
    return { sessions: rows.map((row) => row['session_id'] as string | null), messages: Number(messages) };
  });
  return {
    sessions: shards.flatMap(({ sessions }) => sessions).toSorted(),
    messages: shards.reduce((sum, { messages }) => sum + messages, 0),
  };
}
