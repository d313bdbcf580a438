import { useSyncExternalStore } from 'react';
import { isHostReached, onReach } from '../api/reach.ts';
import { useStatus } from '../store/status.ts';
import { formatBytes, formatShare } from '../format/numbers.ts';
import { shownKeys } from '../keys/keys.ts';
import { Icon } from '../parts/Icon.tsx';
import { addressOf, type Place } from '../store/place.ts';
import { lastPlaceOf } from './last-places.ts';
import { showOverlay } from './overlay.ts';
import { screens } from './places.ts';
import styles from './Rail.module.css';
import { ThemeButton } from './ThemeButton.tsx';

/** The screens, how far the indexing is, and what concerns the whole window. */
export function Rail({ screen }: { screen: Place['screen'] }) {
  return (
    <nav className={styles.rail} aria-label="Screens">
      {screens.map(({ label, icon, keys, place, holds }) => (
        <a
          key={label}
          className={styles.item}
          href={`#${addressOf(lastPlaceOf(place))}`}
          aria-current={holds.includes(screen) ? 'page' : undefined}
          title={`${label} (${shownKeys(keys).join(' ')})`}
        >
          <Icon name={icon} />
          <span className={styles.label}>{label}</span>
        </a>
      ))}
      <span className={styles.space} />
      <Unreached />
      <Progress />
      <ThemeButton />
      <button type="button" className={styles.item} onClick={() => showOverlay('keys')} title="All keys (?)">
        <Icon name="keys" />
        <span className={styles.label}>Keys</span>
      </button>
    </nav>
  );
}

/** Said while the host cannot be reached, whatever screen is shown: its figures may be old. */
function Unreached() {
  const isReached = useSyncExternalStore(onReach, isHostReached);
  if (isReached) return null;
  const words =
    'Rearview does not answer; what is shown may be out of date. See whether `rearview serve` is still running.';
  return (
    <span className={`${styles.item} ${styles.unreached}`} role="alert" title={words}>
      <Icon name="warning" />
      <span aria-hidden="true" className={styles.label}>
        No answer
      </span>
      <span className="sr-only">{words}</span>
    </span>
  );
}

function Progress() {
  const status = useStatus();
  if (!status || status.phase === 'idle' || status.bytes_total === 0) return null;
  const what = status.phase === 'catalog' ? 'Reading' : 'Indexing';
  const title = `${what} sessions: ${formatBytes(status.bytes_done)} of ${formatBytes(status.bytes_total)}`;
  return (
    <a className={styles.item} href="#/home" title={title}>
      <progress className={styles.progress} value={status.bytes_done} max={status.bytes_total} aria-label={title} />
      <span className={styles.label}>{formatShare(status.bytes_done, status.bytes_total)}</span>
    </a>
  );
}
