import type { FoundIn } from '../../contract/find.ts';
import type { Block, FileChange, Message, ToolCallBlock, ToolResultBlock } from '../../contract/message.ts';
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
  return blocks.flatMap((block, place) => {
    const next = blocks[place + 1];
    const result =
      block.type === 'tool_call' && next?.type === 'tool_result' && next.call_id === block.call_id ? next : null;
    return fieldsOfBlock(block, result).filter(({ text }) => text !== '');
  });
}

function fieldsOfBlock(block: Block, result: ToolResultBlock | null): MessageField[] {
  const field = (name: FoundIn, text: string, more: Partial<MessageField> = {}): MessageField => ({
    block_id: block.block_id,
    field: name,
    part: 0,
    text,
    format: 'plain',
    ...more,
  });
  switch (block.type) {
    case 'text': {
      const isMarkdown = block.format === 'markdown' && !block.is_injected;
      return [
        field('label', block.is_injected ? (block.label ?? '') : ''),
        field('text', block.text, isMarkdown ? { format: 'markdown' } : {}),
      ];
    }
    case 'thinking':
      return [field('text', block.text, { format: 'markdown' })];
    case 'notice':
      return [field('label', block.label), field('text', block.text)];
    case 'problem':
      return [field('text', block.reason)];
    case 'tool_call':
      return [
        field('label', block.name),
        ...headOf(block).map((text, part) => field('head', text, { part })),
        ...inputOf(block, result).map((text) => field('input', text, { format: 'json' })),
        ...(result && result.changes.length > 0 ? [] : changesOf(block.changes, field)),
      ];
    case 'tool_result':
      return [
        ...changesOf(block.changes, field),
        field('text', block.text),
        ...block.injected.flatMap(({ label, text }, part) => [
          field('label', label, { part }),
          field('injected', text, { part }),
        ]),
      ];
    case 'image':
    case 'compaction':
      return [];
  }
}

const changesOf = (
  changes: readonly FileChange[],
  field: (name: FoundIn, text: string, more: Partial<MessageField>) => MessageField,
): MessageField[] =>
  changes.flatMap((change, part) => [
    field('label', change.path, { part }),
    field('change', changeText(change), { part }),
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
  const shown = new Set([...call.changes, ...(result?.changes ?? [])].flatMap((change) => textsShown(change)));
  return leavesOf(call.input).filter((leaf) => !leaf.includes('\n') && !shown.has(leaf));
}

const textsShown = ({ path, old_text, new_text }: FileChange): (string | null)[] => [path, old_text, new_text];

function leavesOf(json: string): string[] {
  const leaves: string[] = [];
  try {
    JSON.parse(json, (_, value: unknown) => {
      if (typeof value === 'string') leaves.push(value);
      return null;
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [json];
  }
  return leaves;
}
