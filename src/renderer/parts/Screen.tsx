import type { ReactNode } from 'react';
import styles from './Screen.module.css';

interface Props {
  title: string;
  /** Controls that belong to the whole screen. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A screen that scrolls as a whole, with its name and controls at the top. */
export function Screen({ title, actions, children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable by key
    <div className={styles.screen} tabIndex={-1}>
      <div className={styles.inner}>
        <header className={styles.head}>
          <h1>{title}</h1>
          {actions}
        </header>
        {children}
      </div>
    </div>
  );
}
