import { memo, useMemo } from 'react';
import { ansiRuns, hasEscapes } from '../ansi/ansi-runs.ts';
import { cutLongLines } from './fold-lines.ts';
import styles from './output.module.css';
import { Pieces } from './Pieces.tsx';

/** Terminal output with its colours. */
export const OutputText = memo(function OutputText({ text }: { text: string }) {
  const drawn = useMemo(() => coloured(cutLongLines(text)), [text]);
  return (
    <pre className={styles.output}>
      <Pieces text={drawn.text} runs={drawn.runs} />
    </pre>
  );
});

function coloured(text: string) {
  if (!hasEscapes(text)) return { text, runs: null };
  const runs = ansiRuns(text);
  return { text: runs.map((run) => run.text).join(''), runs };
}
