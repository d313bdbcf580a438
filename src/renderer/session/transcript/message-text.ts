import type { Block, Message } from '../../../contract/message.ts';
import { api } from '../../api/api.ts';
import { type Thread, threadInput } from './thread.ts';

/* Nobody pastes more than this, and the clipboard of some systems keeps what was copied. */
const longest = 1_000_000;
const chunk = 262_144;

/**
 * A message as text to be pasted elsewhere: what was written, or, when nothing was, the calls and their results. Texts
 * that were cut are read to their end first.
 */
export async function messageText(thread: Thread, message: Message): Promise<string> {
  const written = message.blocks.filter((block) => block.type === 'text' && !block.is_injected);
  const blocks = written.length > 0 ? written : message.blocks;
  const texts: string[] = [];
  for (const block of blocks) {
    const text = await blockText(thread, block);
    if (text !== '') texts.push(text);
  }
  return texts.join('\n\n').slice(0, longest);
}

async function blockText(thread: Thread, block: Block): Promise<string> {
  switch (block.type) {
    case 'text':
    case 'thinking':
    case 'notice':
    case 'tool_result':
      return wholeText(thread, block.block_id, block.text, block.text_length);
    case 'tool_call':
      return `${block.name} ${block.subject ?? block.input}`.trim();
    case 'problem':
      return block.reason;
    case 'image':
    case 'compaction':
      return '';
  }
}

/** A text that was cut, to its end. */
export async function wholeText(thread: Thread, block_id: string, text: string, length: number): Promise<string> {
  let whole = text;
  while (whole.length < Math.min(length, longest)) {
    const result = await api.blockText({ ...threadInput(thread), block_id, offset: whole.length, limit: chunk });
    if (!result.ok) throw new Error(result.error.message);
    if (result.value.text === '') break;
    whole += result.value.text;
  }
  return whole;
}
