import { Fragment, type ReactNode, useState } from 'react';
import { type CsvCell, csvFrom } from '../../format/csv.ts';
import { formatCounted } from '../../format/numbers.ts';
import controls from '../../parts/controls.module.css';
import { Icon } from '../../parts/Icon.tsx';
import styles from './FigureTable.module.css';
import { Panel } from './Panel.tsx';

export interface FigureColumn<Row> {
  head: string;
  /** What the column holds, where the head is short. */
  about?: string;
  /** The address of the sessions that the column tells of. */
  href?: string;
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
  /** The figure whose bar is as long as the cell, when that is not the largest of the rows. */
  most?: number;
  /** All rows are shown at once, and not the first ten. */
  is_whole?: boolean;
  /** How the figures were counted, below the table. */
  note?: ReactNode;
  /** What a row opens to; null for rows that do not open. */
  inner?(row: Row): ReactNode;
  panelControls?: ReactNode;
}

/** A table of figures; the length of a bar behind each name compares the rows. */
export function FigureTable<Row>(props: Props<Row>) {
  const { title, rows, keyOf, columns, size, none, is_wide, panelControls, note, inner } = props;
  const mostAtFirst = props.is_whole ? rows.length : 10;
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? rows : rows.slice(0, mostAtFirst);
  const most = props.most ?? rows.reduce((max, row) => Math.max(max, size(row)), 0);
  const [open, setOpen] = useState<string | null>(null);
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
                {columns.map(({ head, about, href, is_name }, place) => (
                  // oxlint-disable-next-line react/no-array-index-key -- two columns may have one name
                  <th key={place} scope="col" data-name={is_name} title={about}>
                    {href === undefined ? (
                      head
                    ) : (
                      <a className={controls.link} href={href} title="The sessions of this side">
                        {head}
                      </a>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <Fragment key={keyOf(row)}>
                  <tr>
                    {columns.map((column, place) => (
                      // oxlint-disable-next-line react/no-array-index-key -- two columns may have one name
                      <td key={place} data-name={column.is_name}>
                        {column.is_name && (
                          <span className={styles.bar} style={{ width: `${share(size(row), most)}%` }} />
                        )}
                        {column.is_name && inner && (
                          <OpenButton
                            isOpen={open === keyOf(row)}
                            name={String(column.csv(row) ?? '')}
                            onSwitch={() => setOpen(open === keyOf(row) ? null : keyOf(row))}
                          />
                        )}
                        <span className={styles.value}>{column.cell(row)}</span>
                      </td>
                    ))}
                  </tr>
                  {open === keyOf(row) && (
                    <tr>
                      <td colSpan={columns.length} className={styles.inner}>
                        {inner?.(row)}
                      </td>
                    </tr>
                  )}
                </Fragment>
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
      {note && <p className={styles.note}>{note}</p>}
    </Panel>
  );
}

function OpenButton({ isOpen, name, onSwitch }: { isOpen: boolean; name: string; onSwitch(): void }) {
  return (
    <button
      type="button"
      className={styles.opener}
      aria-expanded={isOpen}
      aria-label={`What ${name} holds`}
      onClick={onSwitch}
    >
      <Icon name="chevron" />
    </button>
  );
}

const share = (value: number, most: number): number => (most === 0 ? 0 : (value / most) * 100);
