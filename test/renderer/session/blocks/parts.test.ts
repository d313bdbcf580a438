import { describe, expect, test } from 'vitest';
import type { Block, Message } from '../../../../src/contract/message.ts';
import { partId, type Part, partsOf } from '../../../../src/renderer/session/blocks/parts.ts';
import { isShown, type ShownKind } from '../../../../src/renderer/session/transcript/shown-kinds.ts';

const call = (id: string, more: object = {}): Block =>
  ({ type: 'tool_call', block_id: `c-${id}`, call_id: id, kind: 'command', changes: [], ...more }) as unknown as Block;
const result = (id: string, more: object = {}): Block =>
  ({
    type: 'tool_result',
    block_id: `r-${id}`,
    call_id: id,
    outcome: 'ok',
    is_error: false,
    changes: [],
    ...more,
  }) as unknown as Block;
const text = (more: object = {}): Block =>
  ({ type: 'text', block_id: 't', is_injected: false, ...more }) as unknown as Block;
const parts = (...blocks: Block[]): Part[] => partsOf({ blocks } as Message);
const brief = (list: readonly Part[]): string[] =>
  list.map((part) =>
    part.kind === 'tool' ? `${part.call?.block_id ?? '·'} ${part.result?.block_id ?? '·'}` : part.kind,
  );

describe('the parts of a message', () => {
  test('hold each call with its result, in the order of the calls', () => {
    expect(brief(parts(text(), call('1'), call('2'), result('2'), result('1')))).toEqual([
      'text',
      'c-1 r-1',
      'c-2 r-2',
    ]);
  });

  test('hold a call without a result, and a result without a call', () => {
    expect(brief(parts(call('1'), result('2')))).toEqual(['c-1 ·', '· r-2']);
  });

  test('hold every block once, even when ids are repeated', () => {
    expect(brief(parts(call('1'), result('1'), call('1'), result('1')))).toEqual(['c-1 r-1', 'c-1 ·', '· r-1']);
  });

  test('can be told apart', () => {
    expect(parts(call('1'), result('1'), result('2'), text()).map(partId)).toEqual(['c-1', 'r-2', 't']);
  });
});

describe('a part', () => {
  const [ok] = parts(call('1'), result('1'));
  const [failed] = parts(call('1'), result('1', { outcome: 'error', is_error: true }));
  const [denied] = parts(call('1'), result('1', { outcome: 'denied' }));
  const [edit] = parts(call('1', { kind: 'edit' }));
  const [applied] = parts(call('1', { kind: 'other' }), result('1', { changes: [{}] }));
  const [written] = parts(text());
  const [injected] = parts(text({ is_injected: true }));
  const [problem] = parts({ type: 'problem', block_id: 'p', line: 1, reason: 'x' });
  const [warning] = parts({ type: 'notice', block_id: 'n', level: 'warning' } as Block);
  const [compaction] = parts({ type: 'compaction', block_id: 'x' } as Block);

  test.each<[string, Part | undefined, string, ShownKind, boolean]>([
    ['a call', ok, 'assistant', 'tools', true],
    ['a call', ok, 'assistant', 'errors', false],
    ['a failed call', failed, 'assistant', 'errors', true],
    ['a denied call', denied, 'assistant', 'errors', true],
    ['an edit', edit, 'assistant', 'edits', true],
    ['a call that changed a file', applied, 'assistant', 'edits', true],
    ['a command', ok, 'assistant', 'edits', false],
    ['a prompt', written, 'user', 'user', true],
    ['a prompt', written, 'user', 'assistant', false],
    ['an answer', written, 'assistant', 'assistant', true],
    ['injected text', injected, 'user', 'user', false],
    ['a problem', problem, 'system', 'errors', true],
    ['a warning', warning, 'system', 'errors', false],
    ['a compaction', compaction, 'system', 'user', true],
  ])('%s is told from others (%#)', (_, part, role, kind, expected) => {
    expect(part && isShown(part, role, new Set([kind]))).toBe(expected);
  });

  test('of any kind is shown while nothing is chosen', () => {
    for (const part of [ok, injected, problem, warning]) expect(part && isShown(part, 'system', new Set())).toBe(true);
  });
});
