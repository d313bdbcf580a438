import { describe, expect, test } from 'vitest';
import { blocksOf, itemOf, userLine } from '../../helpers/claude-lines.ts';

/** What a text becomes: `turn` or `injected`, then its blocks as `label: text`; own words stand alone. */
function told(text: string, more: object = {}): string[] {
  const item = itemOf(userLine(text, more));
  const blocks = blocksOf(item).map((block) =>
    block.type !== 'text' ? block.type : block.label === null ? block.text : `${block.label}: ${block.text}`,
  );
  return [item.message?.is_prompt ? 'turn' : 'injected', ...blocks];
}

describe('a text of a person', () => {
  test.each([
    ['Fix it', ['turn', 'Fix it']],
    ['<b>Fix</b> it', ['turn', '<b>Fix</b> it']],
    ['# Heading\n<system-reminder> is a word of mine', ['turn', '# Heading\n<system-reminder> is a word of mine']],
    ['Fix it\n<system-reminder>Be brief.</system-reminder>', ['turn', 'Fix it', 'system reminder: Be brief.']],
    ['<system-reminder>Be brief.</system-reminder>\n\nFix it', ['turn', 'system reminder: Be brief.', 'Fix it']],
    ['<ide_selection>const a</ide_selection>Explain', ['turn', 'selection in the editor: const a', 'Explain']],
    [
      '<ide_opened_file>a.ts</ide_opened_file>\n<ide_diagnostics>one</ide_diagnostics>\nWhy?',
      ['turn', 'file open in the editor: a.ts', 'diagnostics: one', 'Why?'],
    ],
    ['<command-name>/clear</command-name>\n<command-args></command-args>', ['turn', 'command: /clear']],
    [
      '<command-message>x</command-message>\n<command-name>/x</command-name><command-args>a b</command-args>',
      ['turn', 'command: /x a b'],
    ],
    ['<command-message>only a message</command-message>', ['turn', 'command: /only a message']],
    ['<bash-input>ls -la</bash-input>', ['turn', 'shell command: ! ls -la']],
    ['<user-memory-input>Use tabs</user-memory-input>', ['turn', 'memory: Use tabs']],
  ])('%j is a turn', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });
});

describe('a text of the program', () => {
  test.each([
    ['<system-reminder>Be brief.</system-reminder>', ['injected', 'system reminder: Be brief.']],
    ['<ide_opened_file>a.ts</ide_opened_file>', ['injected', 'file open in the editor: a.ts']],
    ['<new-diagnostics>one</new-diagnostics>', ['injected', 'diagnostics: one']],
    ['<user-prompt-submit-hook>added</user-prompt-submit-hook>', ['injected', 'hook output: added']],
    ['<local-command-stdout>done</local-command-stdout>', ['injected', 'command output: done']],
    ['<bash-stdout>one</bash-stdout><bash-stderr>two</bash-stderr>', ['injected', 'shell output: one\ntwo']],
    ['<bash-stdout></bash-stdout><bash-stderr>two</bash-stderr>', ['injected', 'shell output: two']],
    ['<local-command-caveat>Caveat</local-command-caveat>', ['injected', 'caveat: Caveat']],
    ['Caveat: The messages below were generated', ['injected', 'caveat: Caveat: The messages below were generated']],
    [
      '<teammate-message teammate_id="bob" color="red">\nhi\n</teammate-message>',
      ['injected', 'message from a teammate: bob: hi'],
    ],
    ['<agent-message from="carol">hi</agent-message>', ['injected', 'message from an agent: carol: hi']],
    ['<cross-session-message from="s" from-name="dave">hi', ['injected', 'message from another session: dave: hi']],
    ['<tick>5</tick>', ['injected', 'program note: <tick>5</tick>']],
    ['[Request interrupted by user]', ['injected', 'interrupted: [Request interrupted by user]']],
    [
      '<task-notification>\n<task-id>b1</task-id>\n<status>failed</status>\n<summary>it broke</summary>\n</task-notification>\nRead the file.',
      ['injected', 'background task: failed\nit broke'],
    ],
    ['  ', ['injected', '  ']],
    ['', ['injected', '']],
  ])('%j is no turn', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  test.each([
    ['Base directory for this skill: /x', 'skill'],
    ['Stop hook feedback: no', 'hook feedback'],
    ['PreToolUse:Bash hook additional context: x', 'hook output'],
    ['Continue from where you left off.', 'program note'],
    ['Anything else', 'injected text'],
  ])('%j is known when it is marked as meta, and a turn when it is not', (text, label) => {
    expect(told(text, { isMeta: true })).toEqual(['injected', `${label}: ${text}`]);
    expect(told(text)).toEqual(['turn', text]);
  });
});

describe('context', () => {
  test('that is never closed stays where it is', () => {
    expect(told('<ide_selection>open end')).toEqual(['injected', 'selection in the editor: open end']);
    expect(told('Look\n<system-reminder>open end')).toEqual(['turn', 'Look\n<system-reminder>open end']);
  });

  test('is cut from a text of a megabyte in a moment', () => {
    const started = performance.now();
    for (const text of [
      '<system-reminder>x</system-reminder>',
      '<system-reminder>',
      '<command-name>',
      '<ide_selection>\n',
    ])
      itemOf(userLine(text.repeat(40_000)), 'counts');
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

test('a notification names the subagent that ended, its call, and how', () => {
  const text =
    '<task-notification><task-id>a1</task-id><tool-use-id>t1</tool-use-id><status>STATUS</status></task-notification>';
  const states = ['completed', 'failed', 'killed', 'running'].map(
    (status) => itemOf(userLine(text.replace('STATUS', status))).subagents,
  );
  expect(states).toEqual(
    ['completed', 'failed', 'failed', null].map((state) => [{ agent_id: 'a1', call_id: 't1', state }]),
  );
});
