import type { Block } from '../../../contract/message.ts';
import { formatCount } from '../../format/numbers.ts';
import { FindArea } from '../find/FindArea.tsx';
import { Pieces } from '../text/Pieces.tsx';
import styles from './blocks.module.css';

/** A line of the log that could not be understood. */
export function ProblemPart({ block }: { block: Extract<Block, { type: 'problem' }> }) {
  return (
    <div className={`${styles.quiet} ${styles.warning}`}>
      <div className={styles.inline}>
        <span className={styles.label}>
          {block.line === null ? 'Not understood' : `Line ${formatCount(block.line)} not understood`}
        </span>
        <span className={styles.preview}>
          <FindArea block_id={block.block_id} field="text">
            <Pieces text={block.reason} newlines="mark" />
          </FindArea>
        </span>
      </div>
    </div>
  );
}
