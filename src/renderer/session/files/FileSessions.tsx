import { useState } from 'react';
import type { FileSession } from '../../../contract/files.ts';
import { api } from '../../api/api.ts';
import { formatCount, formatCounted } from '../../format/numbers.ts';
import { Safe } from '../../parts/Safe.tsx';
import { SourceMark } from '../../parts/SourceMark.tsx';
import { Time } from '../../parts/Time.tsx';
import { lastValue, useAnswer } from '../../store/loadable.ts';
import { addressOf, currentPlace, sessionPlace } from '../../store/place.ts';
import buttons from '../parts/buttons.module.css';
import { Lines } from './FileList.tsx';
import styles from './files.module.css';
import { wholePath } from './split-path.ts';

const pageSize = 20;

interface Props {
  session: { source: string; session_id: string };
  path: string;
  cwd: string | null;
}

/** Who touched this file: all sessions that read or wrote it, newest first. */
export function FileSessions({ session, path, cwd }: Props) {
  const [limit, setLimit] = useState(pageSize);
  const whole = wholePath(path, cwd);
  const answer = useAnswer(`file sessions ${JSON.stringify([whole, limit])}`, () =>
    api.fileSessions({ path: whole, limit }),
  );
  const known = lastValue(answer);
  return (
    <section className={styles.part}>
      <h3>Who touched this file</h3>
      {answer.state === 'failed' && <p className={styles.note}>{answer.error.message}</p>}
      {known?.total === 0 && <p className={styles.note}>No session is known to have read or written it.</p>}
      {known && (
        <ul className={styles.sessions}>
          {known.sessions.map((other) => (
            <li key={`${other.source} ${other.session_id}`}>
              <Row other={other} isThis={other.source === session.source && other.session_id === session.session_id} />
            </li>
          ))}
        </ul>
      )}
      {known?.next_offset != null && (
        <button type="button" className={buttons.bordered} onClick={() => setLimit(Math.min(200, limit + 60))}>
          Show more of {formatCount(known.total)}
        </button>
      )}
    </section>
  );
}

function Row({ other, isThis }: { other: FileSession; isThis: boolean }) {
  const place = currentPlace();
  const list = place.screen === 'session' ? { list: place.list } : {};
  const title = <Safe text={other.title} most={160} />;
  return (
    <>
      <SourceMark source={other.source} />
      {isThis ? (
        <b className={styles.title}>{title}</b>
      ) : (
        <a
          className={styles.title}
          href={`#${addressOf(sessionPlace(other, { tab: 'files', file: other.path, ...list }))}`}
        >
          {title}
        </a>
      )}
      {isThis && <span className={styles.tag}>this session</span>}
      <span className={styles.note}>
        {[
          other.read_count > 0 && formatCounted(other.read_count, 'read'),
          other.write_count > 0 && formatCounted(other.write_count, 'write'),
          other.other_count > 0 && `${formatCount(other.other_count)} not ok`,
        ]
          .filter(Boolean)
          .join(', ')}{' '}
        <Lines added={other.lines_added} removed={other.lines_removed} />
      </span>
      <Time at={other.last_at} className={styles.at} />
    </>
  );
}
