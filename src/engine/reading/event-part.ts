import type { ApiErrorFact, ApprovalFact, HookRunFact, TurnFact } from '../../sources/event-facts.ts';
import type { CompactionFact, LineItem, ToolResultFact } from '../../sources/source.ts';
import type { Unredacted } from '../../redaction/unredacted.ts';
import { type EventRows, noEvents } from '../catalog/rows.ts';

/** How texts become what the catalog may keep. */
export interface SafeWords {
  /** Short words that come again and again. */
  word(text: string): string;
  /** Text of any kind, as one line. */
  label(text: Unredacted<string>): string;
}

/** Gathers what the items of a stretch tell of turns, compactions, hooks, approvals and failures: one row for each thing. */
export class EventRowsBuilder {
  readonly #safe: SafeWords;
  readonly #known = new Map<string, object>();
  readonly #rows: EventRows = noEvents();

  constructor(safe: SafeWords) {
    this.#safe = safe;
  }

  finish(): EventRows {
    return this.#rows;
  }

  addItem(item: LineItem, at: number | null): void {
    if (item.turn) this.#addTurn(item.turn, at);
    if (item.compaction) this.#addCompaction(item.compaction, at);
    if (item.hook_runs) for (const run of item.hook_runs) this.#addHookRun(run, at);
    if (item.approvals) for (const approval of item.approvals) this.#addApproval(approval, at);
    if (item.api_error) this.#addApiError(item.api_error, at);
  }

  /** A refused call is an approval that was asked for and denied. */
  addRefusal({ call_id, call_key, denied_by }: ToolResultFact, at: number | null): void {
    this.#add('approvals', call_key ?? call_id, {
      approval_id: call_key ?? call_id,
      call_id: call_key ?? call_id,
      asked_at: null,
      decided_at: at,
      decision: 'denied',
      decided_by: this.#word(denied_by),
      risk: null,
      waited_ms: null,
    });
  }

  #addTurn(turn: TurnFact, at: number | null): void {
    this.#add('turns', turn.turn_key, {
      turn_key: turn.turn_key,
      started_at: turn.is_start ? at : null,
      ended_at: turn.ends === undefined ? null : at,
      state: turn.ends ?? null,
      reason: this.#word(turn.reason),
      duration_ms: timeOrNull(turn.duration_ms),
      first_token_ms: timeOrNull(turn.first_token_ms),
      approval_policy: this.#word(turn.approval_policy),
      approval_reviewer: this.#word(turn.approval_reviewer),
      sandbox: this.#word(turn.sandbox),
    });
  }

  #addCompaction(said: CompactionFact, at: number | null): void {
    const compaction_key = said.compaction_key ?? said.record_id;
    this.#add('compactions', compaction_key, {
      compaction_key,
      at,
      trigger_word: this.#word(said.trigger),
      phase: this.#word(said.phase),
      tokens_before: countOrNull(said.tokens_before),
      tokens_after: countOrNull(said.tokens_after),
      duration_ms: timeOrNull(said.duration_ms),
    });
  }

  #addHookRun(run: HookRunFact, at: number | null): void {
    this.#add('hook_runs', run.run_id, {
      run_id: run.run_id,
      at,
      event: this.#word(run.event),
      name: run.name && this.#safe.label(run.name),
      command: run.command && this.#safe.label(run.command),
      outcome: run.outcome,
      exit_code: run.exit_code,
      duration_ms: timeOrNull(run.duration_ms),
      call_id: run.call_id,
    });
  }

  #addApproval(said: ApprovalFact, at: number | null): void {
    this.#add('approvals', said.approval_id, {
      approval_id: said.approval_id,
      call_id: said.call_id,
      asked_at: said.is_request ? at : null,
      decided_at: said.decision === null || said.is_late ? null : at,
      decision: said.decision,
      decided_by: said.decided_by,
      risk: this.#word(said.risk),
      waited_ms: timeOrNull(said.waited_ms),
    });
  }

  #addApiError(error: ApiErrorFact, at: number | null): void {
    this.#add('api_errors', error.error_id, {
      error_id: error.error_id,
      at,
      word: this.#word(error.word),
      status: countOrNull(error.status),
      is_retried: error.is_retried === null ? null : Number(error.is_retried),
      attempt: countOrNull(error.attempt),
      most_attempts: countOrNull(error.most_attempts),
      wait_ms: timeOrNull(error.wait_ms),
    });
  }

  /** What is known of a thing stays; a later record fills in what is missing. */
  #add<Table extends keyof EventRows>(table: Table, key: string, row: EventRows[Table][number]): void {
    const place = `${table} ${key}`;
    const known = this.#known.get(place) as Record<string, unknown> | undefined;
    if (known) {
      for (const [column, value] of Object.entries(row)) known[column] ??= value;
      return;
    }
    this.#known.set(place, row);
    (this.#rows[table] as object[]).push(row);
  }

  #word(text: string | null | undefined): string | null {
    return text === null || text === undefined ? null : this.#safe.word(text);
  }
}

/** No wait is longer than this, and no context larger; a log may say anything. */
const mostMs = 1e12;
const mostCounted = 1e10;

const timeOrNull = (ms: number | null | undefined): number | null =>
  ms === null || ms === undefined || !(ms >= 0 && ms <= mostMs) ? null : ms;
const countOrNull = (count: number | null): number | null =>
  count === null || !(count >= 0 && count <= mostCounted) ? null : Math.round(count);
