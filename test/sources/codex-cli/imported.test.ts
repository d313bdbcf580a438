import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test, vi } from 'vitest';
import { openHome } from '../../helpers/read-home.ts';
import { context, count, event, message, meta, thread } from './rollout.ts';

vi.mock('node:worker_threads', () => import('../../helpers/in-process-threads.ts'));

const jsonl = (records: object[]): string => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** A home with a session of one agent and a thread that was made out of it. */
async function titlesIn(own: object[]): Promise<string[]> {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-imported-')));
  const home = path.join(folder, 'home');
  const write = (name: string, text: string): string => {
    const at = path.join(home, name);
    fs.mkdirSync(path.dirname(at), { recursive: true });
    fs.writeFileSync(at, text);
    return at;
  };
  const envelope = { sessionId: 'a', timestamp: '2026-05-01T09:00:00.000Z', cwd: '/srv/app', version: '2.1.0' };
  const source_path = write(
    '.claude/projects/-srv-app/5e550000-0000-4000-8000-000000000001.jsonl',
    jsonl([
      { ...envelope, type: 'user', uuid: 'a1', parentUuid: null, message: { role: 'user', content: 'Fix the test' } },
    ]),
  );
  const imported = [
    meta(),
    event('task_started', { turn_id: 'external-import-turn-1' }),
    message('user', 'Fix the test'),
  ];
  write(`.codex/sessions/2026/05/04/rollout-2026-05-04T14-00-00-${thread}.jsonl`, jsonl([...imported, ...own]));
  write(
    '.codex/external_agent_session_imports.json',
    JSON.stringify({ records: [{ source_path, imported_thread_id: thread }] }),
  );
  const engine = openHome({ home, environment: {}, data_dir: path.join(folder, 'data') });
  try {
    await engine.scan();
    const { sessions } = await engine.ask('sessions', { source: 'all' });
    return sessions.map((session) => `${session.provider_label}: ${session.title}`).toSorted();
  } finally {
    await engine.close();
    fs.rmSync(folder, { recursive: true });
  }
}

test('a thread made out of a session that is shown itself is shown once', async () => {
  expect(await titlesIn([])).toEqual(['Claude Code: Fix the test']);
});

test('a thread that was gone on with is shown beside its original', async () => {
  const own = [context('gpt-5.5'), message('user', 'And now?'), count([9, 0, 1, 0], [9, 0, 1, 0])];
  expect(await titlesIn(own)).toEqual(['Claude Code: Fix the test', 'Codex CLI: Fix the test']);
});
