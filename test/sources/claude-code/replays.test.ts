import { describe, expect, test } from 'vitest';
import { claudeReader } from '../../../src/sources/claude-code/reader.ts';
import { assistantLine, itemsOf, userLine } from '../../helpers/claude-lines.ts';

const first = userLine('hello', { uuid: 'u-1' });
const again = userLine('hello', { uuid: 'u-9', parentUuid: null });

describe('a record that is written again under a new id', () => {
  test('is known by the id it had first, and so is the parent of what follows it', () => {
    const answer = assistantLine('hi', {}, { uuid: 'a-1' });
    const next = userLine('next', { uuid: 'u-2', parentUuid: 'a-9', timestamp: '2026-03-02T10:00:00.000Z' });
    const items = itemsOf([first, answer, again, { ...answer, uuid: 'a-9', parentUuid: 'u-9' }, next], 'facts');
    expect(items.map((item) => [item.record_id, item.parent_id])).toEqual([
      ['u-1', null],
      ['a-1', 'u-1'],
      ['u-1', null],
      ['a-1', 'u-1'],
      ['u-2', 'a-1'],
    ]);
  });

  test('is one prompt for the catalog, also when the file is read on later', () => {
    const reader = claudeReader(null);
    const one = reader.read(Buffer.from(JSON.stringify(first)), 1, 'counts');
    const state: unknown = JSON.parse(JSON.stringify(reader.state()));
    const two = claudeReader(state).read(Buffer.from(JSON.stringify(again)), 2, 'counts');
    expect([one[0]!.prompt, two[0]!.prompt]).toMatchObject([{ prompt_id: 'u-1' }, { prompt_id: 'u-1' }]);
  });

  test('says nothing of its text in the state', () => {
    const reader = claudeReader(null);
    reader.read(Buffer.from(JSON.stringify(userLine('my private words'))), 1, 'counts');
    expect(JSON.stringify(reader.state())).not.toContain('private');
  });
});

test.each([
  ['another time', { timestamp: '2026-03-02T09:00:00.001Z' }],
  ['another text', { message: { role: 'user', content: 'hallo' } }],
  ['no time', { timestamp: undefined }],
  ['another kind', { type: 'system', subtype: 'informational', content: 'hello' }],
])('a record with %s is another record', (_, more) => {
  expect(itemsOf([first, { ...again, ...more }], 'facts')[1]!.record_id).toBe('u-9');
});

test('blocks of one answer and results of one millisecond are no repetitions', () => {
  const call = (n: number) =>
    assistantLine([{ type: 'tool_use', id: `toolu_${n}`, name: 'Read', input: {} }], {}, { uuid: `a-${n}` });
  const result = (n: number) =>
    userLine([{ type: 'tool_result', tool_use_id: `toolu_${n}`, content: 'same' }], { uuid: `u-${n}` });
  const ids = itemsOf([call(1), call(2), result(3), result(4)], 'facts').map((item) => item.record_id);
  expect(ids).toEqual(['a-1', 'a-2', 'u-3', 'u-4']);
});

describe('a prompt that was typed ahead', () => {
  const queued = {
    type: 'attachment',
    uuid: 't-1',
    parentUuid: 'u-1',
    timestamp: '2026-03-02T09:30:00.000Z',
    attachment: { type: 'queued_command', prompt: 'more', commandMode: 'prompt', source_uuid: 'q-1' },
  };
  const typed = userLine('more', { uuid: 'q-1', timestamp: '2026-03-02T09:29:00.000Z' });

  test.each([
    ['behind', [typed, queued], 'q-1'],
    ['before', [queued, typed], 't-1'],
  ])('is the same as the record it became, when it stands %s it', (_, records, id) => {
    expect(itemsOf(records, 'facts').map((item) => item.record_id)).toEqual([id, id]);
    const prompts = itemsOf(records, 'counts').map((item) => item.prompt);
    expect(prompts).toMatchObject([{ prompt_id: 'q-1' }, { prompt_id: 'q-1' }]);
    expect(prompts.map((prompt) => prompt?.is_steer)).toEqual(
      records.map((record) => (record === queued ? true : null)),
    );
  });
});
