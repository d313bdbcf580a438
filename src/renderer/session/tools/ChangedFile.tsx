import type { FileChange } from '../../../contract/message.ts';
import { languageByPath } from '../code/code-language.ts';
import { DiffView } from '../diff/DiffView.tsx';
import { FoldedText } from '../text/FoldedText.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { useTranscript } from '../transcript/transcript-context.ts';
import { shortPath } from './subject.ts';
import styles from './tools.module.css';

const words = { create: 'new', update: 'changed', delete: 'deleted', move: 'moved' };

interface Props {
  change: FileChange;
  id: string;
  /** The card's head names the file already. */
  isOnly: boolean;
}

/** One file a call changed: a new one as code, any other as a diff. */
export function ChangedFile({ change, id, isOnly }: Props) {
  const { cwd } = useTranscript();
  const language = languageByPath(change.path);
  return (
    <div className={styles.part}>
      {!isOnly && (
        <p className={styles.file}>
          <code>
            <Pieces text={shortPath(change.path, cwd)} newlines="mark" />
          </code>{' '}
          {words[change.change]}
        </p>
      )}
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
    </div>
  );
}

const hasLines = ({ hunks, old_text, new_text }: FileChange): boolean =>
  (hunks?.length ?? 0) > 0 || Boolean(old_text) || Boolean(new_text);
