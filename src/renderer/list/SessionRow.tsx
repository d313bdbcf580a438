import { memo } from 'react';
import { type CellProps, cells } from './cells.tsx';
import type { Column } from './columns.ts';
import styles from './SessionRow.module.css';

/** One session in one line: a cell for each column of the list. */
export const SessionRow = memo(function SessionRow({ columns, ...props }: CellProps & { columns: readonly Column[] }) {
  return columns.map(({ area, isNumber }) => (
    <span key={area} role="gridcell" className={styles.cell} data-area={area} data-number={isNumber}>
      {cells[area](props)}
    </span>
  ));
});
