import type { Unredacted } from '../redaction/unredacted.ts';

/**
 * What one record says about a turn; records with the same key are merged, and what is known stays. Words are the agent's
 * own, such as `on-request`, or `workspace-write` for a sandbox.
 */
export interface TurnFact {
  /** The turn's own id, the same in every file that repeats it. */
  turn_key: string;
  /** The record is the turn's first. */
  is_start?: boolean;
  /** The record ends the turn in this way. */
  ends?: 'completed' | 'failed' | 'interrupted';
  /** Why it failed or was interrupted. */
  reason?: string | null;
  duration_ms?: number | null;
  first_token_ms?: number | null;
  approval_policy?: string | null;
  /** Who answers when leave is asked for. */
  approval_reviewer?: string | null;
  sandbox?: string | null;
}

/** A run of a hook: a program of the person's that the agent starts on an event. Records with the same id are one run. */
export interface HookRunFact {
  run_id: string;
  /** Such as `PostToolUse`. */
  event: string | null;
  /** The event with what it was narrowed to, such as `PostToolUse:Bash`. */
  name: Unredacted<string> | null;
  command: Unredacted<string> | null;
  /** `error` let the agent go on, `blocked` did not; null when the log holds no ending. */
  outcome: 'ok' | 'error' | 'blocked' | 'cancelled' | null;
  exit_code: number | null;
  duration_ms: number | null;
  /** The tool call it ran for. */
  call_id: string | null;
}

/** Leave for a call was asked for or decided upon. A refused call needs none: the result that says so is enough. */
export interface ApprovalFact {
  /** Records with the same id are one approval: the call's, or for a review of no known call one that is unique. */
  approval_id: string;
  call_id: string | null;
  /** The record is the one that asks. */
  is_request: boolean;
  /** Null when the log does not hold the answer. */
  decision: 'granted' | 'denied' | 'aborted' | null;
  /** The record shows what was decided, but comes later than the decision. */
  is_late?: boolean;
  decided_by: ApprovalDecider | null;
  risk: string | null;
  /** From asking to the answer, where the log itself says how long that took. */
  waited_ms: number | null;
}
export type ApprovalDecider = 'person' | 'rule' | 'classifier' | 'guardian' | 'hook';

/** The provider, or the way to it, failed. */
export interface ApiErrorFact {
  error_id: string;
  /** The agent's word for it, such as `rate_limit`. */
  word: string | null;
  /** Of HTTP. */
  status: number | null;
  /** Whether the agent tried again; null when the log does not tell. */
  is_retried: boolean | null;
  /** Counted from 1. */
  attempt: number | null;
  most_attempts: number | null;
  /** Until the next try. */
  wait_ms: number | null;
}

/** A file that a call touches. */
export interface FileFact {
  path: Unredacted<string>;
  change: 'read' | 'write';
  way: 'create' | 'update' | 'delete' | 'move' | null;
  lines_added: number | null;
  lines_removed: number | null;
}
