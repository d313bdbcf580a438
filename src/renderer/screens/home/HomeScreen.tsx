import { Failed } from '../../parts/Notice.tsx';
import { Screen } from '../../parts/Screen.tsx';
import controls from '../../parts/controls.module.css';
import { Icon } from '../../parts/Icon.tsx';
import { askAgain, lastValue } from '../../store/loadable.ts';
import { useSources } from '../../store/sources.ts';
import { scanAgain, useStatus } from '../../store/status.ts';
import { DeletionNotes } from './DeletionNotes.tsx';
import { FirstStart } from './FirstStart.tsx';
import styles from './HomeScreen.module.css';
import { IndexProgress } from './IndexProgress.tsx';
import { LastSessions } from './LastSessions.tsx';
import { SourceCardView } from './SourceCardView.tsx';
import { Totals } from './Totals.tsx';

/** What is known, from where, how fresh it is, and what happened last. */
export function HomeScreen() {
  const answer = useSources();
  const cards = lastValue(answer)?.sources ?? null;
  const isFirstStart = cards !== null && cards.every((card) => card.session_count === 0);
  return (
    <Screen title="Home" actions={<ScanButton />}>
      <IndexProgress />
      {answer.state === 'failed' && <Failed error={answer.error} onAgain={() => askAgain('sources')} />}
      {isFirstStart && <FirstStart cards={cards} />}
      {cards !== null && <DeletionNotes cards={cards} />}
      {cards !== null && !isFirstStart && (
        <div className={styles.top}>
          <Totals />
          <LastSessions />
        </div>
      )}
      {cards === null && answer.state !== 'failed' && <Waiting />}
      {cards !== null && (
        <section aria-labelledby="sources-heading">
          <h2 id="sources-heading" className={styles.heading}>
            Sources
          </h2>
          <div className={styles.cards}>
            {cards.map((card) => (
              <SourceCardView key={card.source} card={card} />
            ))}
          </div>
        </section>
      )}
    </Screen>
  );
}

function ScanButton() {
  const status = useStatus();
  const isBusy = status !== null && status.phase !== 'idle';
  return (
    <button type="button" className={controls.button} onClick={() => void scanAgain()} disabled={isBusy}>
      <Icon name="reload" />
      {isBusy ? 'Looking for sessions' : 'Look for new sessions'}
    </button>
  );
}

function Waiting() {
  return (
    <div aria-busy="true" aria-label="Loading">
      <div className={styles.waitingTop} />
      <div className={styles.cards}>
        {[0, 1, 2].map((place) => (
          <div key={place} className={styles.waitingCard} />
        ))}
      </div>
    </div>
  );
}
