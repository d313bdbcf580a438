import { type Block, type FileChange, type Message, type ToolResultBlock } from '../contract/message.ts';
import { assertNever } from '../contract/result.ts';
import { formatBytes, formatCount, formatDuration, formatInstant, formatThings } from './figures.ts';
import { plainLine, plainText } from './terminal-text.ts';

const mostOutputLines = 12;

/** A message as indented text: its head, then its blocks; tool output is cut to a few lines. */
export function linesOfMessage(message: Message): string[] {
  const model = message.model === null ? '' : ` (${message.model})`;
  const agent = message.agent_id === null ? '' : `, subagent ${message.agent_id}`;
  const head = plainLine(`── ${message.role}${model}${agent}, ${formatInstant(message.at)}`);
  return ['', head, ...message.blocks.flatMap(linesOfBlock)];
}

function linesOfBlock(block: Block): string[] {
  switch (block.type) {
    case 'text':
      return block.is_injected ? [`[${block.label ?? 'injected text'}, ${size(block.text_length)}]`] : textLines(block);
    case 'thinking':
      return [block.is_recorded ? `[thinking, ${size(block.text_length)}]` : '[thinking, not recorded]'];
    case 'tool_call':
      return [
        plainLine(`> ${block.name}${block.subject === null ? '' : `: ${block.subject}`}`),
        ...block.changes.map(changeLine),
      ];
    case 'tool_result':
      return resultLines(block);
    case 'image':
      return [plainLine(`[image, ${block.media_type}, ${block.absent_reason ?? formatBytes(block.bytes)}]`)];
    case 'compaction':
      return [`[compaction: ${formatCount(block.tokens_before)} → ${formatCount(block.tokens_after)} tokens]`];
    case 'notice':
      return [plainLine(`[${block.level === 'info' ? '' : `${block.level}: `}${block.label}]`)];
    case 'problem':
      return [plainLine(`[line ${formatCount(block.line)} was not understood: ${block.reason}]`)];
    default:
      return assertNever(block);
  }
}

const size = (characters: number): string => formatThings(characters, 'character');

function textLines({ text, text_length }: { text: string; text_length: number }): string[] {
  const rest = text_length > text.length ? [`… ${size(text_length - text.length)} more`] : [];
  return [...plainText(text).split('\n'), ...rest];
}

function resultLines(block: ToolResultBlock): string[] {
  const exit = block.exit_code === null ? '' : `, exit code ${block.exit_code}`;
  const took = block.duration_ms === null ? '' : `, ${formatDuration(block.duration_ms)}`;
  const lines = plainText(block.text).split('\n');
  const shown = lines.slice(0, mostOutputLines).map((line) => `    ${line}`);
  const isCut = lines.length > mostOutputLines || block.text_length > block.text.length;
  const rest = isCut ? [`    … ${size(block.text_length)} in all`] : [];
  const body = block.text === '' ? [] : [...shown, ...rest];
  return [`  ${block.outcome}${exit}${took}`, ...body, ...block.changes.map(changeLine)];
}

function changeLine(change: FileChange): string {
  return plainLine(
    `    ${change.change} ${change.path} +${formatCount(change.lines_added)} −${formatCount(change.lines_removed)}`,
  );
}
