import { expect, test } from 'vitest';
import type { FindAnswer, FoundPlace } from '../../../../src/contract/find.ts';
import { countWords, remarksOn } from '../../../../src/renderer/session/find/find-words.ts';

const place: FoundPlace = {
  agent_id: null,
  index: 3,
  block_id: '1-0-b0',
  field: 'text',
  part: 0,
  offset: 0,
  is_whole: true,
};
const answer = (more: Partial<FindAnswer>): FindAnswer => ({
  places: [place],
  total: 1,
  threads: [{ agent_id: null, total: 1 }],
  is_complete: true,
  messages_searched: 4,
  messages_total: 4,
  left_out: [],
  ...more,
});
const remarks = (more: Partial<FindAnswer>): string[] => remarksOn(answer(more)).map(({ words }) => words);

test('the count says which place is looked at, and that there is none only when all was looked through', () => {
  expect(countWords(answer({}), place)).toBe('1 / 1');
  expect(countWords(answer({ total: 12_578 }), null)).toBe('– / 12,578');
  expect(countWords(answer({ places: [], total: 0 }), null)).toBe('No matches');
  expect(countWords(answer({ places: [], total: 0, is_complete: false }), null)).toBe('Looking …');
});

test('what an answer lacks is said', () => {
  expect(remarks({})).toEqual([]);
  expect(remarks({ is_complete: false })).toEqual(['still looking …']);
  expect(remarks({ total: 6_000 })).toEqual(['first 1 can be visited']);
  expect(remarks({ threads: [{ agent_id: 'a', total: 1 }] })).toEqual(['1 in 1 subagent']);
  expect(remarks({ left_out: [{ agent_id: null, reason: 'It is gone.' }] })).toEqual(['1 part not looked through']);
});
