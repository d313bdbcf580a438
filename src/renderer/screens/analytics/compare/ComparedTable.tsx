import { Safe } from '../../../parts/Safe.tsx';
import { type FigureColumn, FigureTable } from '../FigureTable.tsx';
import { type Compared, differenceOf, relativeDifferenceOf } from './differences.ts';

interface Props {
  title: string;
  rows: readonly Compared[];
  /** Names of the two sides. */
  names: readonly [a: string, b: string];
  none: string;
  note?: string;
}

/** Figures of both sides next to each other, and the difference seen from the first. */
export function ComparedTable({ title, rows, names, none, note }: Props) {
  return (
    <FigureTable<Compared>
      title={title}
      rows={rows}
      keyOf={(row) => row.name}
      columns={columnsFor(names)}
      size={() => 0}
      none={none}
      is_whole
      note={note}
    />
  );
}

const columnsFor = ([a, b]: Props['names']): readonly FigureColumn<Compared>[] => [
  { head: 'Figure', is_name: true, cell: (row) => <Safe text={row.name} most={120} />, csv: (row) => row.name },
  { head: a, cell: (row) => row.format(row.a), csv: (row) => row.a },
  { head: b, cell: (row) => row.format(row.b), csv: (row) => row.b },
  {
    head: 'Difference',
    cell: differenceOf,
    csv: (row) => (row.a === null || row.b === null ? null : row.b - row.a),
  },
  { head: 'Relative', about: 'In parts of the first', cell: relativeDifferenceOf, csv: relativeDifferenceOf },
];
