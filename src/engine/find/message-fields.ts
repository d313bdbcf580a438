import type { FoundIn } from '../../contract/find.ts';
import type { Block, FileChange, Message, ToolCallBlock, ToolResultBlock } from '../../contract/message.ts';
import { parseJson, TooMuchJson } from '../../sources/json.ts';
import { changeText } from '../reading/change-text.ts';

/** A stretch of text of a message that is shown as one. */
export interface MessageField {
  block_id: string;
  field: FoundIn;
  part: number;
  text: string;
  /** How the text is written: signs of Markdown and of JSON are not what a person sees. */
  format: 'plain' | 'markdown' | 'json';
}

/** Everything that a message says, block by block, in the order in which it is shown. */
export function fieldsOf({ blocks }: Message): MessageField[] {
  return blocks
    .flatMap((block, place) => {
      if (block.type === 'tool_call') return fieldsOfCall(block, resultOf(block, blocks[place + 1]));
      if (block.type !== 'tool_result') return fieldsOfText(block);
      const before = blocks[place - 1];
      return fieldsOfResult(block, before?.type === 'tool_call' && resultOf(before, block) ? before : null);
    })
    .filter(({ text }) => text !== '');
}

/** The result of a call stands right behind it. */
const resultOf = (call: ToolCallBlock, next: Block | undefined): ToolResultBlock | null =>
  next?.type === 'tool_result' && next.call_id === call.call_id ? next : null;

function fieldOf(block_id: string, field: FoundIn, text: string, more: Partial<MessageField> = {}): MessageField {
  return { block_id, field, part: 0, text, format: 'plain', ...more };
}

function fieldsOfText(block: Exclude<Block, ToolCallBlock | ToolResultBlock>): MessageField[] {
  const { block_id } = block;
  switch (block.type) {
    case 'text':
      return [
        fieldOf(block_id, 'label', block.is_injected ? (block.label ?? '') : ''),
        fieldOf(block_id, 'text', block.text, {
          format: block.format === 'markdown' && !block.is_injected ? 'markdown' : 'plain',
        }),
      ];
    case 'thinking':
      return [fieldOf(block_id, 'text', block.text, { format: 'markdown' })];
    case 'notice':
      return [fieldOf(block_id, 'label', block.label), fieldOf(block_id, 'text', block.text)];
    case 'problem':
      return [fieldOf(block_id, 'text', block.reason)];
    case 'image':
    case 'compaction':
      return [];
  }
}

function fieldsOfCall(call: ToolCallBlock, result: ToolResultBlock | null): MessageField[] {
  const { block_id } = call;
  return [
    fieldOf(block_id, 'label', call.name),
    ...headOf(call).map((text, part) => fieldOf(block_id, 'head', text, { part })),
    ...inputOf(call, result).map((text) => fieldOf(block_id, 'input', text, { format: 'json' })),
    ...(result && result.changes.length > 0 ? [] : fieldsOfChanges(block_id, call.changes, inputOf(call, result))),
  ];
}

function fieldsOfResult(result: ToolResultBlock, call: ToolCallBlock | null): MessageField[] {
  const { block_id } = result;
  return [
    ...fieldsOfChanges(block_id, result.changes, call ? inputOf(call, result) : []),
    fieldOf(block_id, 'text', result.text),
    ...result.injected.flatMap(({ label, text }, part) => [
      fieldOf(block_id, 'label', label, { part }),
      fieldOf(block_id, 'injected', text, { part }),
    ]),
  ];
}

/** Changed files: their lines, and their names where the input does not tell them. */
const fieldsOfChanges = (block_id: string, changes: readonly FileChange[], told: readonly string[]): MessageField[] =>
  changes.flatMap((change, part) => [
    ...(told.some((text) => text.includes(change.path)) ? [] : [fieldOf(block_id, 'label', change.path, { part })]),
    fieldOf(block_id, 'change', changeText(change), { part }),
  ]);

/** What the card says above its body, unless the input says it in the same words. */
function headOf({ subject, description, todos, input }: ToolCallBlock): string[] {
  const said = [subject, description, ...(todos ?? []).map((todo) => todo.text)];
  return said.filter((text): text is string => text !== null && !input.includes(JSON.stringify(text).slice(1, -1)));
}

/**
 * The input of a call; of a call that changes files what is left of it, since what it asked for is shown as the change that
 * it made and would be found twice.
 */
function inputOf(call: ToolCallBlock, result: ToolResultBlock | null): string[] {
  const isEdit = call.kind === 'edit' || call.kind === 'write';
  if (!isEdit || (call.changes.length === 0 && (result?.changes.length ?? 0) === 0)) return [call.input];
  const shown = new Set<string | null>(
    [...call.changes, ...(result?.changes ?? [])].flatMap(({ old_text, new_text }) => [old_text, new_text]),
  );
  return leavesOf(call.input).filter((leaf) => !leaf.includes('\n') && !shown.has(leaf));
}

/** The strings in it, in the order in which they stand there; the text itself when it is no JSON, or too much of it. */
function leavesOf(json: string): string[] {
  try {
    return stringsIn(parseJson(json));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TooMuchJson) return [json];
    throw error;
  }
}

/** Walks with a stack of its own, because a log may nest deeper than the call stack. */
function stringsIn(root: unknown): string[] {
  const strings: string[] = [];
  const todo = [root];
  while (todo.length > 0) {
    const value = todo.pop();
    if (typeof value === 'string') strings.push(value);
    else if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value).toReversed()) todo.push(part);
  }
  return strings;
}
