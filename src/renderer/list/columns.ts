import type { SessionSort } from '../store/session-query.ts';

export type Area =
  | 'day'
  | 'title'
  | 'project'
  | 'branch'
  | 'model'
  | 'when'
  | 'length'
  | 'messages'
  | 'tools'
  | 'errors'
  | 'tokens'
  | 'cost'
  | 'lines';

export interface Column {
  area: Area;
  label: string;
  /** What the column holds, where the label is short. */
  about?: string;
  /** Width in pixels; null for the one that takes what is left. */
  width: number | null;
  /** The order asked for by a click on the heading. */
  sort?: SessionSort;
  isNumber?: boolean;
}

const columns: readonly Column[] = [
  { area: 'title', label: 'Title', width: null, sort: 'title' },
  { area: 'project', label: 'Project', width: 132 },
  { area: 'branch', label: 'Branch', width: 120 },
  { area: 'model', label: 'Model', width: 132 },
  { area: 'when', label: 'Last', about: 'Time of the last message', width: 84, sort: 'recent', isNumber: true },
  {
    area: 'length',
    label: 'Length',
    about: 'Time between first and last message',
    width: 84,
    sort: 'duration',
    isNumber: true,
  },
  { area: 'messages', label: 'Msgs', about: 'Messages', width: 58, sort: 'messages', isNumber: true },
  { area: 'tools', label: 'Tools', about: 'Tool calls', width: 58, isNumber: true },
  {
    area: 'errors',
    label: 'Errors',
    about: 'Failed tool calls and API errors',
    width: 54,
    sort: 'errors',
    isNumber: true,
  },
  { area: 'tokens', label: 'Tokens', width: 62, sort: 'tokens', isNumber: true },
  { area: 'cost', label: 'Cost', width: 76, sort: 'cost', isNumber: true },
  { area: 'lines', label: 'Lines ±', about: 'Lines added and removed', width: 92, isNumber: true },
];

const dayColumn: Column = { area: 'day', label: 'Day', width: 104 };
const leastTitle = 230;
const gap = 12;
/** The order in which columns go when there is no room: the least telling first. */
const leaving: readonly Area[] = [
  'tools',
  'branch',
  'length',
  'lines',
  'model',
  'messages',
  'tokens',
  'errors',
  'project',
];

/** Below this width in pixels rows have two lines instead of columns. */
export const narrowWidth = 620;

/** The columns that fit into a width in pixels. */
export function fittingColumns(width: number, hasDays: boolean): readonly Column[] {
  let shown = hasDays ? [dayColumn, ...columns] : columns;
  for (const area of leaving) {
    if (widthOf(shown) <= width) return shown;
    shown = shown.filter((column) => column.area !== area);
  }
  return shown;
}

/** The widths of the columns as CSS. */
export function gridColumns(shown: readonly Column[]): string {
  return shown.map(({ width }) => (width === null ? 'minmax(0, 1fr)' : `${width}px`)).join(' ');
}

function widthOf(shown: readonly Column[]): number {
  return shown.reduce((sum, { width }) => sum + (width ?? leastTitle) + gap, gap);
}
