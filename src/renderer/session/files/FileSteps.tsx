import type { FileHistory, HistoryStep } from '../../../contract/files.ts';
import { formatCount } from '../../format/numbers.ts';
import { formatClock, formatExact } from '../../format/times.ts';
import { DiffView } from '../diff/DiffView.tsx';
import buttons from '../parts/buttons.module.css';
import { Pieces } from '../text/Pieces.tsx';
import { showThread } from '../transcript/message-link.ts';
import { Lines } from './FileList.tsx';
import styles from './files.module.css';

/** Each call that touched a file, in order, with what it changed and the way to its message. */
export function FileSteps({ history }: { history: FileHistory }) {
  const { steps, total } = history;
  return (
    <section className={styles.part}>
      <h3>Step by step</h3>
      {total > steps.length && (
        <p className={styles.note}>
          The last {formatCount(steps.length)} of {formatCount(total)}.
        </p>
      )}
      <ol className={styles.steps}>
        {steps.map((step, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a call may touch one file twice
          <li key={`${step.call_id} ${place}`}>
            <Step step={step} id={`${step.call_id} ${place}`} />
          </li>
        ))}
      </ol>
    </section>
  );
}

const kinds = { read: 'read', write: 'changed', search: 'searched' };
const ways = { create: 'created', update: 'changed', delete: 'deleted', move: 'moved' };
const endings: Partial<Record<HistoryStep['outcome'], string>> = {
  error: 'failed',
  denied: 'denied',
  interrupted: 'interrupted',
  pending: 'no result',
  unknown: 'end not told',
};

function Step({ step, id }: { step: HistoryStep; id: string }) {
  const ending = endings[step.outcome];
  return (
    <>
      <div className={styles.step}>
        <span className={styles.time} title={formatExact(step.at)}>
          {formatClock(step.at)}
        </span>
        <span>
          {step.way === null ? kinds[step.kind] : ways[step.way]} with{' '}
          <b>
            <Pieces text={step.tool} newlines="mark" />
          </b>
          {step.agent_id !== null && ' by a subagent'}
        </span>
        {ending && <span className={step.outcome === 'error' ? styles.failed : styles.note}>{ending}</span>}
        {!ending && step.kind === 'write' && <Lines added={step.lines_added} removed={step.lines_removed} />}
        <button
          type="button"
          className={`${buttons.small} ${styles.goTo}`}
          onClick={() => showThread(step.agent_id, step.index)}
        >
          Message {formatCount(step.index + 1)}
        </button>
      </div>
      {step.changes.map((change, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- a call may change one file twice
        <div key={place} className={styles.diff} data-void={ending !== undefined}>
          <DiffView change={change} id={`${id} ${place}`} />
        </div>
      ))}
    </>
  );
}
