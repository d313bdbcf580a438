import type { CSSProperties } from 'react';
import styles from './timeline.module.css';

const samples = [
  { fill: '100%', words: 'duration logged', about: 'The log states how long it took.' },
  { fill: '42%', words: 'between two lines', about: 'The time between two lines of the log, such as call and result.' },
  { fill: '0%', words: 'not logged', about: 'The log does not tell how long it took; the bar has no length.' },
];

/** What the fill of a bar means. */
export function Legend() {
  return (
    <ul className={styles.legend} aria-label="What the bars mean">
      {samples.map(({ fill, words, about }) => (
        <li key={words} title={about}>
          <span
            className={styles.sample}
            style={{ '--sample': 'var(--source-2)', '--fill': fill } as CSSProperties}
            aria-hidden="true"
          />
          {words}
        </li>
      ))}
      <li>
        <span
          className={styles.sample}
          style={{ '--sample': 'var(--error)', '--fill': '100%' } as CSSProperties}
          aria-hidden="true"
        />
        failed
      </li>
    </ul>
  );
}
