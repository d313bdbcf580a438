import { showSamples, useMode } from '../store/mode.ts';
import { go } from '../store/place.ts';
import styles from './SamplesBanner.module.css';

async function closeSamples(): Promise<void> {
  await showSamples(false);
  go({ screen: 'home' });
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
