import { describe, expect, test } from 'vitest';
import { claudeReader } from '../../../src/sources/claude-code/reader.ts';
import { assistantLine, itemsOf, userLine } from '../../helpers/claude-lines.ts';

const task = (id: string, prompt: string, version = '1.0.31') =>
  assistantLine(
    [{ type: 'tool_use', id, name: 'Task', input: { description: 'x', prompt } }],
    {},
    { uuid: `a-${id}`, version },
  );
const root = (uuid: string, prompt: unknown, more: object = {}) =>
  userLine(prompt, { uuid, isSidechain: true, parentUuid: null, version: '1.0.31', ...more });
const linksIn = (records: object[]) => itemsOf(records, 'counts').flatMap((item) => item.subagents);

describe('a side chain without a name', () => {
  test('belongs to the call whose prompt it begins with', () => {
    const links = linksIn([
      task('t1', 'Find it'),
      task('t2', 'Fix it'),
      root('s2', 'Fix it'),
      root('s1', [{ type: 'text', text: 'Find it' }]),
    ]);
    expect(links).toEqual([
      { agent_id: 's2', call_id: 't2', state: null },
      { agent_id: 's1', call_id: 't1', state: null },
    ]);
  });

  test('of two calls with one prompt takes one after the other', () => {
    const links = linksIn([
      task('t1', 'Find it'),
      task('t2', 'Find it'),
      root('s1', 'Find it'),
      root('s2', 'Find it'),
      root('s3', 'Find it'),
    ]);
    expect(links.map((link) => link.call_id)).toEqual(['t1', 't2']);
  });

  test('finds its call in a part of the file that was read before', () => {
    const reader = claudeReader(null);
    reader.read(Buffer.from(JSON.stringify(task('t1', 'Find it'))), 1, 'counts');
    const state: unknown = JSON.parse(JSON.stringify(reader.state()));
    const [item] = claudeReader(state).read(Buffer.from(JSON.stringify(root('s1', 'Find it'))), 2, 'counts');
    expect(item!.subagents).toEqual([{ agent_id: 's1', call_id: 't1', state: null }]);
    expect(JSON.stringify(state)).not.toContain('Find');
  });
});

test.each([
  ['goes on with another record', root('s1', 'Find it', { parentUuid: 's0' })],
  ['has a name', root('s1', 'Find it', { agentId: 'a1' })],
  ['is in the main thread', root('s1', 'Find it', { isSidechain: false })],
  ['has another prompt', root('s1', 'Find it now')],
])('a record that %s is joined with no call', (_, record) => {
  expect(linksIn([task('t1', 'Find it'), record])).toEqual([]);
});

test('newer versions keep nothing, since their subagents have files of their own', () => {
  const reader = claudeReader(null);
  reader.read(Buffer.from(JSON.stringify(task('t1', 'Find it', '2.1.200'))), 1, 'counts');
  expect(reader.state()).toMatchObject({ side_chains: null, prompts: null });
});
