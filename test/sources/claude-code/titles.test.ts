import { describe, expect, test } from 'vitest';
import { itemOf, itemsOf, opened, userLine } from '../../helpers/claude-lines.ts';

const titleOf = (record: object): [rank: number, text: string | null] | null => {
  const title = itemOf(record, 'counts').facts?.title;
  return title ? [title.rank, opened(title.text)] : null;
};

describe('the title that a prompt gives', () => {
  test.each([
    ['Fix the login test', [30, 'Fix the login test']],
    ['<bash-input>git status</bash-input>', [30, '! git status']],
    ['<command-name>/review</command-name><command-args>it</command-args>', [10, '/review it']],
    ['Implement the following plan:\n\nwords\n\n## Cache the sessions\n', [30, 'Cache the sessions']],
    ['Implement the following plan: without a heading', [30, 'Implement the following plan: without a heading']],
    ['<ide_selection>x</ide_selection>\nExplain this', [30, 'Explain this']],
    ['Explain\n<system-reminder>x</system-reminder>', [30, 'Explain']],
    ['<Widget> is broken', [30, '<Widget> is broken']],
    ['bell \u0007 and \u202eturned\u202c', [30, 'bell   and  turned ']],
  ])('%j is %j', (text, expected) => {
    expect(titleOf(userLine(text))).toEqual(expected);
  });

  test.each([
    '<task>Do it</task>',
    '<goal>x</goal>',
    '<user-memory-input>Use tabs</user-memory-input>',
    '[Request interrupted by user]',
    '<local-command-stdout>x</local-command-stdout>',
    '<ide_opened_file>x</ide_opened_file>',
  ])('%j is none', (text) => {
    expect(titleOf(userLine(text))).toBeNull();
  });

  test('is none when somebody else wrote it', () => {
    expect(titleOf(userLine('hello', { isMeta: true }))).toBeNull();
    expect(titleOf(userLine('hello', { origin: { kind: 'peer' } }))).toBeNull();
    expect(titleOf(userLine('hello', { isSidechain: true }))).toBeNull();
  });
});

test('titles rank from the one a person gave down to a command', () => {
  const ranks = [
    { type: 'custom-title', customTitle: 'a' },
    { type: 'ai-title', aiTitle: 'b' },
    { type: 'last-prompt', lastPrompt: 'c' },
    userLine('d'),
    userLine('<command-name>/e</command-name>'),
  ].map((record) => titleOf(record)![0]);
  expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
  expect(new Set(ranks).size).toBe(ranks.length);
});

test('an empty title says nothing', () => {
  expect(
    itemsOf([{ type: 'custom-title', customTitle: '' }, { type: 'ai-title' }, { type: 'last-prompt' }]).every(
      (item) => !item.facts?.title,
    ),
  ).toBe(true);
});

test('a summary names the session of its leaf, and only with one', () => {
  const [named, nameless] = itemsOf([
    { type: 'summary', summary: 'Login\u001b[1m fixed', leafUuid: 'a-9' },
    { type: 'summary', summary: 'x' },
  ]);
  expect([named!.facts?.title_for?.record_id, opened(named!.facts?.title_for?.text)]).toEqual([
    'a-9',
    'Login [1m fixed',
  ]);
  expect(nameless!.facts).toBeNull();
});
