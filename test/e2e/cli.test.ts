import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { plantedSecret, runBuiltCli, sessionId, startCli, untilServing, worldWithOneSession } from './built-app.ts';

describe('the built command line', () => {
  test('lists, shows, finds and counts a session of a real home', async () => {
    const world = worldWithOneSession();
    const list = await runBuiltCli(['list', '--json'], world);
    expect([list.code, list.notes]).toEqual([0, '']);
    expect(JSON.parse(list.out)).toMatchObject({ total: 1, sessions: [{ session_id: sessionId, message_count: 2 }] });
    const show = await runBuiltCli(['show', sessionId.slice(0, 8)], world);
    expect(show.out).toContain('> Bash: npm test');
    const search = await runBuiltCli(['search', 'login', 'test'], world);
    expect(search.out).toContain(sessionId);
    const stats = await runBuiltCli(['stats', '--days', 'all', '--json'], world);
    expect(JSON.parse(stats.out)).toMatchObject({
      usage: { totals: { call_count: 1 } },
      tools: { tool_counts: { Bash: 1 } },
    });
  });

  test('never shows or keeps the secret that the session holds', async () => {
    const world = worldWithOneSession();
    const runs = [
      ['list', '--json'],
      ['show', sessionId, '--json'],
      ['search', 'login', '--json'],
      ['scan', '--json'],
    ];
    for (const args of runs) {
      const run = await runBuiltCli(args, world);
      expect(run.code).toBe(0);
      expect(run.out + run.notes).not.toContain(plantedSecret.slice(14, 40));
    }
    for (const name of readdirSync(world.data_dir, { recursive: true }) as string[]) {
      const file = join(world.data_dir, name);
      if (!statSync(file).isFile()) continue;
      expect(readFileSync(file).includes(plantedSecret.slice(14, 40))).toBe(false);
    }
  });

  test('leaves the home as it was, and keeps its own folder to its owner', async () => {
    const world = worldWithOneSession();
    const file = join(world.home, '.claude/projects/-home-dev-site', `${sessionId}.jsonl`);
    const before = [readFileSync(file, 'utf8'), statSync(file).mtimeMs];
    await runBuiltCli(['scan'], world);
    expect([readFileSync(file, 'utf8'), statSync(file).mtimeMs]).toEqual(before);
    expect(readdirSync(world.home).toSorted()).toEqual(['.claude', 'data']);
    expect(statSync(world.data_dir).mode & 0o077).toBe(0);
  });

  test('a second scan reads nothing and writes nothing', async () => {
    const world = worldWithOneSession();
    await runBuiltCli(['scan'], world);
    const again = await runBuiltCli(['scan', '--json'], world);
    expect(JSON.parse(again.out)).toMatchObject({ bytes_read: 0, rows_written: 0, text_done: true });
  });

  test('exit codes are 0, 1 and 2', async () => {
    const world = worldWithOneSession();
    expect((await runBuiltCli(['sources'], world)).code).toBe(0);
    expect((await runBuiltCli(['show', 'unknown'], world)).code).toBe(1);
    expect((await runBuiltCli(['list', '--nonsense'], world)).code).toBe(2);
  });

  test('help and redact do not touch the disk', async () => {
    const world = worldWithOneSession();
    expect((await runBuiltCli(['--help'], world)).code).toBe(0);
    const redacted = await runBuiltCli(['redact'], world, `key: ${plantedSecret}\n`);
    expect(redacted.out).toMatch(/^key: \[REDACTED:[a-z0-9-]+:[0-9a-f]{6}\]\n$/);
    expect(existsSync(world.data_dir)).toBe(false);
  });

  test('ends quietly when nobody reads any more', async () => {
    const child = startCli(['list', '--json'], worldWithOneSession());
    child.stdout?.destroy();
    let notes = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (notes += text));
    const [code] = (await once(child, 'close')) as [number | null];
    expect([code, notes]).toEqual([0, '']);
  });
});

describe('serve', () => {
  test('stops at once when it is told to, and lets its port go', async () => {
    const world = worldWithOneSession();
    const { url, child } = await untilServing(startCli(['serve', '--no-open'], world));
    child.kill('SIGINT');
    const [code] = (await once(child, 'exit')) as [number | null];
    expect(code).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('a port in use is one sentence and exit code 1', async () => {
    const world = worldWithOneSession();
    const { url } = await untilServing(startCli(['serve', '--no-open'], world));
    const second = await runBuiltCli(['serve', '--no-open', '--port', url.port], worldWithOneSession());
    expect(second).toMatchObject({
      code: 1,
      out: '',
      notes: `Port ${url.port} is in use by another program. Give another one with --port.\n`,
    });
  });

  test('answers the fixed addresses, by the long name and by the short word', async () => {
    const { url, token } = await untilServing(startCli(['serve', '--no-open'], worldWithOneSession()));
    const get = async (path: string): Promise<unknown> => {
      const answer = await fetch(new URL(`/api/v1/${path}`, url), { headers: { authorization: `Bearer ${token}` } });
      return [answer.status, await answer.json()];
    };
    await fetch(new URL('/api/v1/agent-sessions/scan', url), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
    for (const start of ['agent-sessions/claude_code', 'agent-sessions/all', 'claude-code']) {
      expect(await get(`${start}/sessions`)).toMatchObject([200, { total: 1 }]);
      expect(await get(`${start}/sessions/${sessionId}/messages`)).toMatchObject([200, { total: 2 }]);
      expect(await get(`${start}/analytics/tools?days=all`)).toMatchObject([200, { tool_counts: { Bash: 1 } }]);
      expect(await get(`${start}/sessions/unknown`)).toMatchObject([404, { error: { code: 'not_found' } }]);
      expect(await get(`${start}/sessions?limit=-1`)).toMatchObject([400, { error: { code: 'bad_request' } }]);
    }
    for (const start of ['codex', 'openai', 'agent-sessions/codex_cli', 'agent-sessions/openai_api']) {
      expect(await get(`${start}/sessions`)).toMatchObject([200, { sessions: [], total: 0 }]);
    }
    expect(await get('agent-sessions/no_such_source/sessions')).toMatchObject([404, { error: { code: 'not_found' } }]);
    expect(await get('agent-sessions/status')).toMatchObject([200, { catalog_done: true }]);
  });
});
