import type { TurnFact } from '../event-facts.ts';
import { countOf, filledTextOf, listOf, numberOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { LineItem } from '../source.ts';
import { agentOf } from './agents.ts';

/**
 * Which turn of the main thread records belong to, and which compaction waits for the size it came down to: the log says
 * neither, but the order of its records does.
 */
export class Turns {
  #turn: string | null;
  #compaction: string | null;
  #compacted_at: string;

  /** `state` is what `state()` gave when an earlier part of the file was read. */
  constructor(state: unknown) {
    const [turn, compaction, at] = listOf(state).map(textOf);
    this.#turn = filledTextOf(turn);
    this.#compaction = filledTextOf(compaction);
    this.#compacted_at = at ?? '';
  }

  follow(record: Shape, item: LineItem): void {
    if (agentOf(record) !== null) return;
    if (item.prompt) this.#takePrompt(record, item, item.prompt);
    else if (item.compaction) this.#takeCompaction(item);
    else if (item.call) this.#takeSize(item);
    else if (this.#turn !== null) {
      const end = endIn(record);
      if (end) item.turn = { turn_key: this.#turn, ...end };
    }
  }

  #takePrompt(record: Shape, item: LineItem, prompt: NonNullable<LineItem['prompt']>): void {
    const isQueued = record['type'] === 'attachment';
    prompt.is_steer = isQueued ? true : record['promptSource'] === undefined ? null : false;
    if (isQueued && this.#turn !== null) return;
    // Under an id that is not its own, a prompt is a repetition of an earlier one.
    if (!isQueued && prompt.prompt_id !== item.record_id) return;
    this.#turn = prompt.prompt_id;
    item.turn = { turn_key: prompt.prompt_id, is_start: true, approval_policy: modeIn(record) };
  }

  #takeCompaction(item: LineItem): void {
    if (item.compaction!.tokens_after !== null) return;
    this.#compaction = item.compaction!.record_id;
    this.#compacted_at = item.at ?? '';
  }

  /** Older versions do not say what a compaction came down to; the next call's input is that. */
  #takeSize(item: LineItem): void {
    const record_id = this.#compaction;
    if (record_id === null || item.at === null || item.at < this.#compacted_at) return;
    const { input, cache_read, cache_write_5m, cache_write_1h } = item.call!.usage;
    const tokens_after = input + cache_read + cache_write_5m + cache_write_1h;
    if (tokens_after === 0) return;
    this.#compaction = null;
    item.compaction = { record_id, trigger: null, tokens_before: null, tokens_after };
  }

  state(): string[] | null {
    if (this.#turn === null && this.#compaction === null) return null;
    return [this.#turn ?? '', this.#compaction ?? '', this.#compacted_at];
  }
}

/** In which mode of permissions the turn began. */
function modeIn(record: Shape): string | null {
  const mode = textOf(record['permissionMode']) ?? '';
  return /^[A-Za-z]{1,40}$/.test(mode) ? mode : null;
}

const interrupted = /^\[Request interrupted by user( for tool use)?\]/;

function endIn(record: Shape): Omit<TurnFact, 'turn_key'> | null {
  if (record['type'] === 'system')
    return record['subtype'] === 'turn_duration'
      ? { ends: 'completed', duration_ms: numberOf(record['durationMs']) }
      : null;
  if (record['type'] !== 'user') return null;
  const content = shapeOf(record['message'])?.['content'];
  const text = textOf(content) ?? textOf(shapeOf(listOf(content)[0])?.['text']);
  const said = text === null ? null : interrupted.exec(text);
  return said && { ends: 'interrupted', reason: said[1] === undefined ? 'by the person' : 'for tool use' };
}

/** A failed request and how the client goes on: it tries again, or shows the error as an answer. */
export function retryIn(record: Shape): NonNullable<LineItem['api_error']> | undefined {
  const error_id = filledTextOf(record['uuid']);
  if (error_id === null) return undefined;
  const error = shapeOf(record['error']) ?? {};
  const cause = shapeOf(error['cause']) ?? shapeOf(record['cause']);
  return {
    error_id,
    word:
      wordIn(shapeOf(shapeOf(error['error'])?.['error'])?.['type']) ?? wordIn(error['type']) ?? wordIn(cause?.['code']),
    status: countOf(error['status']),
    is_retried: true,
    attempt: countOf(record['retryAttempt']),
    most_attempts: countOf(record['maxRetries']),
    wait_ms: numberOf(record['retryInMs']),
  };
}

export function finalErrorIn(record: Shape): NonNullable<LineItem['api_error']> | undefined {
  const error_id = filledTextOf(record['uuid']);
  if (error_id === null) return undefined;
  return {
    error_id,
    word: wordIn(record['error']),
    status: countOf(record['apiErrorStatus']),
    is_retried: false,
    attempt: null,
    most_attempts: null,
    wait_ms: null,
  };
}

const wordIn = (value: unknown): string | null =>
  typeof value === 'string' && /^[A-Za-z][\w-]{0,59}$/.test(value) ? value : null;
