import { describe, expect, test } from 'vitest';
import { itemOf, resultLine, resultsOf } from '../../helpers/claude-lines.ts';

const ending = (content: string, more: object = {}, block: object = { is_error: true }): string => {
  const { outcome, denied_by } = itemOf(resultLine(content, more, block)).tool_results[0]!;
  return denied_by === null ? outcome : `${outcome} by ${denied_by}`;
};

describe('a refused call', () => {
  test.each([
    ['user-rejected', 'denied by person'],
    ['permission-rule', 'denied by rule'],
    ['automode-blocked', 'denied by classifier'],
    ['cancelled', 'interrupted'],
    ['interrupted', 'interrupted'],
    ['something new', 'error'],
    ['constructor', 'error'],
  ])('is known by the field %s', (toolDenialKind, expected) => {
    expect(ending('no', { toolDenialKind })).toBe(expected);
  });

  test('is known by its field although it is not marked as an error', () => {
    expect(ending('no', { toolDenialKind: 'permission-rule' }, {})).toBe('denied by rule');
  });

  test.each([
    ["The user doesn't want to proceed with this tool use. The tool use was rejected.", 'denied by person'],
    ["The user doesn't want to take this action right now. STOP what you are doing", 'denied by person'],
    ["Error: The user doesn't want to proceed with this tool use.", 'denied by person'],
    ['User rejected tool use', 'denied by person'],
    ['User chose to stay in plan mode and continue planning', 'denied by person'],
    ['Permission to use Bash with command rm x has been denied.', 'denied by rule'],
    [`Permission to use Bash with command ${'cat <<E\nx\nE\n'.repeat(200)} has been denied.`, 'denied by rule'],
    ['Permission to use Edit has been auto-denied (prompts unavailable).', 'denied by rule'],
    ["Claude requested permissions to use Bash, but you haven't granted it yet.", 'denied by rule'],
    ['This command requires approval', 'denied by rule'],
    ['Permission for this action was denied by the Claude Code auto mode classifier.', 'denied by classifier'],
    ['PreToolUse:Bash hook error: [guard]: no', 'denied by hook'],
    ['[Request interrupted by user for tool use]', 'interrupted'],
    ['[Tool call skipped: another one failed]', 'interrupted'],
    ['<tool_use_error>Permission to use Bash has been denied.</tool_use_error>', 'denied by rule'],
  ])('is known by the words %j', (content, expected) => {
    expect(ending(content)).toBe(expected);
  });

  test('is known by a structured result that is a text', () => {
    expect(ending('no', { toolUseResult: 'User rejected tool use' })).toBe('denied by person');
  });
});

describe('output that quotes a refusal', () => {
  test.each([
    ['log: Permission to use Bash has been denied', true, 'error'],
    ['Exit code 1\nUser rejected tool use', true, 'error'],
    ['Permission to use Bash has been denied', false, 'ok'],
    ['Permission to use Bash has been denied', undefined, 'ok'],
  ])('is none: %j', (content, is_error, expected) => {
    expect(ending(content, {}, { is_error })).toBe(expected);
  });
});

test('a refusal in the words of a whole megabyte is judged in a moment', () => {
  const started = performance.now();
  for (const start of ['Permission to use ', 'Claude requested permissions to ', 'PreToolUse:'])
    ending(start + 'has been but you '.repeat(60_000));
  expect(performance.now() - started).toBeLessThan(500);
});

test('the error tag is cut from what is shown', () => {
  const [result] = resultsOf(
    itemOf(resultLine('<tool_use_error>No such file.</tool_use_error>', {}, { is_error: true })),
  );
  expect(result).toMatchObject({ text: 'No such file.', is_error: true, outcome: 'error' });
});
