import type { ReactNode } from 'react';
import type { ApiError } from '../../contract/result.ts';
import controls from './controls.module.css';
import styles from './Notice.module.css';

/** What to show where something could not be had: the reason, what to do, and a way to ask again. */
export function Failed({ error, onAgain }: { error: ApiError; onAgain?: () => void }) {
  return (
    <div className={styles.notice} role="alert">
      <p className={styles.title}>{error.message}</p>
      {error.advice && <p>{error.advice}</p>}
      {onAgain && (
        <button type="button" className={controls.button} onClick={onAgain}>
          Try again
        </button>
      )}
    </div>
  );
}

/** What to show where there is nothing: why, and what would change that. */
export function Nothing({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.notice}>
      <p className={styles.title}>{title}</p>
      {children}
    </div>
  );
}
