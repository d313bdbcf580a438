import type { ToolCallBlock, ToolResultBlock } from '../../../contract/message.ts';
import { formatDuration } from '../../format/times.ts';
import { plainText } from '../../format/visible-text.ts';
import buttons from '../parts/buttons.module.css';
import { showFile } from '../files/show-file.ts';
import { FindArea } from '../find/FindArea.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { previewOf } from '../text/preview.ts';
import { useTranscript } from '../transcript/transcript-context.ts';
import { changesOf, lineCounts } from './changes.ts';
import type { ShownOutcome } from './outcome.ts';
import { shownSubject } from './subject.ts';
import styles from './tools.module.css';

interface Props {
  call: ToolCallBlock | null;
  result: ToolResultBlock | null;
  outcome: ShownOutcome;
  open: boolean;
  /** Null when there is nothing to open. */
  onOpen: ((open: boolean) => void) | null;
}

/** One line: what was called on what, how long it took, how it ended. */
export function ToolHead({ call, result, outcome, open, onOpen }: Props) {
  const { cwd } = useTranscript();
  const label = (
    <>
      {onOpen && <span className={buttons.chevron} />}
      <span className={styles.label}>
        <span className={styles.name}>
          {call ? (
            <FindArea block_id={call.block_id} field="label">
              <Pieces text={call.name} newlines="mark" />
            </FindArea>
          ) : (
            'Result without a call'
          )}
        </span>
        {call && (
          <FindArea block_id={call.block_id} field="input">
            <FindArea block_id={call.block_id} field="head">
              <Subject call={call} subject={shownSubject(call, cwd)} open={open} />
            </FindArea>
          </FindArea>
        )}
      </span>
    </>
  );
  return (
    <div className={styles.head} data-open={open}>
      {onOpen ? (
        <button type="button" className={styles.opener} aria-expanded={open} onClick={() => onOpen(!open)}>
          {label}
        </button>
      ) : (
        <span className={styles.opener}>{label}</span>
      )}
      {call && isOfFile(call) && (
        <button
          type="button"
          className={`${buttons.small} ${styles.history}`}
          title="What this session did with this file, and who else touched it"
          onClick={() => showFile(call.subject ?? '')}
        >
          File history
        </button>
      )}
      <Figures call={call} result={result} outcome={outcome} />
    </div>
  );
}

const isOfFile = ({ kind, subject }: ToolCallBlock): boolean =>
  (kind === 'read' || kind === 'write' || kind === 'edit') && subject !== null && !subject.includes('\n');

/** What the call was about, and what the agent said it does this for. */
function Subject({ call, subject, open }: { call: ToolCallBlock; subject: string | null; open: boolean }) {
  const isTold = subject !== null || call.description !== null || open || call.todos !== null;
  return (
    <>
      {subject !== null && (
        <code className={styles.subject} title={plainText((call.subject ?? '').slice(0, 600))} dir="ltr">
          <Pieces text={subject} newlines="mark" />
        </code>
      )}
      {call.description !== null && call.description !== call.subject && (
        <span className={styles.description}>
          <Pieces text={call.description} newlines="mark" />
        </span>
      )}
      {!isTold && (
        <code className={styles.description}>
          <Pieces text={previewOf(call.input)} newlines="mark" />
        </code>
      )}
    </>
  );
}

function Figures({ call, result, outcome }: Pick<Props, 'call' | 'result' | 'outcome'>) {
  const counts = lineCounts(changesOf(call, result));
  return (
    <span className={styles.figures}>
      {counts && (
        <span title="Lines added and removed">
          <span className={styles.added}>+{counts.added}</span>{' '}
          <span className={styles.removed}>−{counts.removed}</span>
        </span>
      )}
      {result && <Duration result={result} />}
      {result?.exit_code !== null && result?.exit_code !== undefined && (
        <span className={result.exit_code === 0 ? undefined : styles.exit}>exit {result.exit_code}</span>
      )}
      {outcome.word !== '' && (
        <span className={styles.outcome}>
          <Pieces text={outcome.word} newlines="mark" />
        </span>
      )}
    </span>
  );
}

/** A duration the tool reported, or, with a wave before it, the time that passed in the log. */
function Duration({ result }: { result: ToolResultBlock }) {
  if (result.duration_ms === null) return null;
  if (result.duration_basis !== 'observed') return <span>{formatDuration(result.duration_ms)}</span>;
  return (
    <span className={styles.observed} title="Time between call and result in the log, waiting for permission included">
      ~{formatDuration(result.duration_ms)}
    </span>
  );
}
