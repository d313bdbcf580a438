import type { RawAnswer, RawRecord } from '../../../contract/raw.ts';
import { api } from '../../api/api.ts';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { useKeys } from '../../keys/keys.ts';
import { Failed } from '../../parts/Notice.tsx';
import { askAgain, lastValue, touches, useAnswer } from '../../store/loadable.ts';
import { currentPlace, go } from '../../store/place.ts';
import { CodeText } from '../code/CodeText.tsx';
import buttons from '../parts/buttons.module.css';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { showThread } from '../transcript/message-link.ts';
import { type Thread, threadInput, threadKey } from '../transcript/thread.ts';
import styles from './raw.module.css';
import { useRawText } from './use-raw-text.ts';

/** The records of the log behind one message, as the agent wrote them but for what was hidden. */
export function RawTab({ thread, at }: { thread: Thread; at: number | null }) {
  const index = at ?? 0;
  const key = `raw ${threadKey(thread)} ${index}`;
  const answer = useAnswer(key, () => api.raw({ ...threadInput(thread), index }), touches(thread));
  const known = lastValue(answer);
  return (
    <div className={styles.tab}>
      <RawHead index={index} agentId={thread.agent_id} known={known} />
      {answer.state === 'failed' && <Failed error={answer.error} onAgain={() => askAgain(key)} />}
      {known === null && answer.state !== 'failed' && (
        <p className={styles.note} aria-busy="true">
          Reading the log …
        </p>
      )}
      {known?.records.length === 0 && <p className={styles.note}>The log holds no line for this message.</p>}
      {known?.records.map((record) => (
        <RawLine key={`${index} ${record.line} ${record.text_length}`} thread={thread} index={index} record={record} />
      ))}
    </div>
  );
}

interface HeadProps {
  index: number;
  agentId: string | null;
  known: RawAnswer | null;
}

/** Which message it is, and the way to the others. */
function RawHead({ index, agentId, known }: HeadProps) {
  const count = known?.message_count ?? null;
  const step = (by: 1 | -1): void => {
    const next = index + by;
    if (next >= 0 && (count === null || next < count)) showRaw(next);
  };
  useKeys('Raw', [
    { keys: 'j', about: 'Records of the next message', run: () => step(1) },
    { keys: 'k', about: 'Records of the previous message', run: () => step(-1) },
  ]);
  return (
    <div className={styles.head}>
      <button type="button" className={buttons.bordered} disabled={index === 0} onClick={() => step(-1)}>
        Previous
      </button>
      <label>
        Entry{' '}
        <input
          key={index}
          className={styles.number}
          type="number"
          min={1}
          max={count ?? undefined}
          defaultValue={index + 1}
          onKeyDown={(event) => event.key === 'Enter' && goTo(event.currentTarget.valueAsNumber, count)}
          onBlur={(event) => goTo(event.currentTarget.valueAsNumber, count)}
        />
      </label>
      {count !== null && (
        <span title="Notices, injected texts and compactions are counted too">of {formatCount(count)} entries</span>
      )}
      <button
        type="button"
        className={buttons.bordered}
        disabled={count !== null && index + 1 >= count}
        onClick={() => step(1)}
      >
        Next
      </button>
      <button type="button" className={buttons.small} onClick={() => showThread(agentId, index)}>
        Show in transcript
      </button>
      {known && (
        <code className={styles.name}>
          <Pieces text={known.file} newlines="mark" />
        </code>
      )}
    </div>
  );
}

function goTo(number: number, count: number | null): void {
  if (Number.isInteger(number) && number >= 1 && (count === null || number <= count)) showRaw(number - 1);
}

/** Shows the records of another message. */
function showRaw(index: number): void {
  const place = currentPlace();
  if (place.screen === 'session') go({ ...place, tab: 'raw', m: index }, { replace: true });
}

/* Longer lines are not drawn to their end. */
const longLine = /(?:[^\n]{1,4000}\\n|[^\n]{4000})(?=[^\n])/gu;

/** A text in JSON is one line, however long it is: it is broken where the text itself has a line break, else anywhere. */
const inDrawnLines = (text: string): string => text.replace(longLine, '$&\n');

const parts = { message: 'the message', result: 'the result of its call' };

function RawLine({ thread, index, record }: { thread: Thread; index: number; record: RawRecord }) {
  const { text, next_offset, error, is_loading, more, whole } = useRawText(thread, index, record);
  return (
    <figure className={styles.record}>
      <figcaption className={styles.caption}>
        <b>Line {formatCount(record.line)}</b>
        <span>{parts[record.part]}</span>
        <span>{formatBytes(record.bytes)} in the file</span>
        <CopyButton text={whole} title="Copy this record as it is shown, to its end" />
      </figcaption>
      <CodeText code={inDrawnLines(text)} language="json" wraps />
      {(next_offset !== null || error) && (
        <div className={buttons.bar}>
          {next_offset !== null && (
            <button type="button" className={buttons.small} disabled={is_loading} onClick={more}>
              {is_loading ? 'Reading …' : 'Show more'}
            </button>
          )}
          <span>
            {formatBytes(text.length)} of {formatBytes(record.text_length)}
          </span>
          {error && <span className={buttons.error}>{error.message}</span>}
        </div>
      )}
    </figure>
  );
}
