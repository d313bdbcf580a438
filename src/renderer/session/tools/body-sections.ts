import type { FileChange, ToolCallBlock, ToolResultBlock } from '../../../contract/message.ts';
import { changesOf } from './changes.ts';
import { planIn } from './plan-in.ts';
import { isSubjectCut } from './subject.ts';

/** What the body of a card shows, each part null or empty when there is none. */
export interface BodySections {
  /** The whole command, when the head cannot show it. */
  command: string | null;
  /** `shown` where nothing else tells what was asked, `folded` where something does. */
  input: 'shown' | 'folded' | null;
  /** A plan was put forward, which is shown as what it is and not as JSON. */
  has_plan: boolean;
  changes: readonly FileChange[];
  /** The block that tells of the changes. */
  changes_id: string;
  has_todos: boolean;
  has_result: boolean;
  has_extras: boolean;
}

/* Kinds of which subject, diff or list say everything that was asked. */
const speaking = new Set(['command', 'read', 'write', 'edit', 'todo', 'plan']);

/** Parts that are shown even if the card says them in another way. */
interface Wanted {
  input: boolean;
  result: boolean;
}

const nothingWanted: Wanted = { input: false, result: false };

/** The parts of a card's body; null when it has none. */
export function bodySections(
  call: ToolCallBlock | null,
  result: ToolResultBlock | null,
  wanted: Wanted = nothingWanted,
): BodySections | null {
  const changes = changesOf(call, result);
  const has_plan = call?.kind === 'plan' && planIn(call.input) !== null;
  const isCommand = call?.kind === 'command' && call.subject !== null;
  const sections: BodySections = {
    command: isCommand && isSubjectCut(call) ? call.subject : null,
    input: call && ((has_plan ? null : inputOf(call)) ?? (wanted.input ? 'shown' : null)),
    has_plan,
    changes,
    changes_id: (result && result.changes.length > 0 ? result : (call ?? result))?.block_id ?? '',
    has_todos: call?.todos != null,
    has_result:
      result !== null && result.text_length > 0 && (result.is_error || wanted.result || !isTold(call, changes)),
    has_extras: result !== null && (result.images.length + result.injected.length > 0 || result.moved_output !== null),
  };
  const { command, input, has_todos, has_result, has_extras } = sections;
  const isEmpty = !command && !input && !has_plan && changes.length === 0 && !has_todos && !has_result && !has_extras;
  return isEmpty ? null : sections;
}

function inputOf(call: ToolCallBlock): BodySections['input'] {
  if (call.input_length <= 2) return null;
  const isTelling = call.subject !== null || call.todos !== null || call.changes.length > 0;
  if (speaking.has(call.kind) && isTelling) return null;
  return isTelling || call.kind === 'agent' ? 'folded' : 'shown';
}

/** Results that only confirm what the card already shows, such as a diff or a list. */
const isTold = (call: ToolCallBlock | null, changes: readonly FileChange[]): boolean =>
  changes.length > 0 || call?.todos != null;
