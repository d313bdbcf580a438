import type { Block } from '../../../contract/message.ts';
import { formatDuration } from '../../format/times.ts';
import { FindArea } from '../find/FindArea.tsx';
import { FoldButton } from '../parts/FoldButton.tsx';
import { output } from '../text/DrawnText.tsx';
import { FoldedText } from '../text/FoldedText.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { previewOf } from '../text/preview.ts';
import { useFold } from '../transcript/transcript-context.ts';
import styles from './blocks.module.css';

/* A remark of this length stands behind its label; a longer one, or one of several lines, is folded. */
const inlineLength = 160;

/** Something the program noted: quiet unless it was a warning or an error. */
export function NoticePart({ block }: { block: Extract<Block, { type: 'notice' }> }) {
  const [open, setOpen] = useFold(`${block.block_id} notice`, false);
  const isInline = block.text_length <= inlineLength && !block.text.trim().includes('\n');
  const head = (
    <>
      <span className={styles.label}>
        <FindArea block_id={block.block_id} field="label">
          <Pieces text={block.label} newlines="mark" />
        </FindArea>
      </span>
      {block.duration_ms !== null && <span className={styles.fixed}>{formatDuration(block.duration_ms)}</span>}
      {(isInline || !open) && block.text !== '' && (
        <span className={styles.preview}>
          <FindArea block_id={block.block_id} field={isInline ? 'text' : 'head'}>
            <Pieces text={previewOf(block.text)} newlines="mark" />
          </FindArea>
        </span>
      )}
    </>
  );
  return (
    <div className={`${styles.quiet} ${styles[block.level]}`}>
      {isInline ? (
        <div className={styles.inline}>{head}</div>
      ) : (
        <FoldButton open={open} onChange={setOpen}>
          {head}
        </FoldButton>
      )}
      {open && !isInline && (
        <div className={styles.sunken}>
          <FindArea block_id={block.block_id} field="text">
            <FoldedText {...block} look={output} />
          </FindArea>
        </div>
      )}
    </div>
  );
}
