import type { SourceCard } from '../../../contract/source.ts';
import controls from '../../parts/controls.module.css';
import { showSamples } from '../../store/mode.ts';
import { addressOf } from '../../store/place.ts';
import { useStatus } from '../../store/status.ts';
import styles from './FirstStart.module.css';

/** What is said when no source has any session: one sentence. The cards below name the places looked at. */
export function FirstStart({ cards }: { cards: readonly SourceCard[] }) {
  const status = useStatus();
  if (status && !status.catalog_done) {
    return <p className={styles.sentence}>Session files are being looked for. They appear here as they are found.</p>;
  }
  const names = cards.map((card) => card.provider_label);
  return (
    <>
      <p className={styles.sentence}>
        No sessions of {names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${names.at(-1)}` : names[0]} were found
        on this machine; below is where was looked, and what would change it.
      </p>
      <p className={styles.ways}>
        <a className={controls.button} href={`#${addressOf({ screen: 'settings' })}`}>
          Choose a folder
        </a>
        <button type="button" className={controls.button} onClick={() => void showSamples(true)}>
          Open the sample sessions
        </button>
      </p>
    </>
  );
}
