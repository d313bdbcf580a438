import type { FoundPlace } from '../../../contract/find.ts';
import { FindArea } from '../find/FindArea.tsx';
import { FoldButton } from '../parts/FoldButton.tsx';
import { output } from '../text/DrawnText.tsx';
import { FoldedText } from '../text/FoldedText.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { previewOf } from '../text/preview.ts';
import { useFold } from '../transcript/transcript-context.ts';
import styles from './blocks.module.css';
import { sizeOf } from './size-of.ts';

interface Props {
  label: string;
  block: { block_id: string; text: string; text_length: number };
  /** Which text of the log this is. */
  of: Pick<FoundPlace, 'block_id' | 'field' | 'part'>;
}

/** One line that says what was put there by the program, and its text on demand. */
export function InjectedText({ label, block, of }: Props) {
  const [open, setOpen] = useFold(`${block.block_id} injected`, false);
  return (
    <div className={styles.quiet}>
      <FoldButton open={open} onChange={setOpen}>
        <span className={styles.label}>
          <FindArea {...of} field="label">
            <Pieces text={label} newlines="mark" />
          </FindArea>
        </span>
        <span className={styles.fixed}>{sizeOf(block.text_length)}</span>
        {!open && (
          <span className={styles.preview}>
            <Pieces text={previewOf(block.text)} newlines="mark" />
          </span>
        )}
      </FoldButton>
      {open && (
        <div className={styles.sunken}>
          <FindArea {...of}>
            <FoldedText {...block} look={output} />
          </FindArea>
        </div>
      )}
    </div>
  );
}
