import type { ToolResultBlock } from '../../../contract/message.ts';
import { formatBytes } from '../../format/numbers.ts';
import { FindArea } from '../find/FindArea.tsx';
import { FoldButton } from '../parts/FoldButton.tsx';
import { output } from '../text/DrawnText.tsx';
import { OpenText } from '../text/FoldedText.tsx';
import { useLongText } from '../text/use-long-text.ts';
import { useFold } from '../transcript/transcript-context.ts';
import styles from './tools.module.css';

/** Output that its agent moved to a file beside the session, page by page. */
export function MovedOutput({ moved }: { moved: NonNullable<ToolResultBlock['moved_output']> }) {
  const { block_id, bytes } = moved;
  const [open, setOpen] = useFold(`${block_id} moved`, false);
  const paged = useLongText(block_id, '', bytes ?? 1);
  return (
    <div>
      <div className={styles.fold}>
        <FoldButton open={open} onChange={setOpen}>
          Whole output, in a file beside the session{bytes !== null && `, ${formatBytes(bytes)}`}
        </FoldButton>
      </div>
      {open && (
        <FindArea block_id={block_id} field="text">
          <OpenText paged={paged} look={output} fold={() => setOpen(false)} />
        </FindArea>
      )}
    </div>
  );
}
