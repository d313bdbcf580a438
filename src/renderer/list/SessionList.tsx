import { type KeyboardEvent, useMemo, useRef } from 'react';
import { type KeyBinding, useKeys } from '../keys/keys.ts';
import { useWidth } from '../parts/useWidth.ts';
import { useNow } from '../store/now.ts';
import { go, type ListView, sessionPlace } from '../store/place.ts';
import { isSelected, switchSelected, useSelection } from '../store/selection.ts';
import { ColumnHeads } from './ColumnHeads.tsx';
import { fittingColumns, gridColumns, narrowWidth } from './columns.ts';
import { dayHeadingAt } from './days.ts';
import { ListRowView } from './ListRowView.tsx';
import { countRows, keyOf, type ListRow, rowAt } from './rows.ts';
import { type Sections, switchProject } from './sections.ts';
import { SessionCard } from './SessionCard.tsx';
import styles from './SessionList.module.css';
import { SessionRow } from './SessionRow.tsx';
import { useCursor } from './useCursor.ts';
import { useVirtualRows } from './useVirtualRows.ts';

interface Props {
  view: ListView;
  onView(view: ListView): void;
  found: Sections;
  /** The session that is open beside the list; null when the list is all there is, and keys go to it. */
  open: { source: string; session_id: string } | null;
}

const lineHeight = 32;
const cardHeight = 54;

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

  const cellsOf = (row: ListRow, place: number) => {
    if (row.kind === 'heading' || !row.session) return null;
    const day = hasDays ? dayHeadingAt(sections, place, first, now) : null;
    return isNarrow ? (
      <SessionCard session={row.session} view={view} day={day} />
    ) : (
      <SessionRow session={row.session} view={view} day={day} columns={columns} />
    );
  };
  return (
    <div
      ref={ref}
      className={styles.list}
      role="grid"
      aria-label="Sessions"
      aria-rowcount={countRows(sections) + 1}
      aria-activedescendant={`session-row-${cursor.place}`}
      aria-busy={found.is_stale}
      tabIndex={0}
      onKeyDown={pressInList}
    >
      {!isNarrow && <ColumnHeads columns={columns} view={view} onView={onView} />}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- kept out of the tab order: the grid scrolls it */}
      <div ref={scroller} className={styles.scroller} tabIndex={-1} role="rowgroup">
        <div className={styles.rows} style={{ height: rows.getTotalSize() }} role="presentation">
          {rows.getVirtualItems().map(({ index, start }) => {
            const row = rowAt(sections, index);
            const session = row?.kind === 'session' ? row.session : null;
            return row === null ? null : (
              <ListRowView
                key={index}
                id={`session-row-${index}`}
                row={row}
                place={index}
                style={{
                  height,
                  transform: `translateY(${start}px)`,
                  gridTemplateColumns: isNarrow ? 'minmax(0, 1fr)' : gridColumns(columns),
                }}
                is_current={cursor.place === index}
                is_open={open !== null && session !== null && keyOf(session) === keyOf(open)}
                is_picked={session !== null && isSelected(picked, session)}
                onClick={() => {
                  cursor.moveTo(index);
                  openRow(row);
                }}
              >
                {cellsOf(row, index)}
              </ListRowView>
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
