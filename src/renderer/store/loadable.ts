import { useEffect, useSyncExternalStore } from 'react';
import type { EngineEvent } from '../../contract/events.ts';
import type { ApiError, Result } from '../../contract/result.ts';
import { onEvent } from '../api/api.ts';

/**
 * Something asked of the engine. While it is asked again, `ready` keeps the last value and is `stale`; a failure keeps
 * the last value, if there was one, as `last`.
 */
export type Loadable<T> =
  | { state: 'idle' }
  | { state: 'loading' }
  | { state: 'ready'; value: T; stale: boolean }
  | { state: 'failed'; error: ApiError; last: T | null };

type Ask<T> = () => Promise<Result<T>>;
type Changes = Extract<EngineEvent, { type: 'changed' }>['sessions'];

interface Answer {
  loadable: Loadable<unknown>;
  ask: Ask<unknown>;
  /** Which changes make it worth asking again. */
  concerns: (changes: Changes) => boolean;
  listeners: Set<() => void>;
  /** Number of the newest question; answers to older ones are dropped. */
  asked: number;
  isWaiting: boolean;
  isOutdated: boolean;
  askedAt: number;
}

const idle: Loadable<never> = { state: 'idle' };
const answers = new Map<string, Answer>();

/** Answers kept after nobody looks at them any more, so that going back shows them at once. */
const most = 60;
/** The least time between two questions with the same key, so that news in quick succession does not become load. */
const pause_ms = 1500;

/**
 * The answer to a question, asked when first needed and again when the engine says that something changed. `key` names
 * question and input; null asks nothing. `concerns` narrows which changes count: all of them unless given.
 */
export function useAnswer<T>(
  key: string | null,
  ask: Ask<T>,
  concerns: (changes: Changes) => boolean = always,
): Loadable<T> {
  const loadable = useSyncExternalStore(
    (listener) => (key === null ? noop : watch(key, ask, concerns, listener)),
    () => (key === null ? idle : (answers.get(key)?.loadable ?? idle)),
  );
  useEffect(() => {
    const answer = key === null ? undefined : answers.get(key);
    if (answer) answer.ask = ask;
  });
  return loadable as Loadable<T>;
}

/** Asks again whatever a change may have touched and is being looked at; what is not looked at is forgotten. */
export function outdate(changes: Changes): void {
  for (const [key, answer] of answers) {
    if (!answer.concerns(changes)) continue;
    if (answer.listeners.size === 0) answers.delete(key);
    else void refresh(answer);
  }
}

/** Asks once more, as for a "Try again" button. */
export function askAgain(key: string): void {
  const answer = answers.get(key);
  if (answer) void load(answer);
}

/** For changes of one session: true when it is among them. */
export function touches(session: { source: string; session_id: string }): (changes: Changes) => boolean {
  return (changes) =>
    changes === null ||
    changes.some((change) => change.source === session.source && change.session_id === session.session_id);
}

/** Keeps answers up to date with the engine's news from now on. Called once, at the start. */
export function followChanges(): void {
  onEvent((event) => {
    if (event.type === 'changed') outdate(event.sessions);
    if (event.type === 'restarted') outdate(null);
  });
}

function watch<T>(key: string, ask: Ask<T>, concerns: Answer['concerns'], listener: () => void): () => void {
  let answer = answers.get(key);
  if (!answer) {
    answer = { ...newAnswer(), ask, concerns };
    answers.set(key, answer);
  } else {
    answers.delete(key);
    answers.set(key, answer);
    Object.assign(answer, { ask, concerns });
  }
  answer.listeners.add(listener);
  if (answer.loadable.state === 'idle' || answer.loadable.state === 'failed') void load(answer);
  forgetOldest();
  const watched = answer;
  return () => watched.listeners.delete(listener);
}

async function refresh(answer: Answer): Promise<void> {
  if (answer.isOutdated) return;
  answer.isOutdated = true;
  const wait = answer.askedAt + pause_ms - Date.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
  if (answer.isWaiting || !answer.isOutdated) return;
  await load(answer);
}

async function load(answer: Answer): Promise<void> {
  answer.asked += 1;
  const { asked } = answer;
  Object.assign(answer, { isWaiting: true, isOutdated: false, askedAt: Date.now() });
  show(answer, waitingWith(answer.loadable));
  const result = await answer.ask();
  if (asked !== answer.asked) return;
  answer.isWaiting = false;
  show(
    answer,
    result.ok
      ? { state: 'ready', value: result.value, stale: false }
      : { state: 'failed', error: result.error, last: lastValue(answer.loadable) },
  );
  if (answer.isOutdated) {
    answer.isOutdated = false;
    void refresh(answer);
  }
}

function waitingWith(loadable: Loadable<unknown>): Loadable<unknown> {
  const last = lastValue(loadable);
  return last === null ? { state: 'loading' } : { state: 'ready', value: last, stale: true };
}

/** The newest value known, even if asking again failed or is under way. */
export function lastValue<T>(loadable: Loadable<T>): T | null {
  if (loadable.state === 'ready') return loadable.value;
  return loadable.state === 'failed' ? loadable.last : null;
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
  return { loadable: idle, listeners: new Set(), asked: 0, isWaiting: false, isOutdated: false, askedAt: 0 };
}

const always = () => true;
const noop = () => {};
