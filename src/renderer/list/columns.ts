import type { ListView } from '../store/place.ts';
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
  { area: 'project', label: 'Project', width: 116 },
  { area: 'branch', label: 'Branch', width: 112 },
  { area: 'model', label: 'Model', width: 120 },
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
  { area: 'lines', label: 'Lines ±', about: 'Lines added and removed', width: 88, isNumber: true },
];

const dayColumn: Column = { area: 'day', label: 'Day', width: 96 };
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

/** The columns that fit into a width in pixels. What the list is grouped by needs no column of its own. */
export function fittingColumns(width: number, group: ListView['group']): readonly Column[] {
  const leastTitle = Math.max(230, width * 0.22);
  let shown = group === 'day' ? [dayColumn, ...columns] : columns;
  if (group === 'project') shown = without(shown, 'project');
  for (const area of leaving) {
    if (widthOf(shown, leastTitle) <= width) return shown;
    shown = without(shown, area);
  }
  return shown;
}

/** The widths of the columns as CSS. */
export function gridColumns(shown: readonly Column[]): string {
  return shown.map(({ width }) => (width === null ? 'minmax(0, 1fr)' : `${width}px`)).join(' ');
}

const without = (shown: readonly Column[], area: Area): readonly Column[] =>
  shown.filter((column) => column.area !== area);

function widthOf(shown: readonly Column[], leastTitle: number): number {
  return shown.reduce((sum, { width }) => sum + (width ?? leastTitle) + gap, gap);
}
