import type { ApprovalFact } from '../event-facts.ts';
import { parseJson } from '../json.ts';
import { filledTextOf, type Shape, shapeOf, textOf, wordOf } from '../shape.ts';
import type { Entry } from './item.ts';
import { type Memory, remember } from './memory.ts';
import type { Ending } from './output.ts';
import type { ToolUse } from './tools.ts';
import { turnKey } from './turns.ts';

const mostAsked = 100;

/** What is asked for stands in the call's own arguments; the answer has no record. */
function asksForLeave({ name, fields }: ToolUse): boolean {
  const permissions = fields['sandbox_permissions'];
  return (
    name === 'request_permissions' ||
    fields['with_escalated_permissions'] === true ||
    permissions === 'require_escalated' ||
    permissions === 'with_additional_permissions'
  );
}

export function requestedApproval(memory: Memory, use: ToolUse): { approvals?: ApprovalFact[] } {
  if (memory.is_copied || !asksForLeave(use)) return {};
  if (use.name !== 'request_permissions') remember(memory.asked, use.call_id, mostAsked);
  return { approvals: [{ ...approvalOf(use.call_id), is_request: true }] };
}

/** A call that asked for leave and ran was given it; by whom, and when, is not written. A refusal is told by its result. */
export function givenApproval(memory: Memory, call_id: string, ending: Ending): { approvals?: ApprovalFact[] } {
  const at = memory.asked.indexOf(call_id);
  if (at < 0) return {};
  const hasRun = ending.outcome === 'ok' || ending.exit_code !== null || ending.runs_in !== null;
  const decision = hasRun ? 'granted' : ending.outcome === 'interrupted' ? 'aborted' : null;
  if (decision === null) return {};
  memory.asked.splice(at, 1);
  return { approvals: [{ ...approvalOf(call_id), decision, is_late: true }] };
}

const approvalOf = (call_id: string): ApprovalFact => ({
  approval_id: call_id,
  call_id,
  is_request: false,
  decision: null,
  decided_by: null,
  risk: null,
  waited_ms: null,
});

const decisions: Record<string, ApprovalFact['decision']> = {
  approved: 'granted',
  allow: 'granted',
  denied: 'denied',
  deny: 'denied',
  aborted: 'aborted',
  timed_out: 'aborted',
};

const decisionIn = (word: string | null): ApprovalFact['decision'] =>
  word !== null && Object.hasOwn(decisions, word) ? decisions[word]! : null;

/** `guardian_assessment`: a model judged a call in place of the person. */
export function guardianApproval({ body, id }: Entry, memory: Memory): ApprovalFact {
  const call_id = filledTextOf(body['target_item_id']);
  const decision = decisionIn(textOf(body['status']));
  return {
    ...approvalOf(call_id ?? `${memory.thread_id}:${filledTextOf(body['id']) ?? id}`),
    call_id,
    is_request: decision === null,
    decision,
    decided_by: decision === null ? null : 'guardian',
    risk: wordOf(body['risk_level']),
  };
}

/** In the thread of a guardian the last answer is its judgement, as JSON; which call was meant it does not say. */
export function judgement(memory: Memory, text: string): { approvals?: ApprovalFact[] } {
  if (!memory.is_guardian || memory.is_copied || !text.trimStart().startsWith('{')) return {};
  const said = parsed(text);
  const decision = decisionIn(textOf(said?.['outcome']));
  if (!said || decision === null) return {};
  const approval_id = judgementId(memory);
  return {
    approvals: [
      { ...approvalOf(approval_id), call_id: null, decision, decided_by: 'guardian', risk: wordOf(said['risk_level']) },
    ],
  };
}

/** How long a call waited for its guardian: the turn of that one's thread. */
export function guardianWait(memory: Memory, waited_ms: number | null): { approvals?: ApprovalFact[] } {
  if (!memory.is_guardian || waited_ms === null) return {};
  return { approvals: [{ ...approvalOf(judgementId(memory)), call_id: null, decided_by: 'guardian', waited_ms }] };
}

const judgementId = (memory: Memory): string => `guardian ${turnKey(memory) ?? memory.thread_id}`;

function parsed(text: string): Shape | null {
  try {
    return shapeOf(parseJson(text));
  } catch {
    return null;
  }
}
