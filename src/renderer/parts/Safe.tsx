import { memo } from 'react';
import { shortenMiddle } from '../format/paths.ts';
import { Pieces } from '../session/text/Pieces.tsx';
import styles from './Safe.module.css';

interface Props {
  text: string;
  /** `mark` for places that show one line; `keep` where lines are shown as lines. */
  newlines?: 'keep' | 'mark';
  /** Longest text drawn, in UTF-16 units; the middle of anything longer is left out. */
  most?: number;
  className?: string;
}

/** Text from a log, isolated from what stands around it: secrets as lozenges, and what cannot be seen made visible. */
export const Safe = memo(function Safe({ text, newlines = 'mark', most = 2000, className }: Props) {
  return (
    <span className={className ? `${styles.safe} ${className}` : styles.safe}>
      <Pieces text={shortenMiddle(text, most)} newlines={newlines} />
    </span>
  );
});
