import type { ReactNode } from 'react';
import controls from '../../../parts/controls.module.css';
import { Safe } from '../../../parts/Safe.tsx';
import { type FigureColumn, FigureTable } from '../FigureTable.tsx';
import type { ListFilter } from '../range.ts';
import { type Compared, differenceOf, relativeDifferenceOf } from './differences.ts';

interface Props {
  title: string;
  rows: readonly Compared[];
  /** Names of the two sides. */
  names: readonly [a: string, b: string];
  /** The addresses of the sessions of each side, of those alone that a figure tells of. Sessions have none. */
  links?: readonly [a: LinkTo, b: LinkTo];
  none: string;
  note?: string;
  /** Names of sides may be long, as those of sessions are. */
  is_wide?: boolean;
}

type LinkTo = (narrower: ListFilter) => string;

/** Figures of both sides next to each other, and the difference seen from the first. */
export function ComparedTable({ title, rows, names, links, none, note, is_wide }: Props) {
  return (
    <FigureTable<Compared>
      title={title}
      rows={rows}
      keyOf={(row) => row.name}
      columns={columnsFor(names, links)}
      size={() => 0}
      none={none}
      is_whole
      is_wide={is_wide}
      note={note}
    />
  );
}

const columnsFor = ([a, b]: Props['names'], links: Props['links']): readonly FigureColumn<Compared>[] => [
  { head: 'Figure', is_name: true, cell: (row) => <Safe text={row.name} most={120} />, csv: (row) => row.name },
  { head: a, href: links?.[0]({}), cell: (row) => figureOf(row, row.a, links?.[0]), csv: (row) => row.a },
  { head: b, href: links?.[1]({}), cell: (row) => figureOf(row, row.b, links?.[1]), csv: (row) => row.b },
  {
    head: 'Difference',
    about: 'What the second has more or less than the first',
    cell: differenceOf,
    csv: (row) => (row.a === null || row.b === null ? null : row.b - row.a),
  },
  { head: 'Relative', about: 'In parts of the first', cell: relativeDifferenceOf, csv: relativeDifferenceOf },
];

function figureOf({ format, list }: Compared, value: number | null, linkTo: LinkTo | undefined): ReactNode {
  if (!linkTo || list === null || !value) return format(value);
  return (
    <a className={controls.link} href={linkTo(list)}>
      {format(value)}
    </a>
  );
}
