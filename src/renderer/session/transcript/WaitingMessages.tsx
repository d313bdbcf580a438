import { Skeleton } from './Skeleton.tsx';
import styles from './transcript.module.css';

/* A prompt, some answers: what most threads look like, as kind and height in pixels. */
const rows = [
  ['u', 84],
  ['a', 120],
  ['a', 240],
  ['a', 60],
  ['a', 300],
] as const;

/** Stands in for a thread of which nothing is known yet. */
export function WaitingMessages() {
  return (
    <div className={styles.waiting} aria-busy="true" aria-label="Reading messages">
      {rows.map(([kind, height], place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a fixed list
        <div key={place} style={{ height }}>
          <Skeleton kind={kind} height={height} />
        </div>
      ))}
    </div>
  );
}
