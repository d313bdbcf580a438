import type { ApprovalFact, HookRunFact } from '../event-facts.ts';
import { filledTextOf, flagOf, listOf, numberOf, type Shape, shapeOf, textOf } from '../shape.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sealText } from './item.ts';

const outcomes: Record<string, HookRunFact['outcome']> = {
  hook_success: 'ok',
  hook_non_blocking_error: 'error',
  hook_error_during_execution: 'error',
  hook_blocking_error: 'blocked',
  hook_cancelled: 'cancelled',
};

/** The run that an attachment tells the end of. What a run said stands in further attachments, which are none of their own. */
export function hookRunIn(record: Shape, attachment: Shape): HookRunFact[] {
  const type = textOf(attachment['type']) ?? '';
  if (!Object.hasOwn(outcomes, type)) return [];
  const command = attachment['command'] ?? shapeOf(attachment['blockingError'])?.['command'];
  return [
    {
      ...runOf(record, { ...attachment, command }),
      outcome: outcomes[type]!,
      exit_code: wholeOf(attachment['exitCode']),
      duration_ms: numberOf(attachment['durationMs']),
    },
  ];
}

/** 2.1.9 to 2.1.72: a start, without an end. */
export const hookStartIn = (record: Shape, data: Shape): HookRunFact[] => [
  runOf(record, { ...data, toolUseID: record['toolUseID'] }),
];

/** Hooks at the end of a turn, all in one record; which of several failed it does not say. */
export function stopHookRuns(record: Shape): HookRunFact[] {
  const hooks = listOf(record['hookInfos'])
    .map(shapeOf)
    .filter((hook) => hook !== null);
  const errors = listOf(record['hookErrors']).length;
  const said = flagOf(record['preventedContinuation']) ? 'blocked' : errors > 0 ? 'error' : 'ok';
  const outcome = said === 'ok' || hooks.length === 1 ? said : null;
  return hooks.map((hook) => ({
    ...runOf(record, { command: hook['command'], toolUseID: record['toolUseID'], hookEvent: 'Stop', hookName: 'Stop' }),
    outcome,
    duration_ms: numberOf(hook['durationMs']),
  }));
}

/** One run is known by what it ran for, the event and the command: its start and its end may be records of their own. */
function runOf(record: Shape, said: Shape): HookRunFact {
  const cause = filledTextOf(said['toolUseID']);
  const event = eventIn(said);
  const command = filledTextOf(said['command']);
  const run_id =
    cause === null ? filledTextOf(record['uuid']) : `${cause} ${event ?? ''} ${fingerprintOf(command ?? '')}`;
  return {
    run_id: run_id ?? `${textOf(record['timestamp']) ?? ''} ${event ?? ''}`,
    event,
    name: sealText(said['hookName']),
    command: sealText(command),
    outcome: null,
    exit_code: null,
    duration_ms: null,
    call_id: event !== null && /^(?:PreTool|PostTool|Permission)/.test(event) ? cause : null,
  };
}

function eventIn(said: Shape): string | null {
  const word = filledTextOf(said['hookEvent']) ?? filledTextOf(said['hookName'])?.split(':')[0] ?? '';
  return /^[A-Za-z]{1,40}$/.test(word) ? word : null;
}

const wholeOf = (value: unknown): number | null => (Number.isSafeInteger(value) ? Number(value) : null);

const decisions: Record<string, ApprovalFact['decision']> = { allow: 'granted', deny: 'denied', block: 'denied' };

/** A hook that lets a call pass, refuses it, or leaves it to the person. */
export function hookDecisionIn(record: Shape, attachment: Shape): ApprovalFact[] {
  if (attachment['type'] !== 'hook_permission_decision') return [];
  const call_id = filledTextOf(attachment['toolUseID']);
  const approval_id = call_id ?? filledTextOf(record['uuid']);
  const word = textOf(attachment['decision']) ?? '';
  const decision = Object.hasOwn(decisions, word) ? decisions[word]! : null;
  if (approval_id === null) return [];
  return [
    {
      approval_id,
      call_id,
      is_request: word === 'ask',
      decision,
      decided_by: decision === null ? null : 'hook',
      risk: null,
      waited_ms: null,
    },
  ];
}
