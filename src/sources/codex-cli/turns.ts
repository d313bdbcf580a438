import type { TurnFact } from '../event-facts.ts';
import { filledTextOf, numberOf, type Shape, shapeOf, textOf, wordOf } from '../shape.ts';
import type { CompactionFact } from '../source.ts';
import type { Memory, Policy } from './memory.ts';
import { isUuid } from './uuid.ts';

/** By which copies of a turn in forks are known; null before the first one. */
export function turnKey(memory: Memory): string | null {
  const { turn_id, root_id, prompts } = memory;
  if (turn_id !== null) return isUuid(turn_id) ? turn_id : `${root_id}:${turn_id}`;
  return prompts === 0 ? null : `${root_id}:${prompts}`;
}

/** What a record says about the turn that is under way; nothing when there is none, or when it is another thread's. */
export function turnFact(memory: Memory, said: Omit<TurnFact, 'turn_key'>): { turn?: TurnFact } {
  const turn_key = memory.is_copied ? null : turnKey(memory);
  return turn_key === null ? {} : { turn: { turn_key, ...said } };
}

export function beginTurn(memory: Memory): void {
  memory.turns += 1;
  memory.is_running = true;
  memory.turn_prompts = 0;
  memory.turn_response = memory.response;
  memory.unplaced = null;
  memory.is_open = false;
}

export const policyIn = (body: Shape): Policy => ({
  approval_policy: wordIn(body['approval_policy']),
  approval_reviewer: wordOf(body['approvals_reviewer']),
  sandbox: sandboxIn(body),
});

/** The policy as a sentence part; empty when nothing is said about it. */
export const policyText = ({ approval_policy, approval_reviewer, sandbox }: Policy): string =>
  [
    approval_policy && `approval ${approval_policy}`,
    approval_reviewer && approval_reviewer !== 'user' && `asked of ${approval_reviewer.replaceAll('_', ' ')}`,
    sandbox && `sandbox ${sandbox}`,
  ]
    .filter((part) => part)
    .join(' · ');

/** Policies under which a turn runs, told once per turn unless they change. */
export function policyFact(memory: Memory, policy: Policy): { turn?: TurnFact } {
  if (policy.approval_policy === null && policy.sandbox === null) return {};
  const told = `${turnKey(memory)} ${policyText(policy)}`;
  if (memory.policy_told === told) return {};
  memory.policy_told = told;
  return turnFact(memory, { ...policy });
}

/** A word, or an object that is named by its only key. */
const wordIn = (value: unknown): string | null => wordOf(value) ?? wordOf(Object.keys(shapeOf(value) ?? {})[0]);

/** `sandbox_policy` is tagged by `type`, in 2025 by `mode`; newer files may have a permission profile instead. */
function sandboxIn(body: Shape): string | null {
  const policy = shapeOf(body['sandbox_policy']) ?? shapeOf(body['permission_profile']);
  const kind = wordOf(policy?.['type']) ?? wordOf(policy?.['mode']) ?? wordOf(body['sandbox_policy']);
  return kind === null ? null : policy?.['network_access'] === true ? `${kind} with network` : kind;
}

/**
 * Where a compaction took place is not written, but shows: one after a response is in the middle of a turn; one before the
 * prompt of its turn came by itself before the turn; one in a turn without prompt and response was asked for.
 */
export function placeCompaction(memory: Memory, record_id: string): Pick<CompactionFact, 'trigger' | 'phase'> {
  memory.unplaced = null;
  if (!memory.is_running) return { trigger: null, phase: null };
  if (memory.response > memory.turn_response) return { trigger: 'auto', phase: 'mid_turn' };
  if (memory.turn_prompts > 0) return { trigger: 'auto', phase: 'pre_turn' };
  memory.unplaced = record_id;
  return { trigger: null, phase: null };
}

/** What a prompt, or the end of the turn, says about the compaction before it. */
export function placedCompaction(memory: Memory, by: 'prompt' | 'end'): CompactionFact | null {
  const record_id = memory.unplaced;
  memory.unplaced = null;
  if (record_id === null) return null;
  const isAsked = by === 'end' && memory.response === memory.turn_response;
  return {
    record_id,
    ...compactionKey(memory, record_id),
    trigger: isAsked ? 'manual' : 'auto',
    phase: isAsked ? 'standalone_turn' : 'pre_turn',
    tokens_before: null,
    tokens_after: null,
  };
}

export const compactionKey = (memory: Memory, record_id: string): { compaction_key: string } => ({
  compaction_key: `${memory.thread_id}:${record_id}`,
});

/** The program's word for a failure, and the status of HTTP where it has one. */
export function failureWord(info: unknown): { word: string | null; status: number | null } {
  const shape = shapeOf(info);
  const word = typeof info === 'string' ? info : Object.keys(shape ?? {})[0];
  const status = numberOf(shapeOf(Object.values(shape ?? {})[0])?.['http_status_code']);
  return { word: filledTextOf(textOf(word)?.slice(0, 60)), status };
}
