import type { ReactNode } from 'react';
import { Pieces } from '../text/Pieces.tsx';
import styles from './header.module.css';

interface DetailProps {
  name: string;
  text: string | null;
  isCode?: boolean;
  more?: string;
  /** Said in place of what is not there. */
  absent?: string;
}

/** One fact with its name; null is said to be unknown. */
export function Detail({ name, text, isCode = false, more, absent = 'unknown' }: DetailProps): ReactNode {
  const shown =
    text === null ? <span className={styles.unknown}>{absent}</span> : <Pieces text={text} newlines="mark" />;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {isCode ? <code>{shown}</code> : shown}
        {more !== undefined && <span className={styles.unknown}> {more}</span>}
      </dd>
    </div>
  );
}
