import type { Output } from '../../../contract/api.ts';
import { plainText } from '../../format/visible-text.ts';
import { go, sessionPlace } from '../../store/place.ts';
import { Pieces } from '../text/Pieces.tsx';
import styles from './header.module.css';

/** Where the session came from and what came of it, each a step away. */
export function Lineage({ answer: { session, related } }: { answer: Output<'session'> }) {
  if (related.length === 0) return null;
  return (
    <ul className={styles.lineage} aria-label="Where this session came from">
      {related.map((other) => (
        <li key={other.session_id}>
          {other.relation}{' '}
          <button
            type="button"
            className={styles.link}
            title={plainText(other.title)}
            onClick={() => go(sessionPlace({ source: session.source, session_id: other.session_id }))}
          >
            <Pieces text={other.title} newlines="mark" />
          </button>
        </li>
      ))}
    </ul>
  );
}
