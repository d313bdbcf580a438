import type { FileChange } from '../../../contract/message.ts';
import { languageByPath } from '../code/code-language.ts';
import { DiffView } from '../diff/DiffView.tsx';
import { FindArea } from '../find/FindArea.tsx';
import { FoldButton } from '../parts/FoldButton.tsx';
import { output } from '../text/DrawnText.tsx';
import { FoldedText, OpenText } from '../text/FoldedText.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { useLongText } from '../text/use-long-text.ts';
import { useFold, useTranscript } from '../transcript/transcript-context.ts';
import { shortPath } from './subject.ts';
import styles from './tools.module.css';

const words = { create: 'new', update: 'changed', delete: 'deleted', move: 'moved' };

interface Props {
  change: FileChange;
  id: string;
  /** The block that tells of the change, and which of its changes this is. */
  of: { block_id: string; part: number };
  /** The card's head names the file already. */
  isOnly: boolean;
}

/** One file a call changed: a new one as code, any other as a diff. */
export function ChangedFile({ change, id, of, isOnly }: Props) {
  const { cwd } = useTranscript();
  const language = languageByPath(change.path);
  return (
    <div className={styles.part}>
      {!isOnly && (
        <p className={styles.file}>
          <code>
            <FindArea {...of} field="label">
              <Pieces text={shortPath(change.path, cwd)} newlines="mark" />
            </FindArea>
          </code>{' '}
          {words[change.change]}
        </p>
      )}
      <FindArea {...of} field="change">
        {change.change === 'create' && change.new_text !== null ? (
          <FoldedText
            block_id={`${id} new file`}
            text={change.new_text}
            text_length={change.new_text.length}
            look={{ as: 'code', language }}
          />
        ) : (
          hasLines(change) && <DiffView change={change} id={id} />
        )}
        {change.is_cut && <WholeChange block_id={`${of.block_id}-c${of.part}`} />}
      </FindArea>
    </div>
  );
}

/** All lines of a change that is too long for a page of messages, stretch by stretch. */
function WholeChange({ block_id }: { block_id: string }) {
  const [open, setOpen] = useFold(`${block_id} whole`, false);
  const paged = useLongText(block_id, '', 1);
  return (
    <>
      <div className={styles.fold}>
        <FoldButton open={open} onChange={setOpen}>
          All lines of this change
        </FoldButton>
      </div>
      {open && <OpenText paged={paged} look={output} fold={() => setOpen(false)} />}
    </>
  );
}

const hasLines = ({ hunks, old_text, new_text }: FileChange): boolean =>
  (hunks?.length ?? 0) > 0 || Boolean(old_text) || Boolean(new_text);
