import { memo } from 'react';
import { cutLongLines } from './fold-lines.ts';
import styles from './output.module.css';
import { Pieces } from './Pieces.tsx';

/** Text as somebody wrote it, line for line. */
export const PlainText = memo(function PlainText({ text }: { text: string }) {
  return (
    <div className={styles.plain} dir="auto">
      <Pieces text={cutLongLines(text)} />
    </div>
  );
});
