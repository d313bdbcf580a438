import type { Block, Message, ToolCallBlock, ToolResultBlock } from '../../../contract/message.ts';

type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>;

/** What a message shows as one thing: a block, or a tool call together with its result. At least one of the two is there. */
export type Part =
  | { kind: 'text'; block: BlockOf<'text'> }
  | { kind: 'thinking'; block: BlockOf<'thinking'> }
  | { kind: 'image'; block: BlockOf<'image'> }
  | { kind: 'compaction'; block: BlockOf<'compaction'> }
  | { kind: 'notice'; block: BlockOf<'notice'> }
  | { kind: 'problem'; block: BlockOf<'problem'> }
  | { kind: 'tool'; call: ToolCallBlock | null; result: ToolResultBlock | null };

/** The parts of a message in order. A result stands with the call before it; one without a call stands alone. */
export function partsOf(message: Message): Part[] {
  const results = new Map<string, ToolResultBlock>();
  for (const block of message.blocks) {
    if (block.type === 'tool_result' && !results.has(block.call_id)) results.set(block.call_id, block);
  }
  const told = new Set<ToolResultBlock>();
  const parts: Part[] = [];
  for (const block of message.blocks) {
    if (block.type === 'tool_call') {
      const found = results.get(block.call_id) ?? null;
      const result = found && !told.has(found) ? found : null;
      if (result) told.add(result);
      parts.push({ kind: 'tool', call: block, result });
    } else if (block.type === 'tool_result') {
      if (!told.has(block)) parts.push({ kind: 'tool', call: null, result: block });
    } else parts.push({ kind: block.type, block } as Part);
  }
  return parts;
}

/** A part's identity within its message. */
export function partId(part: Part): string {
  if (part.kind !== 'tool') return part.block.block_id;
  return part.call?.block_id ?? part.result?.block_id ?? '';
}
