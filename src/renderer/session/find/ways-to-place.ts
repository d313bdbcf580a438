import type { FoundPlace } from '../../../contract/find.ts';
import type { Message } from '../../../contract/message.ts';

/**
 * Names of the bodies that have to be open so that a place is drawn. Some of them may not be there: what holds a text
 * depends on what is drawn of its block.
 */
export function bodiesAround(message: Message, { block_id, field, part }: FoundPlace): string[] {
  const block = message.blocks.find(
    (each) => each.block_id === block_id || ('moved_output' in each && each.moved_output?.block_id === block_id),
  );
  if (block?.type !== 'tool_call' && block?.type !== 'tool_result') {
    return field === 'label' ? [] : [block_id, `${block_id} thinking`, `${block_id} injected`, `${block_id} notice`];
  }
  const call = message.blocks.find((each) => each.type === 'tool_call' && each.call_id === block.call_id);
  const card = call?.block_id ?? '';
  if (field === 'label' && part === 0 && block.type === 'tool_call') return [];
  const open = [`${card || block.block_id} card`];
  switch (field) {
    case 'input':
      return [...open, card, `${card} input`, `${card} command`];
    case 'change':
      return [
        ...open,
        `${card} ${part} diff`,
        `${card} ${part} new file`,
        `${block_id}-c${part}`,
        `${block_id}-c${part} whole`,
      ];
    case 'injected':
      return [...open, `${block_id} injected ${part}`, `${block_id} injected ${part} injected`];
    case 'text':
      return [...open, block_id, `${block_id} moved`];
    case 'label':
    case 'head':
      return open;
  }
}

/** The block whose text `blockText` pages to reach a place, and how much of it came with the message; null when all did. */
export function pagedText(
  message: Message,
  { block_id, field, part }: FoundPlace,
): { block_id: string; text: string; text_length: number } | null {
  for (const block of message.blocks) {
    if ('moved_output' in block && block.moved_output?.block_id === block_id)
      return { block_id, text: '', text_length: block.moved_output.bytes ?? 1 };
    if (block.block_id !== block_id) continue;
    if (field === 'input' && block.type === 'tool_call' && block.input_length > block.input.length)
      return { block_id, text: block.input, text_length: block.input_length };
    if (field === 'change' && 'changes' in block && block.changes[part]?.is_cut)
      return { block_id: `${block_id}-c${part}`, text: '', text_length: 1 };
    if (field === 'text' && 'text_length' in block && block.text_length > block.text.length)
      return { block_id, text: block.text, text_length: block.text_length };
  }
  return null;
}
