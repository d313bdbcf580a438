import { describe, expect, test } from 'vitest';
import type { FileChange, Message, ToolCallBlock } from '../../../src/contract/message.ts';
import { fieldsOf } from '../../../src/engine/find/message-fields.ts';
import { most } from '../../../src/sources/json.ts';

const change: FileChange = {
  path: '/p/a.ts',
  change: 'update',
  hunks: null,
  old_text: 'before',
  new_text: 'after',
  lines_added: 1,
  lines_removed: 1,
  is_cut: false,
};

/** A call that changes a file, with this input. */
function editWith(input: string): Message {
  const call: ToolCallBlock = {
    type: 'tool_call',
    block_id: '0-0-b0',
    call_id: 'c1',
    name: 'Edit',
    kind: 'edit',
    subject: null,
    description: null,
    input,
    input_length: input.length,
    changes: [change],
    todos: null,
    agent_id: null,
  };
  return {
    message_id: 'm1',
    index: 0,
    role: 'assistant',
    at: null,
    model: null,
    turn_id: null,
    agent_id: null,
    is_meta: false,
    branch: null,
    stop_reason: null,
    effort: null,
    cache_miss: null,
    usage: null,
    blocks: [call],
  };
}

const inputsOf = (input: string): string[] =>
  fieldsOf(editWith(input))
    .filter(({ field }) => field === 'input')
    .map(({ text }) => text);

const nested = (levels: number): string => `${'{"in":['.repeat(levels)}"deepest"${']}'.repeat(levels)}`;

describe('what is left of the input of a call that changes a file', () => {
  test('is its strings in order, without what is shown as the change', () => {
    const input = { file_path: '/p/a.ts', old_string: 'before', new_string: 'after', more: ['one', { two: 'two' }, 3] };
    expect(inputsOf(JSON.stringify(input))).toEqual(['/p/a.ts', 'one', 'two']);
  });

  test('is found however deeply it lies', () => {
    expect(inputsOf(nested(10_000))).toEqual(['deepest']);
  });

  test('is the text itself when it is no JSON, or more than is parsed', () => {
    expect(inputsOf('{"cut off')).toEqual(['{"cut off']);
    const tooDeep = nested(2 * most.levels);
    expect(inputsOf(tooDeep)).toEqual([tooDeep]);
  });
});
