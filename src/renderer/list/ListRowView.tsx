import { memo } from 'react';
import { formatCounted } from '../format/numbers.ts';
import { lastPart, shortenPath } from '../format/paths.ts';
import { Icon } from '../parts/Icon.tsx';
import { Safe } from '../parts/Safe.tsx';
import type { ListView } from '../store/place.ts';
import { type Column, gridColumns } from './columns.ts';
import styles from './ListRowView.module.css';
import type { ListRow, Section } from './rows.ts';
import { SessionCard } from './SessionCard.tsx';
import { SessionRow } from './SessionRow.tsx';

interface Props {
  row: ListRow;
  place: number;
  /** Distance from the top of the list, and height, in pixels. */
  top: number;
  height: number;
  /** Null for two lines instead of columns. */
  columns: readonly Column[] | null;
  view: ListView;
  /** Heading of the day, see `CellProps`. */
  day: string | null;
  is_current: boolean;
  is_open: boolean;
  is_picked: boolean;
}

/**
 * One row of the list: the heading of a project, a session, or the place of one that is on its way. Rows are many and
 * move fast: a row is drawn again only when something in it is different. The list takes its clicks and keys.
 */
export const ListRowView = memo(function ListRowView(props: Props) {
  const { row, place, top, height, columns, is_current, is_open, is_picked } = props;
  return (
    <div
      id={`session-row-${place}`}
      className={styles.row}
      style={{
        height,
        transform: `translateY(${top}px)`,
        gridTemplateColumns: columns ? gridColumns(columns) : 'minmax(0, 1fr)',
      }}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={is_picked}
      aria-current={is_open || undefined}
      aria-expanded={row.kind === 'heading' ? row.section.is_open : undefined}
      data-place={place}
      data-current={is_current}
    >
      <Cells {...props} />
    </div>
  );
}, isSame);

/* Rows are made anew for each drawing; what they hold stays the same. */
function isSame(before: Props, after: Props): boolean {
  const { row: oldRow, ...oldRest } = before;
  const { row: newRow, ...newRest } = after;
  return contentOf(oldRow) === contentOf(newRow) && isShallowSame(oldRest, newRest);
}

const contentOf = (row: ListRow): unknown =>
  row.kind === 'session' ? row.session : `${row.section.key} ${row.section.count} ${row.section.is_open}`;

function isShallowSame(before: object, after: object): boolean {
  return Object.entries(after).every(([name, value]) => Object.is(value, before[name as keyof typeof before]));
}

function Cells({ row, place, columns, view, day }: Props) {
  if (row.kind === 'heading') return <Heading section={row.section} />;
  if (row.session === null) return <Waiting place={place} />;
  const cells = { session: row.session, view, day };
  return columns ? <SessionRow {...cells} columns={columns} /> : <SessionCard {...cells} />;
}

function Heading({ section }: { section: Section }) {
  const project = section.heading?.project_dir ?? null;
  return (
    <span role="gridcell" className={styles.headingCell}>
      <Icon name="chevron" className={styles.chevron} />
      <strong>{project === null ? 'No project' : <Safe text={lastPart(project)} most={80} />}</strong>
      <span className={styles.path}>{project !== null && <Safe text={shortenPath(project, 60)} />}</span>
      <span className={styles.count}>{section.count === null ? '' : formatCounted(section.count, 'session')}</span>
    </span>
  );
}

/* Widths that look like titles, and are the same each time the row is drawn. */
const widths = [46, 31, 58, 39, 64, 27, 52];

function Waiting({ place }: { place: number }) {
  return (
    <span role="gridcell" className={styles.waiting} aria-label="Loading" data-waiting="true">
      <span className={styles.bar} style={{ width: `${widths[place % widths.length]}%` }} />
    </span>
  );
}
