import { expect, test } from 'vitest';
import type { Outline } from '../../../../src/contract/message.ts';
import {
  hiddenPlaces,
  openPathAt,
  pathKey,
  setPathOpen,
  useOpenPaths,
} from '../../../../src/renderer/session/transcript/left-paths.ts';
import { listedPlaces } from '../../../../src/renderer/session/transcript/shown-kinds.ts';
import { turnsOf } from '../../../../src/renderer/session/transcript/turns.ts';

const thread = { source: 'alpha', session_id: 's', agent_id: null };
const outline: Outline = {
  total: 8,
  kinds: 'uauaauaa',
  sizes: Array.from({ length: 8 }, () => 9),
  tool_calls: [0, 2, 0, 1, 0, 0, 3, 0],
  errors: [0, 1, 0, 0, 0, 0, 2, 0],
  times: Array.from({ length: 8 }, (_, at) => at * 1000),
  left_paths: [{ from: 2, to: 4, branch: 'b' }],
};
const path = { from: 2, to: 4, branch: 'b' };
const listed = (): number[] | null => {
  const hidden = hiddenPlaces(outline, thread, useOpenPaths.getState().open);
  const places = listedPlaces(outline, new Set(), hidden);
  return places && [...places];
};

test('a path that was left is folded into its first message until it is opened', () => {
  expect(listed()).toEqual([0, 1, 2, 5, 6, 7]);
  setPathOpen(pathKey(thread, path), true);
  expect(listed()).toBeNull();
  setPathOpen(pathKey(thread, path), false);
  expect(listed()).toEqual([0, 1, 2, 5, 6, 7]);
});

test('a path is opened for a message on it, and for no other', () => {
  openPathAt(outline, thread, 6);
  openPathAt(outline, thread, 2);
  expect(listed()).toEqual([0, 1, 2, 5, 6, 7]);
  openPathAt(outline, thread, 4);
  expect(listed()).toBeNull();
});

test('turns are told with the calls and errors up to the next one', () => {
  expect(turnsOf(outline, null)).toEqual([
    { place: 0, words: null, at: 0, calls: 2, errors: 1 },
    { place: 2, words: null, at: 2000, calls: 1, errors: 0 },
    { place: 5, words: null, at: 5000, calls: 3, errors: 2 },
  ]);
});
