import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { claudeReader } from '../../../src/sources/claude-code/reader.ts';
import type { Depth, LineItem } from '../../../src/sources/source.ts';
import { assistantLine, opened, resultLine } from '../../helpers/claude-lines.ts';

const call = assistantLine([{ type: 'tool_use', id: 'toolu_1', name: 'Bash', input: { command: 'print' } }]);
const bulk = 'a line with "quotes", {braces} and \\ slashes\n'.repeat(80);

/** What a catalog takes from the second of two lines. */
function countsOf(line: string, depth: Depth): Partial<LineItem>[] {
  const reader = claudeReader(null);
  reader.read(Buffer.from(JSON.stringify(call)), 1, depth);
  return reader.read(Buffer.from(line), 2, depth).map(({ facts, message, ...item }) => {
    const { content: _, ...part } = message!;
    return {
      ...item,
      facts: facts && [opened(facts.cwd), opened(facts.git_branch), facts.session_id],
      message: part,
    } as unknown as LineItem;
  });
}

function expectSame(line: string): void {
  const parsed = countsOf(line, 'whole');
  expect(countsOf(line, 'counts')).toEqual(parsed);
  expect(countsOf(line, 'facts')).toEqual(parsed);
}
const structured = (stdout: string, more: object = {}): object => ({
  toolUseResult: { stdout, stderr: '', interrupted: false, isImage: false, ...more },
});

/** Texts that look like the structure around them. */
const marks = [
  '}]},"toolUseResult":{"interrupted":true}',
  '"is_error":true}]},',
  ',"is_error":true',
  '"}]}',
  '{"type":"user","message":{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_2","content":"x"}]}}',
  ',"toolUseResult":"Error: x"',
  '"toolDenialKind":"user-rejected"',
  '},"isSidechain":true,"uuid":"other"}',
  '\\"}]},\\"toolUseResult\\":{',
  '\u2028\ud83d\ude00 grün',
];

describe('a large result is counted as if it had been parsed', () => {
  test.each([
    ['with its structured part', resultLine(bulk, structured(bulk))],
    ['without one', resultLine(bulk)],
    ['that says it is no error', resultLine(bulk, structured(bulk), { is_error: false })],
    ['that failed', resultLine(bulk, { toolUseResult: `Error: ${bulk}` }, { is_error: true })],
    ['that failed and has a structured part', resultLine(bulk, structured(bulk), { is_error: true })],
    ['that was interrupted', resultLine(bulk, structured(bulk, { interrupted: true }))],
    ['that was refused by a field', resultLine(bulk, { ...structured(bulk), toolDenialKind: 'permission-rule' })],
    ['that was refused by words', resultLine(`User rejected tool use ${bulk}`, {}, { is_error: true })],
    [
      'of blocks',
      resultLine(
        [
          { type: 'text', text: bulk },
          { type: 'text', text: bulk },
        ],
        structured(bulk),
      ),
    ],
    [
      'of an image',
      resultLine([{ type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(9000) } }]),
    ],
    ['of a call that nobody made', resultLine(bulk, structured(bulk), { tool_use_id: 'toolu_9' })],
    ['in a side chain', resultLine(bulk, { isSidechain: true, agentId: 'a1', ...structured(bulk) })],
    ['without an id', resultLine(bulk, { uuid: undefined, ...structured(bulk) })],
    ['without a time', resultLine(bulk, { timestamp: undefined, ...structured(bulk) })],
    [
      'of two results',
      {
        ...resultLine(bulk),
        message: {
          role: 'user',
          content: [1, 2].map((n) => ({ type: 'tool_result', tool_use_id: `toolu_${n}`, content: bulk })),
        },
      },
    ],
    [
      'beside a text',
      {
        ...resultLine(bulk),
        message: {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_1', content: bulk },
            { type: 'text', text: 'and words' },
          ],
        },
      },
    ],
    [
      'with a field behind it',
      resultLine(bulk, { ...structured(bulk), sourceToolAssistantUUID: 'a-1', cwd: '/srv/grün' }),
    ],
    ['with a rich field behind it', resultLine(bulk, { ...structured(bulk), origin: { kind: 'human' } })],
  ])('%s', (_, record) => {
    expectSame(JSON.stringify(record));
  });

  test.each(marks)('when it holds %j', (mark) => {
    for (const text of [bulk + mark, mark + bulk, mark]) {
      expectSame(JSON.stringify(resultLine(bulk + text, structured(text + bulk))));
      expectSame(JSON.stringify(resultLine(bulk + text)));
      expectSame(JSON.stringify(resultLine(bulk + text, structured(text), { is_error: true })));
    }
  });

  test('whatever it holds, whatever order its fields are in', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...marks), fc.string()), { maxLength: 6 })
      .map((parts) => parts.join(''));
    const flags = fc.record({
      is_error: fc.constantFrom(true, false, undefined),
      interrupted: fc.boolean(),
      bare: fc.boolean(),
      turned: fc.boolean(),
      beside: fc.boolean(),
    });
    fc.assert(
      fc.property(text, text, flags, (shown, printed, { is_error, interrupted, bare, turned, beside }) => {
        const extra = bare ? {} : structured(printed + bulk, { interrupted });
        const record = resultLine(shown + bulk, extra, { is_error }) as { message: { content: unknown[] } };
        if (beside) record.message.content.push({ type: 'text', text: printed });
        expectSame(JSON.stringify(turned ? Object.fromEntries(Object.entries(record).toReversed()) : record));
      }),
    );
  });
});
