import type { CSSProperties, ReactNode } from 'react';
import { formatCounted } from '../format/numbers.ts';
import { lastPart, shortenPath } from '../format/paths.ts';
import { Icon } from '../parts/Icon.tsx';
import { Safe } from '../parts/Safe.tsx';
import styles from './ListRowView.module.css';
import type { ListRow, Section } from './rows.ts';

interface Props {
  id: string;
  row: ListRow;
  place: number;
  style: CSSProperties;
  is_current: boolean;
  is_open: boolean;
  is_picked: boolean;
  onClick(): void;
  /** The cells of a session that is loaded. */
  children: ReactNode;
}

/** One row of the list: the heading of a project, a session, or the place of one that is on its way. */
export function ListRowView({ id, row, place, style, is_current, is_open, is_picked, onClick, children }: Props) {
  const isHeading = row.kind === 'heading';
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus -- the grid holds the focus and the keys
    <div
      id={id}
      className={styles.row}
      style={style}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={is_picked}
      aria-current={is_open || undefined}
      aria-expanded={isHeading ? row.section.is_open : undefined}
      data-current={is_current}
      onClick={onClick}
    >
      {isHeading ? <Heading section={row.section} /> : row.session ? children : <Waiting place={place} />}
    </div>
  );
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
