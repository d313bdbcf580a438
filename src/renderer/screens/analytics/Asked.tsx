import type { ReactNode } from 'react';
import { Failed } from '../../parts/Notice.tsx';
import { askAgain, lastValue, type Loadable } from '../../store/loadable.ts';
import styles from './AnalyticsScreen.module.css';

interface Props<T> {
  /** The key of the question, to ask it again. */
  name: string;
  answer: Loadable<T>;
  children(value: T): ReactNode;
}

/** Shows an answer once it is there; until then its place, and a reason when there is none. */
export function Asked<T>({ name, answer, children }: Props<T>) {
  const value = lastValue(answer);
  if (answer.state === 'failed') return <Failed error={answer.error} onAgain={() => askAgain(name)} />;
  if (value === null) return <div className={styles.waiting} aria-busy="true" aria-label="Loading" />;
  return children(value);
}
