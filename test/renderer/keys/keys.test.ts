import { expect, test } from 'vitest';
import { shownKeys } from '../../../src/renderer/keys/keys.ts';

test('keys are written as they stand on the keyboard', () => {
  expect(shownKeys('g h')).toEqual(['g', 'then', 'h']);
  expect(shownKeys('Mod+k')).toEqual(['Ctrl', 'K']);
  expect(shownKeys('Mod+Shift+e')).toEqual(['Ctrl', 'Shift', 'E']);
  expect(shownKeys('E')).toEqual(['E']);
  expect(shownKeys('Escape')).toEqual(['Esc']);
});
