import { showSamples, useMode } from '../store/mode.ts';
import { go } from '../store/place.ts';
import styles from './SamplesBanner.module.css';

/* First away from whatever shows a sample: it would be asked for once more when there are none. */
async function closeSamples(): Promise<void> {
  go({ screen: 'home' });
  await showSamples(false);
}

/** Says above every screen that the sessions are made up, and leads back to the person's own. */
export function SamplesBanner() {
  if (useMode() !== 'samples') return null;
  return (
    <section className={styles.banner} aria-label="Sample sessions">
      <p>
        <strong>Samples.</strong> These sessions are made up; none of your own are shown or counted.
      </p>
      <button type="button" className={styles.close} onClick={() => void closeSamples()}>
        Close the samples
      </button>
    </section>
  );
}
