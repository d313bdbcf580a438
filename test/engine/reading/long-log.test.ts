import { describe, expect, test } from 'vitest';
import { FileOutline, mostProblems, mostRecords } from '../../../src/engine/reading/outline.ts';
import { createRedactor } from '../../../src/redaction/index.ts';
import { claudeCode } from '../../../src/sources/claude-code/index.ts';
import type { SessionFile } from '../../../src/sources/source.ts';
import { fileOfBytes } from '../byte-file.ts';

const file = { session_id: 's', agent_id: null, group_id: null, folder: '' } as unknown as SessionFile;

/** The outline of a log that is found in these stretches, one after the other. */
function outlineOf(...stretches: string[]): FileOutline {
  const outline = new FileOutline(file, claudeCode, createRedactor({ tag: () => '000000' }));
  stretches.forEach((_, n) => outline.readFrom(fileOfBytes(Buffer.from(stretches.slice(0, n + 1).join('')))));
  return outline;
}

const record = (text: string): string => `{"type":"user","message":{"content":"${text}"}}\n`;
const problemsOf = ({ messages }: FileOutline) => messages.flatMap(({ problem }) => (problem ? [problem] : []));

describe('the outline of a log', () => {
  test('with more lines that are not understood than are told counts the others, and goes on behind them', () => {
    const outline = outlineOf('{}\n'.repeat(mostProblems), '{}\n'.repeat(1_500) + record('behind'), '{}\n');
    const problems = problemsOf(outline);
    expect(problems).toHaveLength(mostProblems + 1);
    expect(problems.at(-1)).toEqual({
      line: mostProblems + 1,
      reason: 'From this line on 1,501 more lines were not understood. They are counted, and not told one by one.',
    });
    expect(outline.messages.map(({ kind }) => kind).filter((kind) => kind !== 'p')).toEqual(['u']);
  });

  test('with more records than are laid out says how many lines are left, and reads to its end', () => {
    const text = record('many').repeat(mostRecords + 200) + '{}\n'.repeat(50);
    const outline = outlineOf(text, record('late'));
    expect(outline.messages).toHaveLength(mostRecords + 1);
    expect(problemsOf(outline)).toEqual([
      {
        line: mostRecords + 1,
        reason: 'The log goes on for 251 more lines, which are not shown: it has more than 300,000 records.',
      },
    ]);
    expect([outline.consumed, outline.lines]).toEqual([text.length + record('late').length, mostRecords + 251]);
  });

  test('with exactly as many as are laid out says nothing', () => {
    const outline = outlineOf(record('many').repeat(mostRecords));
    expect([outline.messages.length, problemsOf(outline).length]).toEqual([mostRecords, 0]);
  });
}, 60_000);
