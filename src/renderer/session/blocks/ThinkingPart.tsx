import type { Block } from '../../../contract/message.ts';
import { FindArea } from '../find/FindArea.tsx';
import { MarkdownText } from '../markdown/MarkdownText.tsx';
import { FoldButton } from '../parts/FoldButton.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { previewOf } from '../text/preview.ts';
import { useFold } from '../transcript/transcript-context.ts';
import styles from './blocks.module.css';
import { sizeOf } from './size-of.ts';

/** Reasoning: one line with its beginning and its length, the whole on demand. */
export function ThinkingPart({ block }: { block: Extract<Block, { type: 'thinking' }> }) {
  const [open, setOpen] = useFold(`${block.block_id} thinking`, false);
  if (!block.is_recorded) return <Unrecorded />;
  return (
    <div className={styles.quiet}>
      <FoldButton open={open} onChange={setOpen}>
        <span className={styles.label}>Reasoning</span>
        <span className={styles.fixed}>{sizeOf(block.text_length)}</span>
        {!open && (
          <span className={styles.preview}>
            <Pieces text={previewOf(block.text.replaceAll('**', ''))} newlines="mark" />
          </span>
        )}
      </FoldButton>
      {open && (
        <div className={styles.reasoning}>
          <FindArea block_id={block.block_id} field="text">
            <MarkdownText {...block} />
          </FindArea>
        </div>
      )}
    </div>
  );
}

function Unrecorded() {
  return (
    <div className={styles.quiet}>
      <div className={styles.inline}>Reasoning not recorded</div>
    </div>
  );
}
