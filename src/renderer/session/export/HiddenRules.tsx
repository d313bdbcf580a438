import type { HiddenByRule } from '../../../contract/export.ts';
import { formatCount, formatCounted } from '../../format/numbers.ts';
import { Safe } from '../../parts/Safe.tsx';
import styles from './export.module.css';

/** What each rule hid, with the first places as they stand in the file. */
export function HiddenRules({ hidden }: { hidden: readonly HiddenByRule[] }) {
  return (
    <ul className={styles.rules} aria-label="What each rule hid">
      {hidden.map(({ rule, count, places }) => (
        <li key={rule}>
          <p className={styles.rule}>
            <strong>{rule.replaceAll('-', ' ')}</strong>
            <span className={styles.note}>{formatCounted(count, 'time')}</span>
          </p>
          {places.map((place, nth) => (
            // oxlint-disable-next-line react/no-array-index-key -- places may be equal, and never change
            <p key={nth} className={styles.place}>
              <Safe text={place} most={240} />
            </p>
          ))}
          {count > places.length && <p className={styles.note}>and {formatCount(count - places.length)} more</p>}
        </li>
      ))}
    </ul>
  );
}
