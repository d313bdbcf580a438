import { memo, useMemo } from 'react';
import type { FileChange } from '../../../contract/message.ts';
import { formatCount } from '../../format/numbers.ts';
import buttons from '../parts/buttons.module.css';
import { foldedLines } from '../text/fold-lines.ts';
import { Pieces } from '../text/Pieces.tsx';
import { useFold, useTranscript } from '../transcript/transcript-context.ts';
import { type DiffRow, diffOf } from './diff-rows.ts';
import styles from './diff.module.css';
import { type SplitRow, splitRows } from './split-rows.ts';

/** The lines of one changed file: old above new, or side by side where that was chosen and there is room. */
export const DiffView = memo(function DiffView({ change, id }: { change: FileChange; id: string }) {
  const diff = useMemo(() => diffOf(change), [change]);
  const { is_split: isSplit } = useTranscript();
  const [open, setOpen] = useFold(`${id} diff`, false);
  const isNumbered = diff.rows.some((row) => row.old_line !== null || row.new_line !== null);
  const isLong = diff.rows.length > foldedLines + 2;
  const rows = isLong && !open ? diff.rows.slice(0, foldedLines) : diff.rows;
  return (
    <>
      <div className={`${styles.lines} ${isNumbered ? styles.numbered : ''}`} dir="ltr">
        {isSplit
          ? splitRows(rows).map((row, place) => (
              // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place
              <SplitLine key={place} row={row} />
            ))
          : // oxlint-disable-next-line react/no-array-index-key -- lines have no identity but their place
            rows.map((row, place) => <Line key={place} row={row} />)}
      </div>
      {(isLong || change.is_cut || !diff.is_compared) && (
        <div className={buttons.bar}>
          {isLong && (
            <button type="button" className={buttons.small} aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? 'Fold' : `Show all ${formatCount(diff.rows.length)} lines`}
            </button>
          )}
          {change.is_cut && <span>Lines were left out here.</span>}
          {!diff.is_compared && <span>Old and new text differ too much to be compared line by line.</span>}
        </div>
      )}
    </>
  );
});

function Line({ row }: { row: DiffRow }) {
  if (row.kind === 'gap') return <Gap text={row.text} />;
  return (
    <div className={`${styles.line} ${styles[row.kind]}`}>
      <span className={styles.number}>{row.old_line}</span>
      <span className={styles.number}>{row.new_line}</span>
      <LineText row={row} />
    </div>
  );
}

function SplitLine({ row: { left, right } }: { row: SplitRow }) {
  if (left?.kind === 'gap') return <Gap text={left.text} />;
  return (
    <div className={styles.pair}>
      <Side row={left} number={left?.old_line ?? null} />
      <Side row={right} number={right?.new_line ?? null} />
    </div>
  );
}

function Side({ row, number }: { row: DiffRow | null; number: number | null }) {
  if (!row) return <div className={styles.absent} />;
  return (
    <div className={`${styles.side} ${styles[row.kind]}`}>
      <span className={styles.number}>{number}</span>
      <LineText row={row} />
    </div>
  );
}

const signs = { context: ' ', added: '+', removed: '−', note: ' ', gap: ' ' };

function LineText({ row }: { row: DiffRow }) {
  const runs = row.words?.map((word) => ({
    text: word.text,
    className: word.is_changed ? (styles.word ?? null) : null,
  }));
  return (
    <>
      <span className={styles.sign}>{signs[row.kind]}</span>
      <code className={styles.text}>
        <Pieces text={row.text} runs={runs ?? null} newlines="keep" />
      </code>
    </>
  );
}

const Gap = ({ text }: { text: string }) => <div className={styles.gap}>{text === '' ? '⋯' : `⋯ ${text}`}</div>;
