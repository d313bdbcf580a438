import type { ReactNode } from 'react';
import { formatCounted } from '../format/numbers.ts';
import { Failed, Nothing } from '../parts/Notice.tsx';
import { Boundary } from '../parts/Boundary.tsx';
import controls from '../parts/controls.module.css';
import { useStatus } from '../store/status.ts';
import { addressOf, go, type ListView, type Place } from '../store/place.ts';
import { HiddenSessions } from '../marks/HiddenSessions.tsx';
import { setFilterWord } from '../store/filter-words.ts';
import { FilterBar } from './FilterBar.tsx';
import styles from './ListColumn.module.css';
import { PickedBar } from './PickedBar.tsx';
import { type Sections, useSections } from './sections.ts';
import { SessionList } from './SessionList.tsx';

interface Props {
  place: Extract<Place, { list: ListView }>;
}

/** Filters, the list, and what is picked in it. */
export function ListColumn({ place }: Props) {
  const view = place.list;
  const found = useSections(view);
  const open = place.screen === 'session' ? place : null;
  const onView = (list: ListView, isTyping = false) => go({ ...place, list }, { replace: isTyping || open !== null });
  const clear = () => onView({ ...view, q: '' });
  return (
    <div className={styles.column}>
      <FilterBar view={view} onView={onView} found={found} />
      <Summary found={found} view={view} />
      <Boundary what="The list of sessions" resetBy={found.key}>
        <List found={found} empty={<Empty isFiltered={view.q.trim() !== ''} onClear={clear} />}>
          <SessionList key={found.key} view={view} onView={onView} found={found} open={open} />
        </List>
      </Boundary>
      <PickedBar />
    </div>
  );
}

function List({ found, empty, children }: { found: Sections; empty: ReactNode; children: ReactNode }) {
  const { lists, facets } = found;
  const error = lists.map((list) => (list.total() === null ? list.error() : null)).find((each) => each !== null);
  if (error) return <Failed error={error} onAgain={() => lists.forEach((list) => list.refresh())} />;
  const isEmpty = lists.length === 0 ? facets !== null : lists.every((list) => list.total() === 0);
  return isEmpty ? empty : children;
}

function Summary({ found, view }: { found: Sections; view: ListView }) {
  const { sections, lists, notes, query } = found;
  const { group } = view;
  const stale = lists.map((list) => (list.total() === null ? null : list.error())).find((error) => error !== null);
  const hasWords = view.q.trim() !== '';
  const total = group === 'project' ? null : (lists[0]?.total() ?? null);
  const words =
    group === 'project'
      ? formatCounted(sections.length, 'project')
      : total === null
        ? ''
        : formatCounted(total, 'session');
  return (
    <div className={styles.summary} role="status">
      <span>{words}</span>
      {stale && <span className={styles.note}>{`Not up to date: ${stale.message}`}</span>}
      {query.is === undefined && (
        <HiddenSessions
          query={query}
          href={`#${addressOf({ screen: 'sessions', list: { ...view, q: setFilterWord(view.q, 'is', 'hidden') } })}`}
          after={hasWords ? ' with this filter' : ' not shown'}
          className={styles.note}
        />
      )}
      {notes.map((note) => (
        <span key={note} className={styles.note}>
          {note}
        </span>
      ))}
    </div>
  );
}

function Empty({ isFiltered, onClear }: { isFiltered: boolean; onClear(): void }) {
  const status = useStatus();
  if (isFiltered) {
    return (
      <Nothing title="No session fits this filter.">
        <button type="button" className={controls.button} onClick={onClear}>
          Remove the filter
        </button>
      </Nothing>
    );
  }
  if (status && !status.catalog_done) {
    return (
      <Nothing title="The session files are being read for the first time.">
        Sessions appear here as they are found, newest first.
      </Nothing>
    );
  }
  return (
    <Nothing title="No sessions were found on this machine.">
      <p>
        <a href="#/home">Home</a> says where was looked, and what each source needs.
      </p>
    </Nothing>
  );
}
