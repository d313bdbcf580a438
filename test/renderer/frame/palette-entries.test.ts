import { expect, test, vi } from 'vitest';

vi.mock('../../../src/renderer/api/api.ts', () => ({ api: {}, onEvent: () => () => {} }));
const { holdsAll } = await import('../../../src/renderer/frame/palette-entries.ts');

test('each word typed must begin a word of the command', () => {
  expect(holdsAll('Show all keys', 'key sh')).toBe(true);
  expect(holdsAll('Show all keys', 'how')).toBe(false);
  expect(holdsAll('Show all keys', '')).toBe(true);
});
