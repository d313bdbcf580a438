export type CsvCell = string | number | null;

/**
 * A table as CSV by RFC 4180: every cell in quotes, lines ended by CR LF, unknown as an empty cell. Text that a
 * spreadsheet would take for a formula gets a `'` in front, so that opening the file runs nothing.
 */
export function csvFrom(heads: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [heads, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(value: CsvCell): string {
  if (value === null) return '""';
  if (typeof value === 'number') return `"${value}"`;
  return `"${(isFormula(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
}

/* Full-width forms are read as formulas by some spreadsheets; blanks before the sign do not protect. */
const isFormula = (text: string): boolean => /^[\s\u00A0]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(text);
