import type { FileChange, ToolCallBlock, ToolResultBlock } from '../../../contract/message.ts';
import { changesOf } from './changes.ts';
import { planIn } from './plan-in.ts';
import { answersIn, questionsIn } from './questions-in.ts';
import { isSubjectCut } from './subject.ts';

/** What the body of a card shows, each part null or empty when there is none. */
export interface BodySections {
  /** The whole command, when the head cannot show it. */
  command: string | null;
  /** `shown` where nothing else tells what was asked, `folded` where something does. */
  input: 'shown' | 'folded' | null;
  /** A plan was put forward, which is shown as what it is and not as JSON. */
  has_plan: boolean;
  /** Questions were put to the person, which are shown with their answers. */
  has_questions: boolean;
  changes: readonly FileChange[];
  /** The block that tells of the changes. */
  changes_id: string;
  has_todos: boolean;
  has_result: boolean;
  has_extras: boolean;
}

/* Kinds of which subject, diff or list say everything that was asked. */
const speaking = new Set(['command', 'read', 'write', 'edit', 'plan']);

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
  const questions = call?.kind === 'question' ? questionsIn(call.input) : null;
  const isAnswered =
    questions !== null && result !== null && !answersIn(result.text, questions).some((answer) => answer === null);
  const isCommand = call?.kind === 'command' && call.subject !== null;
  const sections: BodySections = {
    command: isCommand && isSubjectCut(call) ? call.subject : null,
    input: call && ((has_plan || questions ? null : inputOf(call)) ?? (wanted.input ? 'shown' : null)),
    has_plan,
    has_questions: questions !== null,
    changes,
    changes_id: (result && result.changes.length > 0 ? result : (call ?? result))?.block_id ?? '',
    has_todos: call?.todos != null,
    has_result:
      result !== null &&
      result.text_length > 0 &&
      (result.is_error || wanted.result || !(isAnswered || isTold(call, changes) || isPlanAgain(call, result))),
    has_extras: result !== null && (result.images.length + result.injected.length > 0 || result.moved_output !== null),
  };
  const { command, input, has_questions, has_todos, has_result, has_extras } = sections;
  const isEmpty =
    !command &&
    !input &&
    !has_plan &&
    !has_questions &&
    changes.length === 0 &&
    !has_todos &&
    !has_result &&
    !has_extras;
  return isEmpty ? null : sections;
}

function inputOf(call: ToolCallBlock): BodySections['input'] {
  if (call.input_length <= 2) return null;
  const isTelling = call.subject !== null || call.todos !== null || call.changes.length > 0;
  /* A list of things to do says everything; a single one of them may be told by its number alone. */
  const isSpeaking = call.kind === 'todo' ? call.todos !== null : speaking.has(call.kind);
  if (isSpeaking && isTelling) return null;
  return isTelling || call.kind === 'agent' ? 'folded' : 'shown';
}

/** A plan that was agreed to comes back whole, behind a sentence that says so. */
function isPlanAgain(call: ToolCallBlock | null, result: ToolResultBlock): boolean {
  const plan = call?.kind === 'plan' && result.outcome === 'ok' ? planIn(call.input) : null;
  return plan !== null && result.text.includes(plan.trim().slice(0, 400));
}

/** Results that only confirm what the card already shows, such as a diff or a list. */
const isTold = (call: ToolCallBlock | null, changes: readonly FileChange[]): boolean =>
  changes.length > 0 || call?.todos != null;
