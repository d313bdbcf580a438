import type { ListView } from '../store/place.ts';
import type { SessionSort } from '../store/session-query.ts';
import { type Column, gridColumns } from './columns.ts';
import styles from './ColumnHeads.module.css';

interface Props {
  columns: readonly Column[];
  view: ListView;
  onView(view: ListView): void;
}

/** Names of the columns; those with an order can be clicked. */
export function ColumnHeads({ columns, view, onView }: Props) {
  return (
    <div role="rowgroup" className={styles.group}>
      <div role="row" aria-rowindex={1} className={styles.heads} style={{ gridTemplateColumns: gridColumns(columns) }}>
        {columns.map(({ area, label, about, sort, isNumber }) => (
          <span
            key={area}
            role="columnheader"
            aria-sort={orderOf(sort, view.sort)}
            data-number={isNumber}
            className={styles.head}
            title={about}
          >
            {sort ? (
              <button
                type="button"
                tabIndex={-1}
                className={styles.button}
                onClick={() => onView({ ...view, sort: nextSort(sort, view.sort) })}
              >
                {label}
                <span aria-hidden="true">{markOf(sort, view.sort)}</span>
              </button>
            ) : (
              label
            )}
          </span>
        ))}
      </div>
    </div>
  );
}

/* The time column knows both directions; every other order has one. */
function nextSort(sort: SessionSort, current: SessionSort): SessionSort {
  if (sort === current) return sort === 'recent' ? 'oldest' : 'recent';
  return sort;
}

function orderOf(sort: SessionSort | undefined, current: SessionSort): 'ascending' | 'descending' | undefined {
  if (sort === 'recent' && current === 'oldest') return 'ascending';
  if (sort !== current || sort === undefined) return undefined;
  return sort === 'title' ? 'ascending' : 'descending';
}

function markOf(sort: SessionSort, current: SessionSort): string {
  const order = orderOf(sort, current);
  if (order === undefined) return '';
  return order === 'ascending' ? ' ↑' : ' ↓';
}
