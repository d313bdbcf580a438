import type { Block, FileChange, ToolCallBlock, ToolResultBlock } from '../contract/message.ts';

/** A block by itself, or a call with the result that stands behind it. */
export type Piece = Exclude<Block, { type: 'tool_call' | 'tool_result' }> | Tool;
export interface Tool {
  type: 'tool';
  call: ToolCallBlock | null;
  result: ToolResultBlock | null;
}

/** The blocks of a message in order, each result joined to its call. */
export function piecesOf(blocks: readonly Block[]): Piece[] {
  const pieces: Piece[] = [];
  for (const block of blocks) {
    const last = pieces.at(-1);
    if (block.type === 'tool_call') pieces.push({ type: 'tool', call: block, result: null });
    else if (block.type !== 'tool_result') pieces.push(block);
    else if (last?.type === 'tool' && last.result === null && last.call?.call_id === block.call_id) last.result = block;
    else pieces.push({ type: 'tool', call: null, result: block });
  }
  return pieces;
}

/** What was really changed; before a result tells, or when it tells nothing, what was asked for. */
export function changesOf({ call, result }: Tool): FileChange[] {
  if (result && result.changes.length > 0) return result.changes;
  return result && result.outcome !== 'ok' ? [] : (call?.changes ?? []);
}

/** What a call asks for, in one text. */
export const inputOf = ({ call }: Tool): string =>
  call === null ? '' : call.kind === 'command' || call.kind === 'read' ? (call.subject ?? call.input) : call.input;

/** How a call ended, in words; empty when it went well. */
export function endingOf({ call, result }: Tool): string {
  const facts: string[] = [];
  if (call === null) facts.push('its call is not in the log');
  if (result === null) facts.push('no result');
  else {
    if (result.outcome !== 'ok') facts.push(result.outcome);
    if (result.denied_by !== null) facts.push(`by ${result.denied_by}`);
    if (result.exit_code !== null && result.exit_code !== 0) facts.push(`exit code ${result.exit_code}`);
  }
  return facts.join(', ');
}

/** The lines of a change, each with its sign. */
export function linesOf({ hunks, old_text, new_text }: FileChange): string[] {
  if (hunks)
    return hunks.flatMap((hunk) => [
      `@@ -${hunk.old_start},${hunk.old_lines} +${hunk.new_start},${hunk.new_lines} @@`,
      ...hunk.lines,
    ]);
  return [...signed('-', old_text), ...signed('+', new_text)];
}

const signed = (sign: string, text: string | null): string[] =>
  text === null || text === '' ? [] : text.replace(/\n$/, '').split('\n').map((line) => sign + line); // prettier-ignore

/** How much of an output is not shown; empty when it is whole. */
export function restOf({ text, text_length, moved_output }: ToolResultBlock): string {
  if (moved_output !== null) return 'The whole output lies in a file of its own.';
  const left = text_length - text.length;
  return left > 0 ? `${left.toLocaleString('en-US')} more characters are left out.` : '';
}
