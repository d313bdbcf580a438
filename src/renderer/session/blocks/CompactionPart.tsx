import type { Block } from '../../../contract/message.ts';
import { formatTokens } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';
import { Pieces } from '../text/Pieces.tsx';
import styles from './blocks.module.css';

/** A rule across the page where the context was compacted, with its size before and after. */
export function CompactionPart({ block }: { block: Extract<Block, { type: 'compaction' }> }) {
  const { tokens_before: before, tokens_after: after } = block;
  return (
    <div className={styles.compaction} role="separator">
      <span>
        Context compacted
        {block.trigger !== null && (
          <>
            {' '}
            (<Pieces text={block.trigger} newlines="mark" />)
          </>
        )}
        {(before !== null || after !== null) && (
          <b>
            {' '}
            {formatTokens(before)} → {formatTokens(after)} tokens
          </b>
        )}
        {block.duration_ms !== null && ` in ${formatDuration(block.duration_ms)}`}
      </span>
    </div>
  );
}
