import { describe, expect, test } from 'vitest';
import { redact } from '../../../src/redaction/unredacted.ts';
import { wholePath } from '../../../src/sources/codex-cli/touched-files.ts';
import type { LineItem } from '../../../src/sources/source.ts';
import { event, item, meta, read } from './rollout.ts';

const open = { text: (text: string) => text };
const filesIn = (items: LineItem[]) =>
  items
    .flatMap((one) => [...one.tool_calls, ...one.tool_results])
    .map(({ files }) => (files ?? []).map((file) => [redact(file.path, open), file.change, file.way]));

describe('a path', () => {
  test.each([
    ['src/a.ts', '/srv/app', '/srv/app/src/a.ts'],
    ['./src/../a.ts', '/srv/app/', '/srv/app/a.ts'],
    ['../other/a.ts', '/srv/app', '/srv/other/a.ts'],
    ['../../../../a.ts', '/srv/app', '/a.ts'],
    ['/etc/hosts', '/srv/app', '/etc/hosts'],
    ['~/notes.md', '/srv/app', '~/notes.md'],
    ['C:\\work\\a.ts', '/srv/app', 'C:\\work\\a.ts'],
    ['src/a.ts', 'C:\\work', 'C:\\work\\src\\a.ts'],
    ['src\\a.ts', '\\\\host\\share', '\\\\host\\share\\src\\a.ts'],
    ['file:///srv/a.ts', '/srv/app', 'file:///srv/a.ts'],
    ['src/a.ts', null, 'src/a.ts'],
  ])('%s below %s is %s', (path, folder, whole) => {
    expect(wholePath(path, folder)).toBe(whole);
  });
});

describe('files of a call', () => {
  const patch =
    '*** Begin Patch\n*** Add File: a.ts\n+one\n*** Update File: b.ts\n*** Move to: c.ts\n@@\n-x\n+y\n*** Delete File: d.ts\n*** End Patch';

  test('are those that its patch names, and then those that were really changed', () => {
    const items = read([
      meta(),
      item('custom_tool_call', { call_id: 'call_1', name: 'apply_patch', input: patch }),
      event('patch_apply_end', {
        call_id: 'call_1',
        success: true,
        changes: { '/srv/app/a.ts': { type: 'add', content: 'one\n' } },
      }),
    ]);
    expect(filesIn(items)).toEqual([
      [['/srv/app/a.ts', 'write', 'create'], ['/srv/app/c.ts', 'write', 'move'], ['/srv/app/d.ts', 'write', 'delete']],
      [['/srv/app/a.ts', 'write', 'create']],
    ]); // prettier-ignore
  });

  test('are those that the agent itself found a command to read', () => {
    const parsed_cmd = [
      { type: 'read', path: 'a.ts' },
      { type: 'read', path: '../b.ts' },
      { type: 'search', path: 'c.ts' },
    ];
    const items = read([
      meta(),
      event('exec_command_end', {
        call_id: 'call_1',
        command: ['cat', 'x'],
        cwd: '/srv/app/src',
        parsed_cmd,
        exit_code: 0,
      }),
    ]);
    const expected = [['/srv/app/src/a.ts', 'read', null], ['/srv/app/b.ts', 'read', null]]; // prettier-ignore
    expect(filesIn(items)).toEqual([expected, expected]);
  });
});
