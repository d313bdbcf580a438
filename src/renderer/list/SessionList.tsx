import { type KeyboardEvent, type MouseEvent, useMemo, useRef } from 'react';
import { type KeyBinding, useKeys } from '../keys/keys.ts';
import { useWidth } from '../parts/use-width.ts';
import { useNow } from '../store/now.ts';
import { go, type ListView, sessionPlace } from '../store/place.ts';
import { isSelected, switchSelected, useSelection } from '../store/selection.ts';
import { ColumnHeads } from './ColumnHeads.tsx';
import { fittingColumns, narrowWidth } from './columns.ts';
import { dayHeadingAt } from './days.ts';
import { ListRowView } from './ListRowView.tsx';
import { countRows, keyOf, type ListRow, rowAt } from './rows.ts';
import { type Sections, switchProject } from './sections.ts';
import styles from './SessionList.module.css';
import { useCursor } from './use-cursor.ts';
import { useVirtualRows } from './use-virtual-rows.ts';

interface Props {
  view: ListView;
  onView(view: ListView): void;
  found: Sections;
  /** The session that is open beside the list; null when the list is all there is, and keys go to it. */
  open: { source: string; session_id: string } | null;
}

const lineHeight = 32;
const cardHeight = 54;
/** More rows than any screen shows: a row that leaves at one end is used again for one that comes in at the other. */
const mostDrawn = 256;

/** The sessions of a view, as many as there are, drawn where one looks. */
export function SessionList({ view, onView, found, open }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  const { ref, width } = useWidth();
  const now = useNow();
  const picked = useSelection();
  const { sections } = found;
  /* Days are only together when the list is in the order of time. */
  const hasDays = view.group === 'day' && (view.sort === 'recent' || view.sort === 'oldest');
  const group = view.group === 'day' && !hasDays ? 'none' : view.group;
  const isNarrow = width < narrowWidth;
  const columns = useMemo(() => fittingColumns(width, group), [width, group]);
  const height = isNarrow ? cardHeight : lineHeight;
  const { rows, first } = useVirtualRows(found.key, sections, scroller, height);
  const cursor = useCursor(countRows(sections), (place) => rows.scrollToIndex(place));

  const openRow = (row: ListRow | null): void => {
    if (row?.kind === 'heading') switchProject(row.section.key);
    else if (row?.session) go(sessionPlace(row.session, { list: view }));
  };
  const press = (key: string): boolean => {
    const row = rowAt(sections, cursor.place);
    if (cursor.press(key)) return true;
    if (key === 'Enter') openRow(row);
    else if (key === 'x' && row?.kind === 'session' && row.session) switchSelected(row.session);
    else return false;
    return true;
  };
  useKeys('List of sessions', open ? [] : keysOf(press));
  const pressInList = (event: KeyboardEvent): void => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (isPlain && event.target === event.currentTarget && press(event.key)) event.preventDefault();
  };

  const click = (event: MouseEvent): void => {
    const place = (event.target as Element).closest<HTMLElement>('[data-place]')?.dataset.place;
    if (place === undefined) return;
    cursor.moveTo(Number(place));
    openRow(rowAt(sections, Number(place)));
  };
  return (
    <div
      ref={ref}
      className={styles.list}
      role={view.group === 'project' ? 'treegrid' : 'grid'}
      aria-label="Sessions"
      aria-rowcount={countRows(sections) + 1}
      aria-activedescendant={`session-row-${cursor.place}`}
      aria-busy={found.is_stale}
      tabIndex={0}
      onKeyDown={pressInList}
    >
      {!isNarrow && <ColumnHeads columns={columns} view={view} onView={onView} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/click-events-have-key-events -- kept out of the tab order: the grid has the focus and the keys */}
      <div ref={scroller} className={styles.scroller} tabIndex={-1} role="rowgroup" onClick={click}>
        <div className={styles.rows} style={{ height: rows.getTotalSize() }} role="presentation">
          {rows.getVirtualItems().map(({ index, start }) => {
            const row = rowAt(sections, index);
            if (row === null) return null;
            const session = row.kind === 'session' ? row.session : null;
            return (
              <ListRowView
                key={index % mostDrawn}
                row={row}
                place={index}
                top={start}
                height={height}
                columns={isNarrow ? null : columns}
                view={view}
                day={hasDays ? dayHeadingAt(sections, index, first, now) : null}
                is_current={cursor.place === index}
                is_open={open !== null && session !== null && keyOf(session) === keyOf(open)}
                is_picked={session !== null && isSelected(picked, session)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

function keysOf(press: (key: string) => boolean): KeyBinding[] {
  const binding = (keys: string, about: string): KeyBinding => ({ keys, about, run: () => press(keys) });
  return [
    binding('j', 'Next session'),
    binding('k', 'Previous session'),
    binding('Enter', 'Open the session or the project'),
    binding('x', 'Pick the session, for sums and copies'),
  ];
}
