import type { FileChange } from '../../contract/message.ts';
import type { OpenFile } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { FileOutline, OutlineMessage } from './outline.ts';
import { wholeMessages } from './page.ts';

/** A change goes by the id of its block and its place in it: `<block_id>-c<place>`. */
const changeId = /^((\d{1,15})-\d{1,6}-[br]\d{1,9})-c(\d{1,6})$/;

export const isChangeId = (block_id: string): boolean => changeId.test(block_id);

/** All lines of the change with this id; null when there is none. */
export function changeTextAt(
  outline: FileOutline,
  block_id: string,
  opened: { file: OpenFile; redactor: Redactor },
): string | null {
  const [, owner, offset, place] = changeId.exec(block_id) ?? [];
  const message = outline.messages.find((candidate) => isIn(outline, candidate, Number(offset)));
  if (!message) return null;
  const block = wholeMessages(outline, opened)(message, 0).blocks.find((each) => each.block_id === owner);
  const change = block && 'changes' in block ? block.changes[Number(place)] : undefined;
  return change ? changeText(change) : null;
}

/** Whether a record of the message, or of the result of one of its calls, begins there. */
function isIn(outline: FileOutline, { parts, call_ids }: OutlineMessage, offset: number): boolean {
  return (
    parts.some((part) => part.offset === offset) ||
    call_ids.some((id) => {
      const result = outline.results.get(id);
      return result ? [result, ...result.more].some((part) => part.offset === offset) : false;
    })
  );
}

/**
 * All lines of one changed file as one text: a new file as it is, other changes with `+`, `-` or a blank before each line
 * and an empty line between two places of the file.
 */
export function changeText({ change, hunks, old_text, new_text }: FileChange): string {
  if (hunks) return hunks.map((hunk) => hunk.lines.join('\n')).join('\n\n');
  if (change === 'create' && !old_text) return new_text ?? '';
  return [...signed('-', old_text), ...signed('+', new_text)].join('\n');
}

function signed(sign: '-' | '+', text: string | null): string[] {
  if (!text) return [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => sign + line);
}
