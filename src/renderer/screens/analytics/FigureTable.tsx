import { type ReactNode, useState } from 'react';
import { type CsvCell, csvFrom } from '../../format/csv.ts';
import { formatCounted } from '../../format/numbers.ts';
import controls from '../../parts/controls.module.css';
import styles from './FigureTable.module.css';
import { Panel } from './Panel.tsx';

export interface FigureColumn<Row> {
  head: string;
  /** What the column holds, where the head is short. */
  about?: string;
  cell(row: Row): ReactNode;
  csv(row: Row): CsvCell;
  /** Names stand left, figures right. */
  is_name?: boolean;
}

interface Props<Row> {
  title: string;
  rows: readonly Row[];
  keyOf(row: Row): string;
  columns: readonly FigureColumn<Row>[];
  /** The figure drawn as a bar behind the name, and compared over the rows. */
  size(row: Row): number;
  /** Said in place of an empty table. */
  none: string;
  is_wide?: boolean;
  panelControls?: ReactNode;
}

const mostAtFirst = 10;

/** A table of figures; the length of a bar behind each name compares the rows. */
export function FigureTable<Row>(props: Props<Row>) {
  const { title, rows, keyOf, columns, size, none, is_wide, panelControls } = props;
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, mostAtFirst);
  const most = rows.reduce((max, row) => Math.max(max, size(row)), 0);
  const csv = () =>
    csvFrom(
      columns.map((column) => column.head),
      rows.map((row) => columns.map((column) => column.csv(row))),
    );
  return (
    <Panel title={title} csv={csv} is_wide={is_wide} controls={panelControls}>
      {rows.length === 0 ? (
        <p className={styles.none}>{none}</p>
      ) : (
        <div className={styles.scroller}>
          <table className={styles.table}>
            <thead>
              <tr>
                {columns.map(({ head, about, is_name }) => (
                  <th key={head} scope="col" data-name={is_name} title={about}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={keyOf(row)}>
                  {columns.map((column) => (
                    <td key={column.head} data-name={column.is_name}>
                      {column.is_name && (
                        <span className={styles.bar} style={{ width: `${share(size(row), most)}%` }} />
                      )}
                      <span className={styles.value}>{column.cell(row)}</span>
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > mostAtFirst && (
        <button type="button" className={controls.quiet} onClick={() => setIsWhole(!isWhole)}>
          {isWhole ? 'Show fewer' : `Show all ${formatCounted(rows.length, 'row')}`}
        </button>
      )}
    </Panel>
  );
}

const share = (value: number, most: number): number => (most === 0 ? 0 : (value / most) * 100);
