import { expect, test } from 'vitest';
import { readFilterBox } from '../../../src/renderer/store/session-query.ts';

const sources = [{ source: 'one_agent', provider_label: 'Agent One' }];
const read = (box: string) => readFilterBox(box, 'recent', sources);

test('each filter word becomes a field of the query, and the rest is text', () => {
  expect(
    read('project:api model:opus branch:main has:error has:live after:2026-10-01 before:2026-10-31 fix it'),
  ).toEqual({
    query: {
      source: 'all',
      project: 'api',
      model: 'opus',
      branch: 'main',
      has: 'error,live',
      from: '2026-10-01',
      to: '2026-10-31',
      q: 'fix it',
      sort: 'recent',
    },
    notes: [],
  });
});

test('a source is named by id or label', () => {
  expect(read('source:one-agent').query.source).toBe('one_agent');
  expect(read('source:agent').query.source).toBe('one_agent');
  expect(read('').query.source).toBe('all');
});

test('a source that is not known is asked for, so that the answer is empty rather than everything', () => {
  expect(read('source:other_agent').query.source).toBe('other_agent');
});

test('words that are no filters are said', () => {
  expect(read('colour:red').notes).toEqual(['“colour:red” is not a filter here; it is looked for as text.']);
  expect(read('colour:red').query.q).toBe('colour:red');
});
