import type { EngineEvent } from '../../contract/events.ts';
import type { ApiError, Result } from '../../contract/result.ts';

/**
 * Something asked of the engine. While it is asked again, `ready` keeps the last value and is `stale`; a failure keeps
 * the last value, if there was one, as `last`.
 */
export type Loadable<T> =
  | { state: 'idle' }
  | { state: 'loading' }
  | { state: 'ready'; value: T; stale: boolean }
  | { state: 'failed'; error: ApiError; last: T | null };

/** What changed, as the engine tells it: sessions by name, or null for anything. */
export type Changes = Extract<EngineEvent, { type: 'changed' }>['sessions'];

/** How to get an answer, and which changes make it worth asking again. */
export interface Question<T> {
  ask: () => Promise<Result<T>>;
  concerns: (changes: Changes) => boolean;
}

interface Answer extends Question<unknown> {
  loadable: Loadable<unknown>;
  listeners: Set<() => void>;
  /** Number of the newest question; answers to older ones are dropped. */
  asked: number;
  is_waiting: boolean;
  is_outdated: boolean;
  asked_at: number;
}

const idle: Loadable<never> = { state: 'idle' };
const answers = new Map<string, Answer>();

/** Answers kept after nobody looks at them any more, so that going back shows them at once. */
const most = 60;
/** The least time between two questions with the same key, so that news in quick succession does not become load. */
const pause_ms = 1500;

/** The answer with this key as it stands. The same object until it changes. */
export function peekAnswer(key: string): Loadable<unknown> {
  return answers.get(key)?.loadable ?? idle;
}

/** Asks, unless the answer is there, and calls `listener` after each change until the returned function is called. */
export function watchAnswer(key: string, question: Question<unknown>, listener: () => void): () => void {
  const answer = Object.assign(answers.get(key) ?? newAnswer(), question);
  answers.delete(key);
  answers.set(key, answer);
  answer.listeners.add(listener);
  if (answer.loadable.state === 'idle' || answer.loadable.state === 'failed') void load(answer);
  forgetOldest();
  return () => answer.listeners.delete(listener);
}

/** Asks once more, as for a "Try again" button. */
export function askAgain(key: string): void {
  const answer = answers.get(key);
  if (answer) void load(answer);
}

/** Asks again whatever a change may have touched and is being looked at; what is not looked at is forgotten. */
export function outdateAnswers(changes: Changes): void {
  for (const [key, answer] of answers) {
    if (!answer.concerns(changes)) continue;
    if (answer.listeners.size === 0) answers.delete(key);
    else void refresh(answer);
  }
}

/** The newest value known, even if asking again failed or is under way. */
export function lastValue<T>(loadable: Loadable<T>): T | null {
  if (loadable.state === 'ready') return loadable.value;
  return loadable.state === 'failed' ? loadable.last : null;
}

async function refresh(answer: Answer): Promise<void> {
  if (answer.is_outdated) return;
  answer.is_outdated = true;
  const wait = answer.asked_at + pause_ms - Date.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  if (answer.listeners.size === 0) return forget(answer);
  if (answer.is_waiting || !answer.is_outdated) return;
  await load(answer);
}

async function load(answer: Answer): Promise<void> {
  answer.asked += 1;
  const { asked } = answer;
  Object.assign(answer, { is_waiting: true, is_outdated: false, asked_at: Date.now() });
  show(answer, waitingWith(answer.loadable));
  const result = await answer.ask();
  if (asked !== answer.asked) return;
  answer.is_waiting = false;
  show(
    answer,
    result.ok
      ? { state: 'ready', value: result.value, stale: false }
      : { state: 'failed', error: result.error, last: lastValue(answer.loadable) },
  );
  if (!answer.is_outdated) return;
  answer.is_outdated = false;
  void refresh(answer);
}

/* Nobody looks at it any more: what it asks for may be gone, and whoever comes back asks anew. */
function forget(answer: Answer): void {
  for (const [key, kept] of answers) if (kept === answer) answers.delete(key);
}

function waitingWith(loadable: Loadable<unknown>): Loadable<unknown> {
  const last = lastValue(loadable);
  return last === null ? { state: 'loading' } : { state: 'ready', value: last, stale: true };
}

function show(answer: Answer, loadable: Loadable<unknown>): void {
  answer.loadable = loadable;
  for (const listener of answer.listeners) listener();
}

function forgetOldest(): void {
  for (const [key, answer] of answers) {
    if (answers.size <= most) return;
    if (answer.listeners.size === 0) answers.delete(key);
  }
}

function newAnswer(): Omit<Answer, 'ask' | 'concerns'> {
  return { loadable: idle, listeners: new Set(), asked: 0, is_waiting: false, is_outdated: false, asked_at: 0 };
}
