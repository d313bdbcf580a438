import type { FileTouch } from '../../contract/files.ts';
import type { FileChange, Message } from '../../contract/message.ts';
import type { OpenFile } from '../../files/files.ts';
import { redact, type Redactor } from '../../redaction/unredacted.ts';
import { shapeOf, textOf } from '../../sources/shape.ts';
import { recordsAt } from '../text/message-texts.ts';
import type { FileOutline, OutlineMessage } from './outline.ts';
import { wholeMessages } from './page.ts';

/** A call that touched a file, and the file. */
export interface FoundTouch extends FileTouch {
  path: string;
}

/** A touch with all of what it changed, uncut. */
export interface WholeStep extends FileTouch {
  changes: FileChange[];
}

interface Opened {
  outline: FileOutline;
  redactor: Redactor;
  file: OpenFile;
}

/** Every touch of a file by the calls of a log, in the order of its messages. */
export function touchesIn({ outline, redactor, file }: Opened): FoundTouch[] {
  const searched = searchedPaths({ outline, redactor, file });
  return callsIn(outline).flatMap(({ call_id, message, index }) => {
    const outcome = outcomeOf(outline, call_id);
    const said = outline.filesTouched.touchesOf(call_id, redactor);
    const found = said.length > 0 ? said : searched(message, call_id);
    return found.map((touch) => ({ ...touch, outcome, agent_id: message.agent_id, index }));
  });
}

/** Touches of one file with what they changed, up to a length of all changes together; what is further is cut away. */
export function historyIn(opened: Opened, path: string): WholeStep[] {
  const read = wholeMessages(opened.outline, opened);
  const messages = new Map(callsIn(opened.outline).map(({ call_id, message }) => [call_id, message]));
  let left = mostChars;
  return touchesIn(opened).flatMap(({ path: told, ...touch }): WholeStep[] => {
    if (told !== path) return [];
    if (touch.kind !== 'write') return [{ ...touch, changes: [] }];
    const changes = changesTo(path, touch.call_id, read(messages.get(touch.call_id)!, touch.index));
    left -= changes.reduce((sum, change) => sum + lengthOf(change), 0);
    return [{ ...touch, changes: left < 0 ? changes.map(emptied) : changes }];
  });
}

/* Of all changes of one file, in UTF-16 units. */
const mostChars = 8_000_000;

interface FoundCall {
  call_id: string;
  message: OutlineMessage;
  /** Place of the message in its thread. */
  index: number;
}

/** The calls of a log by the names under which its outline knows them. */
function callsIn(outline: FileOutline): FoundCall[] {
  const counts = new Map<string | null, number>();
  return outline.messages.flatMap((message) => {
    const index = counts.get(message.agent_id) ?? 0;
    counts.set(message.agent_id, index + 1);
    return message.call_ids.map((call_id) => ({ call_id, message, index }));
  });
}

function outcomeOf({ results }: FileOutline, call_id: string): FileTouch['outcome'] {
  const outcome = results.get(call_id)?.outcome;
  return outcome === undefined ? 'pending' : (outcome as FileTouch['outcome']);
}

type SaidTouch = Omit<FoundTouch, 'agent_id' | 'index' | 'outcome'>;

/** The folder or file that a search names stands in its input only: the records of such calls are read. */
function searchedPaths({ outline, redactor, file }: Opened): (message: OutlineMessage, call_id: string) => SaidTouch[] {
  const read = recordsAt(file, outline.reader);
  return (message, call_id) => {
    if (!outline.filesTouched.isSearch(call_id)) return [];
    for (const place of message.parts) {
      const content = read(place)?.message?.content;
      const drafts = content ? redact(content.blocks, redactor) : [];
      for (const draft of drafts) {
        if (draft.type !== 'tool_call' || outline.callName(draft.call_id, place) !== call_id) continue;
        const path = textOf(shapeOf(draft.input)?.['path']);
        return path ? outline.filesTouched.searchOf(call_id, path, redactor) : [];
      }
    }
    return [];
  };
}

/** What a call changed in one file: as it was applied, if the log says so, else as it was asked for. */
function changesTo(path: string, call_id: string, { blocks }: Message): FileChange[] {
  const own = blocks.filter((block) => 'changes' in block && block.call_id === call_id);
  const [call, result] = ['tool_call', 'tool_result'].map((type) => own.find((block) => block.type === type));
  const changes = [result, call].map((block) => (block && 'changes' in block ? block.changes : []));
  const shown = changes.find((each) => each.length > 0) ?? [];
  return shown.length === 1 ? shown : shown.filter((change) => isSamePath(change.path, path));
}

/** Some logs name a file from its project on, others from the root on. */
const isSamePath = (a: string, b: string): boolean => a === b || a.endsWith(`/${b}`) || b.endsWith(`/${a}`);

const lengthOf = ({ hunks, old_text, new_text }: FileChange): number =>
  (old_text?.length ?? 0) +
  (new_text?.length ?? 0) +
  (hunks ?? []).reduce((sum, hunk) => sum + hunk.lines.reduce((all, line) => all + line.length, 0), 0);

const emptied = (change: FileChange): FileChange => ({
  ...change,
  hunks: null,
  old_text: null,
  new_text: null,
  is_cut: true,
});
