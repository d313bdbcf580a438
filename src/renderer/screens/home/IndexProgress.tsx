import type { ScanStatus } from '../../../contract/events.ts';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { Safe } from '../../parts/Safe.tsx';
import { useStatus } from '../../store/status.ts';
import styles from './IndexProgress.module.css';

/** How far the reading is, what works meanwhile, and what could not be done. Nothing when all is done and well. */
export function IndexProgress() {
  const status = useStatus();
  if (!status) return null;
  return (
    <>
      {status.phase !== 'idle' && status.bytes_total > 0 && <Progress status={status} />}
      {status.problems.length > 0 && (
        <ul className={styles.problems}>
          {status.problems.map((problem) => (
            <li key={problem}>
              <Safe text={problem} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Progress({ status }: { status: ScanStatus }) {
  const isCatalog = status.phase === 'catalog';
  const title = isCatalog ? 'Reading sessions' : 'Indexing the text of sessions';
  const left = status.bytes_total - status.bytes_done;
  return (
    <section className={styles.progress} aria-label={title}>
      <p className={styles.words}>
        <strong>{title}</strong>
        <span>
          {formatBytes(status.bytes_done)} of {formatBytes(status.bytes_total)}, {formatCount(status.sessions_done)} of{' '}
          {formatCount(status.sessions_total)} sessions; {formatBytes(left)} left
        </span>
      </p>
      <progress className={styles.bar} value={status.bytes_done} max={status.bytes_total} aria-label={title} />
      <p className={styles.meanwhile}>
        {isCatalog
          ? 'Newest sessions come first. Lists and figures grow until this is done.'
          : 'Lists and figures are complete. Search finds what is indexed so far, newest sessions first.'}
      </p>
    </section>
  );
}
