import { memo, useRef } from 'react';
import { cutLongLines } from '../text/fold-lines.ts';
import output from '../text/output.module.css';
import { Pieces } from '../text/Pieces.tsx';
import styles from './code.module.css';
import { useHighlight } from './use-highlight.ts';

interface Props {
  code: string;
  language: string | null;
  /** Long lines are broken, as for commands, and not scrolled. */
  wraps?: boolean;
}

/** Code with the colours of its language, if it has a known one and is not too long for that. */
export const CodeText = memo(function CodeText({ code, language, wraps = false }: Props) {
  const ref = useRef<HTMLPreElement>(null);
  const drawn = cutLongLines(code);
  const runs = useHighlight(ref, drawn, language);
  return (
    <pre ref={ref} className={`${output.output} ${styles.code} ${wraps ? '' : styles.scrolled}`}>
      <Pieces text={drawn} runs={runs} />
    </pre>
  );
});
