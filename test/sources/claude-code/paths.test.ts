import { describe, expect, test } from 'vitest';
import { createFiles } from '../../../src/files/index.ts';
import { claudeCode } from '../../../src/sources/claude-code/index.ts';
import { plant, rootAt, temporaryFolder } from '../../files/tree.ts';

const home = '/home/dev';
const roots = (env: Record<string, string>) => claudeCode.roots({ home, env });

describe('the roots', () => {
  test('are both usual places without an override', () => {
    expect(roots({})).toEqual({ paths: [`${home}/.claude`, `${home}/.config/claude`], override: null });
    expect(roots({ XDG_CONFIG_HOME: '/etc/xdg' }).paths).toEqual([`${home}/.claude`, '/etc/xdg/claude']);
  });

  test.each([
    ['/data/claude', ['/data/claude']],
    ['/data/claude/', ['/data/claude']],
    ['/data/claude/projects', ['/data/claude']],
    ['/data/claude/projects/', ['/data/claude']],
    [' /one , /two/projects ,, /one/', ['/one', '/two']],
    ['~', [home]],
    ['~/claude', [`${home}/claude`]],
    ['C:\\Users\\dev\\.claude\\projects', ['C:\\Users\\dev\\.claude']],
    ['/data/cafe\u0301', ['/data/caf\u00e9']],
  ])('are those of CLAUDE_CONFIG_DIR=%j and no others', (value, paths) => {
    expect(roots({ CLAUDE_CONFIG_DIR: value, XDG_CONFIG_HOME: '/etc/xdg' })).toEqual({
      paths,
      override: 'CLAUDE_CONFIG_DIR',
    });
  });

  test.each(['', '  ', ' , '])('are the usual ones when the override is blank (%j)', (value) => {
    expect(roots({ CLAUDE_CONFIG_DIR: value }).override).toBeNull();
  });

  test('that are missing are explained, with the override by its name', () => {
    expect(claudeCode.absence(roots({})).hint).toContain('CLAUDE_CONFIG_DIR');
    expect(claudeCode.absence(roots({ CLAUDE_CONFIG_DIR: '/x' })).hint).toMatch(/^CLAUDE_CONFIG_DIR is set/);
  });
});

test('a walk finds transcripts and what stands beside them, and passes over everything else', async () => {
  const folder = temporaryFolder();
  const names = [
    'projects/-srv-app/s1.jsonl', 'projects/-srv-app/agent-a1.jsonl', 'projects/-srv-app/s1/custom-title.json',
    'projects/-srv-app/s1/subagents/agent-a2.jsonl', 'projects/-srv-app/s1/subagents/agent-a2.meta.json',
    'projects/-srv-app/s1/subagents/workflows/wf_1/agent-a3.jsonl', 'projects/-srv-app/s1/subagents/workflows/wf_1/journal.jsonl',
    'sessions/42.json', 'sessions/42.0a.key', 'projects/-srv-app/s2.orphaned.jsonl', 'projects/-srv-app/sessions-index.json',
    'projects/-srv-app/s1/tool-results/t.txt', 'projects/loose.jsonl', 'history.jsonl', '.credentials.json', 'settings.json',
    'projects/-srv-app/s1/deeper/still/x.jsonl', 'todos/x.json', 'shell-snapshots/x.sh',
  ]; // prettier-ignore
  plant(folder, Object.fromEntries(names.map((name) => [name, '{}\n'])));
  const files = createFiles();
  const found = await claudeCode.discover(rootAt(files, folder), files);
  expect(
    found.files.map(({ entry, session_id, agent_id, group_id }) => [
      entry.relative_path.split('/').at(-1),
      session_id,
      agent_id,
      group_id,
    ]),
  ).toEqual([
    ['agent-a1.jsonl', '', 'a1', null],
    ['s1.jsonl', 's1', null, null],
    ['agent-a2.jsonl', 's1', 'a2', null],
    ['agent-a3.jsonl', 's1', 'a3', 'wf_1'],
  ]);
  expect(
    found.sidecars.map(({ entry, session_id, agent_id }) => [
      entry.relative_path.split('/').at(-1),
      session_id,
      agent_id,
    ]),
  ).toEqual([
    ['custom-title.json', 's1', null],
    ['agent-a2.meta.json', 's1', 'a2'],
    ['42.json', '', null],
  ]);
  expect(found.remarks).toEqual(['1 leftover file of the agent was passed over.']);
});

describe('facts beside a session', () => {
  const entry = (relative_path: string) =>
    ({ relative_path }) as Parameters<NonNullable<typeof claudeCode.readSidecar>>[1];
  const read = (relative_path: string, text: string) =>
    claudeCode.readSidecar!(new TextEncoder().encode(text), entry(relative_path));

  test('that are broken say nothing', () => {
    for (const text of ['', '{', '[]', 'null', '{}']) expect(read('projects/x/s/custom-title.json', text)).toBeNull();
    expect(read('sessions/1.json', '{"pid":-1,"sessionId":"s"}')).toBeNull();
  });

  test('name the process of an open session', () => {
    expect(read('sessions/42.json', '{"pid":42,"sessionId":"s","procStart":"777"}')).toEqual({
      live: { session_id: 's', pid: 42, started: '777' },
    });
  });
});

test.each([
  ['0a1b2c3d-0000-4000-8000-000000000001', ['claude', '--resume', '0a1b2c3d-0000-4000-8000-000000000001']],
  ['0A1B2C3D-0000-4000-8000-000000000001', ['claude', '--resume', '0A1B2C3D-0000-4000-8000-000000000001']],
  ['$(touch x)', null],
  ['0a1b2c3d-0000-4000-8000-000000000001; rm x', null],
  ['--dangerously-skip-permissions', null],
])('a session %j goes on with %j', (id, words) => {
  expect(claudeCode.resumeCommand!(id)).toEqual(words);
});
