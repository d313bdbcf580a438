import { expect, test } from 'vitest';
import { type Facets, readFilterBox } from '../../../src/renderer/store/session-query.ts';

const facets: Facets = {
  projects: ['/w/store', '/w/store/api', '/w/ledger', null].map((project_dir) => ({ project_dir, session_count: 1 })),
  models: ['opus-5', 'sonnet-5', 'sonnet-4'].map((model) => ({ model, session_count: 1 })),
  branches: [{ branch: 'main', session_count: 1 }],
};
const sources = [{ source: 'one_agent', provider_label: 'Agent One' }];
const read = (box: string) => readFilterBox(box, 'recent', facets, sources);

test('a part of a project or model is looked up among those known', () => {
  expect(read('project:api model:opus').query).toMatchObject({ project: '/w/store/api', model: 'opus-5' });
});

test('a project named by its last folder is that one, also when others hold the name', () => {
  expect(read('project:store').query.project).toBe('/w/store');
});

test('a part that fits several is looked for as text, and that is said', () => {
  const reading = read('model:sonnet fix');
  expect(reading.query).toMatchObject({ model: undefined, q: 'fix sonnet' });
  expect(reading.notes).toEqual(['model:sonnet fits 2 models; “sonnet” is looked for as text.']);
});

test('a part that fits none is asked for as it is', () => {
  expect(read('project:elsewhere').query.project).toBe('elsewhere');
});

test('a source is named by id or label', () => {
  expect(read('source:one-agent').query.source).toBe('one_agent');
  expect(read('source:agent').query.source).toBe('one_agent');
  expect(read('').query.source).toBe('all');
});

test('words that are no filters are said', () => {
  expect(read('tool:Bash').notes).toEqual(['“tool:Bash” is not a filter here; it is looked for as text.']);
  expect(read('tool:Bash').query.q).toBe('tool:Bash');
});
