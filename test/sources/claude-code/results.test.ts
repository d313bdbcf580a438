import { describe, expect, test } from 'vitest';
import { assistantLine, blocksOf, itemOf, resultLine, resultsOf } from '../../helpers/claude-lines.ts';

const result = (content: unknown, more: object = {}, block: object = {}) =>
  resultsOf(itemOf(resultLine(content, more, block)))[0]!;
const fact = (content: unknown, more: object = {}, block: object = {}) =>
  itemOf(resultLine(content, more, block)).tool_results[0]!;

describe('the exit code', () => {
  test.each([
    ['is in the first words of an error', 'Exit code 127\nnot found', {}, { is_error: true }, 127],
    ['may stand behind "Error:"', 'Error: Exit code 1', {}, { is_error: true }, 1],
    ['is not in good output', 'Exit code 1', {}, {}, null],
    ['is not in the middle of an error', 'it said Exit code 1', {}, { is_error: true }, null],
    ['is a field of background output', 'x', { toolUseResult: { exitCode: 3 } }, {}, 3],
    ['is a field of a task', 'x', { toolUseResult: { task: { exitCode: 0 } } }, {}, 0],
    ['is nothing that is no whole number', 'x', { toolUseResult: { exitCode: 1.5 } }, {}, null],
  ])('%s', (_, content, more, block, code) => {
    expect(result(content, more, block).exit_code).toBe(code);
  });
});

describe('the duration', () => {
  test.each([
    [{ durationMs: 37 }, 37],
    [{ totalDurationMs: 5200 }, 5200],
    [{ durationSeconds: 7.5 }, 7500],
    [{ durationMs: -1 }, null],
    [{ durationMs: '37' }, null],
    [{}, null],
  ])('of %j is %j', (toolUseResult, duration_ms) => {
    expect(fact('x', { toolUseResult })).toMatchObject({ duration_ms });
  });
});

describe('accepted lines', () => {
  const hunk = (...lines: string[]) => ({ oldStart: 1, oldLines: 1, newStart: 1, newLines: 1, lines });
  const notebook = (...sources: unknown[]) => JSON.stringify({ cells: sources.map((source) => ({ source })) });

  test.each([
    ['are those of the patch', { filePath: '/a', structuredPatch: [hunk(' a', '-b', '+c', '+d'), hunk('-e')] }, 2, 2],
    [
      'are never the mark of a missing line break',
      { filePath: '/a', structuredPatch: [hunk('-b', '\\ No newline at end of file', '+c')] },
      1,
      1,
    ],
    ['of a new file are its lines', { type: 'create', filePath: '/a', content: 'a\nb\n', structuredPatch: [] }, 2, 0],
    [
      'of a file that stayed the same are none',
      { type: 'update', filePath: '/a', content: 'a\n', structuredPatch: [] },
      0,
      0,
    ],
    [
      'of a notebook are those of its sources',
      { notebook_path: '/n', original_file: notebook(['a\n', 'b'], 'c'), updated_file: notebook('a\nB', ['c']) },
      1,
      1,
    ],
    [
      'of a broken notebook are those of its text',
      { notebook_path: '/n', original_file: 'a', updated_file: 'a\nb' },
      1,
      0,
    ],
    ['are unknown for other results', { stdout: 'x' }, null, null],
  ])('%s', (_, toolUseResult, lines_added, lines_removed) => {
    expect(fact('x', { toolUseResult })).toMatchObject({ lines_added, lines_removed });
  });

  test('of a failed or refused change are none', () => {
    const toolUseResult = { filePath: '/a', structuredPatch: [hunk('+c')] };
    expect(fact('x', { toolUseResult }, { is_error: true })).toMatchObject({ lines_added: null, lines_removed: null });
    expect(fact('x', { toolUseResult, toolDenialKind: 'permission-rule' })).toMatchObject({ lines_added: null });
  });
});

describe('the subagent of a call', () => {
  test.each([
    ['a field', 'done', { toolUseResult: { agentId: 'a1234567' } }, 'a1234567'],
    ['the run of a workflow', 'done', { toolUseResult: { runId: 'wf_1' } }, 'wf_1'],
    ['the last words', 'done\nagentId: a1234567 (for resuming)\n<usage>total_tokens: 5</usage>', {}, 'a1234567'],
    [
      'the last block',
      [
        { type: 'text', text: 'done' },
        { type: 'text', text: 'agentId: a1234567' },
      ],
      {},
      'a1234567',
    ],
    ['not the words in the middle', 'agentId: a1234567\nand more words', {}, null],
  ])('is told by %s', (_, content, more, agent_id) => {
    expect(fact(content, more).agent_id).toBe(agent_id);
  });

  test('is cut from what is shown', () => {
    expect(result('It is there.\n\nagentId: a1234567\n<usage>total_tokens: 5</usage>').text).toBe('It is there.');
    expect(result('trailing blanks stay  \n').text).toBe('trailing blanks stay  \n');
  });
});

describe('an output that was moved to a file', () => {
  const preview = (path: string) =>
    `<persisted-output>\nOutput too large. Full output saved to: ${path}\n\nPreview:\nline 1\n</persisted-output>`;

  test('shows its preview and names the file alone', () => {
    const moved = result(preview('/home/dev/.claude/projects/-x/s/tool-results/t1.txt'), {
      toolUseResult: { persistedOutputSize: 9 },
    });
    expect(moved.text).toMatch(/^Output too large[\s\S]*line 1$/);
    expect(moved.moved_to).toEqual({ name: 't1.txt', bytes: 9 });
  });

  test.each(['/etc/passwd', '/x/tool-results/../../etc/passwd', '/x/tool-results/', 'tool-results\\..\\x'])(
    'is not looked for at %j',
    (path) => {
      const { moved_to } = result(preview(path));
      expect(moved_to === null || /^[\w-][\w.-]*$/.test(moved_to.name)).toBe(true);
      expect(moved_to?.name.includes('..') ?? false).toBe(false);
    },
  );
});

test('images of a result are listed apart from its text', () => {
  const item = itemOf(
    resultLine([
      { type: 'text', text: 'a picture' },
      { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AAAA' } },
      { type: 'image', source: { type: 'url', url: 'https://x' } },
    ]),
  );
  expect(item.message!.content!.images).toEqual([
    { call_id: 'toolu_1', place: 0, media_type: 'image/png', base64: 'AAAA' },
  ]);
  expect(resultsOf(item)[0]!.text).toBe('a picture');
});

describe('a result of the provider', () => {
  const hosted = (type: string, content: unknown, more: object = {}) =>
    itemOf(
      assistantLine([
        { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'x' } },
        { type, tool_use_id: 'srvtoolu_1', content, ...more },
      ]),
    );

  test.each([
    [
      'web_search_tool_result',
      [{ type: 'web_search_result', title: 'Docs', url: 'https://x' }],
      'Docs · https://x',
      'ok',
    ],
    [
      'web_search_tool_result',
      { type: 'web_search_tool_result_error', error_code: 'max_uses_exceeded' },
      'max_uses_exceeded',
      'error',
    ],
    [
      'advisor_tool_result',
      { type: 'advisor_redacted_result', encrypted_content: 'AAAA' },
      'Encrypted by the provider.',
      'ok',
    ],
    [
      'code_execution_tool_result',
      { type: 'code_execution_result', stdout: '', stderr: 'broken', return_code: 1 },
      'broken',
      'ok',
    ],
    ['mcp_tool_result', 'plain', 'plain', 'ok'],
  ])('%s is one of its call', (type, content, text, outcome) => {
    const item = hosted(type, content);
    expect(item.is_known).toBe(true);
    expect(item.tool_results).toMatchObject([{ call_id: 'srvtoolu_1', outcome }]);
    expect(resultsOf(item)).toMatchObject([{ call_id: 'srvtoolu_1', text, outcome }]);
    expect(blocksOf(item).map((block) => block.type)).toEqual(['tool_call']);
  });

  test('of a kind that nobody knows is drift, and still a result', () => {
    expect(hosted('teleport_tool_result', 'x')).toMatchObject({
      is_known: false,
      tool_results: [{ call_id: 'srvtoolu_1' }],
    });
  });
});

test('calls without an id are told apart by their places', () => {
  const item = itemOf(
    assistantLine([
      { type: 'tool_use', name: 'Bash', input: {} },
      { type: 'tool_use', name: 'Bash', input: {} },
    ]),
  );
  expect(item.tool_calls.map((call) => call.call_id)).toEqual(['call 0 of a-1', 'call 1 of a-1']);
});
