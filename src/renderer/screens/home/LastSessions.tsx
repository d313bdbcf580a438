import { useMemo } from 'react';
import type { Session } from '../../../contract/session.ts';
import { api } from '../../api/api.ts';
import { cells } from '../../list/cells.tsx';
import { type Area, type Column, fittingColumns, gridColumns } from '../../list/columns.ts';
import { Failed } from '../../parts/Notice.tsx';
import { useWidth } from '../../parts/use-width.ts';
import { askAgain, lastValue, useAnswer } from '../../store/loadable.ts';
import { addressOf, go, plainList, sessionPlace } from '../../store/place.ts';
import styles from './LastSessions.module.css';

const most = 10;
const left: readonly Area[] = ['branch', 'model', 'tools', 'length', 'lines'];

/** The last sessions, those that are running on top. */
export function LastSessions() {
  const { ref, width } = useWidth();
  const columns = useMemo(() => fittingColumns(width, 'none').filter(({ area }) => !left.includes(area)), [width]);
  const live = useAnswer('last live', () => api.sessions({ has: 'live', limit: most }));
  const recent = useAnswer('last', () => api.sessions({ limit: most }));
  const sessions = joined(lastValue(live)?.sessions ?? [], lastValue(recent)?.sessions ?? []);
  return (
    <section aria-labelledby="last-heading" className={styles.last} ref={ref}>
      <div className={styles.heads} style={{ gridTemplateColumns: gridColumns(columns) }}>
        {columns.map(({ area, label, isNumber }) => (
          <span key={area} data-number={isNumber}>
            {area === 'title' ? <Heading /> : label}
          </span>
        ))}
      </div>
      {recent.state === 'failed' ? (
        <Failed error={recent.error} onAgain={() => askAgain('last')} />
      ) : (
        <ul className={styles.rows} style={{ minHeight: most * 32 }}>
          {sessions.map((session) => (
            <Row key={`${session.source}/${session.session_id}`} session={session} columns={columns} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Heading() {
  return (
    <h2 id="last-heading">
      <a href={`#${addressOf({ screen: 'sessions', list: plainList })}`}>Last sessions</a>
    </h2>
  );
}

function Row({ session, columns }: { session: Session; columns: readonly Column[] }) {
  const props = { session, view: plainList, day: null };
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the link in it has the key
    <li
      className={styles.row}
      style={{ gridTemplateColumns: gridColumns(columns) }}
      onClick={() => go(sessionPlace(session))}
    >
      {columns.map(({ area, isNumber, about, label }) => (
        <span
          key={area}
          className={styles.cell}
          data-area={area}
          data-number={isNumber}
          title={area === 'title' ? undefined : (about ?? label)}
        >
          {cells[area]({ ...props, is_link: true })}
        </span>
      ))}
    </li>
  );
}

function joined(live: readonly Session[], recent: readonly Session[]): Session[] {
  const ids = new Set(live.map((session) => session.session_id));
  return [...live, ...recent.filter((session) => !ids.has(session.session_id))].slice(0, most);
}
