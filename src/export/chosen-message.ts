import type { ExportChoice } from '../contract/export.ts';
import type { Block, Message } from '../contract/message.ts';

/** Of an output that is only shown in short, so many UTF-16 units are kept. */
const shortOutput = 4_000;

type Chosen = Pick<ExportChoice, 'tool_output' | 'with_reasoning' | 'with_injected'>;

/** The message without what the person left out; null when nothing is left of it. */
export function chosenMessage(message: Message, chosen: Chosen): Message | null {
  const blocks = message.blocks.flatMap((block) => chosenBlock(block, chosen));
  return blocks.length === 0 ? null : { ...message, blocks };
}

function chosenBlock(block: Block, { tool_output, with_reasoning, with_injected }: Chosen): Block[] {
  switch (block.type) {
    case 'thinking':
      return with_reasoning && block.text !== '' ? [block] : [];
    case 'text':
      return with_injected || !block.is_injected ? [block] : [];
    case 'notice':
      return [with_injected || block.level !== 'info' ? block : { ...block, text: '' }];
    case 'tool_result':
      return [
        {
          ...block,
          text: tool_output === 'all' ? block.text : tool_output === 'short' ? cut(block.text) : '',
          injected: with_injected ? block.injected : [],
        },
      ];
    default:
      return [block];
  }
}

/** Never half a character, and never half a placeholder. */
function cut(text: string): string {
  if (text.length <= shortOutput) return text;
  const kept = text.slice(0, shortOutput);
  const opened = kept.lastIndexOf('[');
  const isInside = opened >= 0 && /^\[REDACTED:[a-z0-9:-]*$/.test(kept.slice(opened));
  const whole = isInside || /^\[[A-Z]*$/.test(kept.slice(opened)) ? kept.slice(0, opened) : kept;
  return whole.replace(/[\uD800-\uDBFF]$/, '');
}
