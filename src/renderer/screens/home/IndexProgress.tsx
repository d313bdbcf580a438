import type { ScanStatus } from '../../../contract/events.ts';
import { formatBytes, formatCount, formatCounted } from '../../format/numbers.ts';
import controls from '../../parts/controls.module.css';
import { Safe } from '../../parts/Safe.tsx';
import { pauseText, useStatus } from '../../store/status.ts';
import styles from './IndexProgress.module.css';

/** How far the reading is, what works meanwhile, and what could not be done. Nothing when all is done and well. */
export function IndexProgress() {
  const status = useStatus();
  if (!status) return null;
  return (
    <>
      {status.phase !== 'idle' && status.bytes_total > 0 && <Progress status={status} />}
      {isResting(status) && <Resting status={status} />}
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

/** Nothing is read, and the person has said so. */
const isResting = ({ phase, text_paused, text_done }: ScanStatus): boolean =>
  phase === 'idle' && text_paused && !text_done;

function Resting({ status }: { status: ScanStatus }) {
  const left = status.sessions_total - status.sessions_done;
  return (
    <section className={styles.progress} aria-label="Indexing is paused">
      <div className={styles.words}>
        <strong>Indexing is paused</strong>
        <span>
          The text of {formatCounted(left, 'session')} ({formatBytes(status.bytes_total - status.bytes_done)}) cannot be
          searched yet.
        </span>
        <button type="button" className={controls.button} onClick={() => void pauseText(false)}>
          Go on indexing
        </button>
      </div>
    </section>
  );
}

function Progress({ status }: { status: ScanStatus }) {
  const isCatalog = status.phase === 'catalog';
  const title = isCatalog ? 'Reading sessions' : 'Indexing the text of sessions';
  const left = status.bytes_total - status.bytes_done;
  return (
    <section className={styles.progress} aria-label={title}>
      <div className={styles.words}>
        <strong>{title}</strong>
        <span>
          {formatBytes(status.bytes_done)} of {formatBytes(status.bytes_total)}, {formatCount(status.sessions_done)} of{' '}
          {formatCount(status.sessions_total)} sessions; {formatBytes(left)} left
        </span>
        {!isCatalog && (
          <button type="button" className={controls.button} onClick={() => void pauseText(true)}>
            Pause
          </button>
        )}
      </div>
      <progress className={controls.progress} value={status.bytes_done} max={status.bytes_total} aria-label={title} />
      <p className={styles.meanwhile}>
        {isCatalog
          ? 'Newest sessions come first. Lists and figures grow until this is done.'
          : 'Lists and figures are complete. Search finds what is indexed so far, newest sessions first.'}
      </p>
    </section>
  );
}
