import type { FileHistory, NetChange } from '../../../contract/files.ts';
import { api } from '../../api/api.ts';
import { formatCount } from '../../format/numbers.ts';
import { Failed } from '../../parts/Notice.tsx';
import { askAgain, lastValue, touches, useAnswer } from '../../store/loadable.ts';
import { DiffView } from '../diff/DiffView.tsx';
import buttons from '../parts/buttons.module.css';
import { CopyButton } from '../parts/CopyButton.tsx';
import { toggleSplit, useView } from '../transcript/view.ts';
import { Lines, Name } from './FileList.tsx';
import { FileSessions } from './FileSessions.tsx';
import { FileSteps } from './FileSteps.tsx';
import styles from './files.module.css';
import { showFile } from './show-file.ts';

interface Props {
  session: { source: string; session_id: string };
  path: string;
  cwd: string | null;
}

/** What a session did with one file: all changes as one, then step by step, then who else touched it. */
export function FileDetail({ session, path, cwd }: Props) {
  const key = `history ${JSON.stringify([session.source, session.session_id, path])}`;
  const answer = useAnswer(key, () => api.fileHistory({ ...session, path }), touches(session));
  const history = lastValue(answer);
  const isSplit = useView((view) => view.is_split);
  return (
    <>
      <header className={styles.head}>
        <button type="button" className={`${buttons.bordered} ${styles.back}`} onClick={() => showFile('')}>
          All files
        </button>
        <h2>
          <Name path={path} cwd={cwd} />
        </h2>
        <CopyButton text={path} label="Copy path" title="Copy the path of this file" />
        <button
          type="button"
          className={`${buttons.small} ${styles.wide}`}
          aria-pressed={isSplit}
          title="Diffs with old and new side by side"
          onClick={toggleSplit}
        >
          Split diffs
        </button>
      </header>
      {answer.state === 'failed' && <Failed error={answer.error} onAgain={() => askAgain(key)} />}
      {history === null && answer.state !== 'failed' && (
        <p className={styles.waiting} aria-busy="true">
          Reading what was changed …
        </p>
      )}
      {history && (
        <>
          {history.net && <Net net={history.net} changes={changesIn(history)} />}
          <FileSteps history={history} />
        </>
      )}
      <FileSessions session={session} path={path} cwd={cwd} />
    </>
  );
}

const changesIn = ({ steps }: FileHistory): number =>
  steps.filter(({ kind, outcome }) => kind === 'write' && outcome === 'ok').length;

function Net({ net, changes }: { net: NetChange; changes: number }) {
  if (!net.is_known)
    return (
      <section className={styles.part}>
        <h3>Net change</h3>
        <p className={styles.note}>It cannot be told from the log. {net.reason} Each step stands below.</p>
      </section>
    );
  const { change } = net;
  const isNothing = change.hunks?.length === 0;
  return (
    <section className={styles.part}>
      <h3>
        Net change <Lines added={change.lines_added} removed={change.lines_removed} />
      </h3>
      <p className={styles.note}>
        {isNothing
          ? 'The changes took each other back: nothing is different in the end.'
          : `Put together from ${changes === 1 ? 'one change' : `${formatCount(changes)} changes`} as the log tells them; what commands did to the file is not among them.`}
      </p>
      {!isNothing && (
        <div className={styles.diff}>
          <DiffView change={change} id="net" />
        </div>
      )}
    </section>
  );
}
