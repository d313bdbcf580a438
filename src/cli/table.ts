import { cutToWidth, plainLine, widthOf } from './terminal-text.ts';

export interface Column {
  title: string;
  /** Numbers stand to the right. */
  is_number?: boolean;
  /** This column gives way when the terminal is too narrow. */
  is_elastic?: boolean;
}

const gap = '  ';
const leastElastic = 12;

/** Rows under titles, in aligned columns. Every cell is made safe for a terminal. `columns`: its width, null for no limit. */
export function tableLines(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  width: number | null,
): string[] {
  const cells = rows.map((row) => row.map(plainLine));
  const widths = columns.map((column, place) =>
    Math.max(widthOf(column.title), ...cells.map((row) => widthOf(row[place] ?? ''))),
  );
  const fitted = width === null ? widths : shrink(columns, widths, width);
  const titles = columns.map((column) => column.title);
  return [titles, ...cells].map((row) => lineOf(columns, row, fitted));
}

function shrink(columns: readonly Column[], widths: readonly number[], width: number): number[] {
  let over = widths.reduce((sum, one) => sum + one, 0) + gap.length * (columns.length - 1) - width;
  return widths.map((own, place) => {
    if (over <= 0 || !columns[place]?.is_elastic) return own;
    const smaller = Math.max(Math.min(own, leastElastic), own - over);
    over -= own - smaller;
    return smaller;
  });
}

function lineOf(columns: readonly Column[], row: readonly string[], widths: readonly number[]): string {
  const cells = columns.map((column, place) => {
    const width = widths[place] ?? 0;
    const text = cutToWidth(row[place] ?? '', width);
    const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
    return column.is_number ? blanks + text : text + blanks;
  });
  return cells.join(gap).trimEnd();
}
