import type { Session } from '../../contract/session.ts';
import { Safe } from '../parts/Safe.tsx';
import { addressOf, plainList } from '../store/place.ts';
import styles from './marks.module.css';

/** Tags and note of a session; nothing when it has none. */
export function OwnMarks({ session: { marks } }: { session: Session }) {
  if (!marks || (marks.tags.length === 0 && marks.note === null && !marks.is_hidden)) return null;
  return (
    <div className={styles.own}>
      {marks.tags.length > 0 && (
        <ul className={styles.tags} aria-label="Tags">
          {marks.tags.map((tag) => (
            <li key={tag}>
              <a
                className={styles.tag}
                href={`#${addressOf({ screen: 'sessions', list: { ...plainList, q: `tag:${tag}` } })}`}
              >
                <Safe text={tag} most={40} />
              </a>
            </li>
          ))}
        </ul>
      )}
      {marks.is_hidden && <span className={styles.note}>Left out of lists.</span>}
      {marks.note !== null && (
        <p className={styles.noted}>
          <span className="sr-only">Note: </span>
          <Safe text={marks.note} newlines="keep" most={5000} />
        </p>
      )}
    </div>
  );
}
