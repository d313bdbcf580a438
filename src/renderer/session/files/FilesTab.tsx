import { useMemo, useRef, useState } from 'react';
import type { TouchedFile } from '../../../contract/files.ts';
import { api } from '../../api/api.ts';
import { formatCount, formatCounted } from '../../format/numbers.ts';
import { useKeys } from '../../keys/keys.ts';
import { Failed, Nothing } from '../../parts/Notice.tsx';
import { askAgain, lastValue, touches, useAnswer } from '../../store/loadable.ts';
import { endOfThread } from '../transcript/end-of-thread.ts';
import { MessageView } from '../transcript/MessageView.tsx';
import { newMemory } from '../transcript/memory.ts';
import type { Thread } from '../transcript/thread.ts';
import { MessageContext, TranscriptContext } from '../transcript/transcript-context.ts';
import { useWidth } from '../transcript/use-width.ts';
import { useView } from '../transcript/view.ts';
import { FileDetail } from './FileDetail.tsx';
import { FileList } from './FileList.tsx';
import styles from './files.module.css';
import { showFile } from './show-file.ts';

interface Props {
  source: string;
  session_id: string;
  cwd: string | null;
  /** The file whose history is shown; empty for none. */
  file: string;
}

/* Two columns of code need room. */
const widthForSplit_px = 1100;

/** Every file that the session touched, and what was done to one of them. */
export function FilesTab({ source, session_id, cwd, file }: Props) {
  const session = { source, session_id };
  const key = `files ${JSON.stringify([source, session_id])}`;
  const answer = useAnswer(key, () => api.files(session), touches(session));
  const known = lastValue(answer);
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const isSplit = useView((view) => view.is_split) && (width ?? 0) >= widthForSplit_px;
  const [memory] = useState(newMemory);
  const context = useMemo(() => {
    const thread: Thread = { source, session_id, agent_id: null };
    return { thread, cwd, subagents: [], times: [], left_paths: [], is_split: isSplit, MessageView, ...memory };
  }, [source, session_id, cwd, isSplit, memory]);
  const list = known?.files ?? [];
  useFileKeys(list, file);
  return (
    <TranscriptContext value={context}>
      <MessageContext value={endOfThread}>
        <div ref={area} className={styles.tab} data-open={file !== ''}>
          {answer.state === 'failed' && <Failed error={answer.error} onAgain={() => askAgain(key)} />}
          {known === null ? (
            answer.state !== 'failed' && (
              <p className={styles.waiting} aria-busy="true">
                Looking through the calls …
              </p>
            )
          ) : list.length === 0 ? (
            <Nothing title="No call of this session names a file.">
              Commands may have changed files all the same.
            </Nothing>
          ) : (
            <>
              <section className={styles.list} aria-label="Files">
                <p className={styles.summary}>{summaryOf(list, known.total)}</p>
                <FileList files={list} cwd={cwd} shown={file} />
                {known.left_out.map(({ agent_id, reason }) => (
                  <p key={agent_id ?? ''} className={styles.summary}>
                    {agent_id === null ? 'The main thread' : 'A subagent'} is left out: {reason}
                  </p>
                ))}
              </section>
              <section className={styles.detail} aria-label="History of a file">
                {file === '' ? (
                  <Nothing title="Choose a file to see what was done to it." />
                ) : (
                  <FileDetail key={file} session={session} path={file} cwd={cwd} />
                )}
              </section>
            </>
          )}
        </div>
      </MessageContext>
    </TranscriptContext>
  );
}

function summaryOf(files: readonly TouchedFile[], total: number): string {
  const changed = files.filter((file) => file.write_count > 0).length;
  const words = `${formatCounted(total, 'file')}, ${formatCount(changed)} changed`;
  return total > files.length ? `${words}; the first ${formatCount(files.length)} are listed` : words;
}

function useFileKeys(files: readonly TouchedFile[], shown: string): void {
  const step = (direction: 1 | -1): void => {
    const at = files.findIndex(({ path }) => path === shown);
    const next = files[at < 0 ? (direction === 1 ? 0 : files.length - 1) : at + direction];
    if (next) showFile(next.path);
  };
  useKeys('Files', [
    { keys: 'j', about: 'Next file', run: () => step(1) },
    { keys: 'k', about: 'Previous file', run: () => step(-1) },
  ]);
}
