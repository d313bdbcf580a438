import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import { onEvent } from '../api/api.ts';
import { type Changes, type Loadable, outdateAnswers, peekAnswer, type Question, watchAnswer } from './answers.ts';

export { askAgain, lastValue, type Loadable } from './answers.ts';

/**
 * The answer to a question, asked when first needed and again when the engine says that something changed. `key` names
 * question and input; null asks nothing. `concerns` narrows which changes count: all of them unless given.
 */
export function useAnswer<T>(
  key: string | null,
  ask: Question<T>['ask'],
  concerns: Question<T>['concerns'] = always,
): Loadable<T> {
  const question = useRef({ ask, concerns });
  /* Runs before the subscription below, so that a new key is asked with its own question. */
  useEffect(() => {
    question.current = { ask, concerns };
  });
  const subscribe = useCallback(
    (listener: () => void) => (key === null ? noop : watchAnswer(key, question.current, listener)),
    [key],
  );
  const current = () => (key === null ? idle : peekAnswer(key));
  return useSyncExternalStore(subscribe, current) as Loadable<T>;
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
    if (event.type === 'changed') outdateAnswers(event.sessions);
    if (event.type === 'restarted') outdateAnswers(null);
  });
}

const idle: Loadable<never> = { state: 'idle' };
const always = () => true;
const noop = () => {};
