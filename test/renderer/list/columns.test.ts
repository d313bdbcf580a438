import { expect, test } from 'vitest';
import { fittingColumns, gridColumns, narrowWidth } from '../../../src/renderer/list/columns.ts';

const areas = (width: number, group: 'day' | 'project' | 'none' = 'none') =>
  fittingColumns(width, group).map((column) => column.area);

test('a wide list has all columns, a narrow one those that tell most', () => {
  expect(areas(2000)).toHaveLength(12);
  expect(areas(narrowWidth)).toEqual(expect.arrayContaining(['title', 'when', 'cost']));
  expect(areas(narrowWidth).length).toBeLessThan(8);
});

test('wider lists never have fewer columns', () => {
  let before = 0;
  for (let width = narrowWidth; width < 2000; width += 7) {
    const now = areas(width, 'day').length;
    expect(now).toBeGreaterThanOrEqual(before);
    before = now;
  }
});

test('what the list is grouped by has its own place', () => {
  expect(areas(2000, 'day')[0]).toBe('day');
  expect(areas(2000, 'project')).not.toContain('project');
});

test('widths are written as CSS', () => {
  expect(gridColumns(fittingColumns(2000, 'none'))).toMatch(/^minmax\(0, 1fr\) 116px /);
});
