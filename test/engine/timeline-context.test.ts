import { describe, expect, test } from 'vitest';
import type { ContextAutopsy } from '../../src/contract/context.ts';
import { linesFromText } from './claude-log.ts';
import { scannedEngine, TestHome, valueOf } from './running-engine.ts';

/** The autopsy of drawn stretches of one log, each with its own usage of every call. */
async function autopsyOf(...stretches: [drawing: string, usage: [number, number, number, number]][]) {
  const home = new TestHome();
  const lines = stretches.flatMap(([drawing, usage], n) => linesFromText(drawing, { usage, ids: `part-${n}` }));
  home.write('s-1.jsonl', `${lines.join('\n')}\n`);
  return valueOf(await (await scannedEngine(home)).api.contextAutopsy({ session_id: 's-1' }));
}

const partsOf = ({ parts }: ContextAutopsy['windows'][number]) =>
  Object.fromEntries(parts.map(({ what, name, chars }) => [[what, name].filter(Boolean).join(' '), chars]));

describe('an autopsy', () => {
  test('measures what filled a window, by kind and tool', async () => {
    const { windows } = await autopsyOf([
      `09:00 user ${'u'.repeat(700)}
       09:01 thinks ${'r'.repeat(500)}
       09:02 calls toolu_1 Bash ls
       09:03 returns toolu_1 ${'o'.repeat(30_000)}
       09:04 calls toolu_2 Read /a.ts
       09:05 returns toolu_2 ${'f'.repeat(2_000)}
       09:06 assistant ${'a'.repeat(900)}`,
      [10, 100, 20, 5],
    ]);
    expect(windows).toHaveLength(1);
    expect(partsOf(windows[0]!)).toEqual({
      user: 700, reasoning: 500, assistant: 900, 'tool_output Bash': 30_000, 'tool_output Read': 2_000,
      'tool_input Bash': expect.any(Number), 'tool_input Read': expect.any(Number),
    }); // prettier-ignore
    expect(windows[0]!.largest.map(({ chars, message, subject }) => [chars, message, subject]).slice(0, 3)).toEqual([
      [30_000, 2, 'ls'],
      [2_000, 3, '/a.ts'],
      [900, 4, null],
    ]);
    expect(windows[0]).toMatchObject({ first_context: 130, last_context: 130, compaction: null });
  });

  test('ends a window at a compaction and begins the next with nothing', async () => {
    const { windows } = await autopsyOf(
      [`09:00 user ${'u'.repeat(300)}\n09:01 assistant Hi\n09:02 compacts`, [0, 0, 150_000, 5]],
      ['09:03 user On\n09:04 assistant Yes', [0, 0, 9_000, 5]],
    );
    expect(windows.map(({ first_message, last_message }) => [first_message, last_message])).toEqual([
      [0, 1],
      [2, 4],
    ]);
    expect(windows[0]!.compaction).toMatchObject({ message: 2, trigger: 'auto', tokens_before: 9 });
    expect(windows.map(({ first_context }) => first_context)).toEqual([150_000, 9_000]);
    expect(partsOf(windows[1]!)).toEqual({ user: 2, assistant: 3 });
  });

  test('estimates the size of a token only from a growth that was logged', async () => {
    const { windows } = await autopsyOf(
      ['09:00 user Go\n09:01 calls toolu_1 Bash ls', [0, 0, 20_000, 5]],
      [`09:02 returns toolu_1 ${'o'.repeat(40_000)}\n09:03 assistant Done`, [0, 0, 30_000, 5]],
    );
    expect(windows[0]!.chars_before_first).toBe(2);
    expect(windows[0]!.chars_per_token).toBeCloseTo(4, 1);
    const still = await autopsyOf(['09:00 user Go\n09:01 assistant One\n09:02 assistant Two', [0, 0, 20_000, 5]]);
    expect(still.windows[0]!.chars_per_token).toBeNull();
  });

  test('tells turns by their prompts, with what they used', async () => {
    const { turns } = await autopsyOf([
      '09:00 user First\n09:01 assistant One\n09:02 assistant Two\n09:03 user Second\n09:04 assistant Three',
      [10, 100, 20, 5],
    ]);
    expect(turns).toMatchObject([
      { message: 0, prompt: 'First', call_count: 2, first_context: 130, uncached: 60, output: 10 },
      { message: 3, prompt: 'Second', call_count: 1, uncached: 30, output: 5 },
    ]);
    expect(turns[0]!.parts).toEqual([
      { what: 'user', chars: 5 },
      { what: 'assistant', chars: 6 },
    ]);
  });

  test('sees a miss where a call reads less from the cache than was in it, and says what it cost', async () => {
    const { cache_misses, cache_misses_usd } = await autopsyOf(
      ['09:00 user Go\n09:01 assistant One', [0, 0, 50_000, 5]],
      ['10:31 user On\n10:31:30 assistant Two', [0, 0, 51_000, 5]],
      ['10:32 user On\n10:32:30 assistant Three', [0, 51_000, 1_000, 5]],
    );
    expect(cache_misses).toEqual([
      {
        message: 3, basis: 'observed', reason: null, tokens: 50_000, idle_ms: 90 * 60_000 + 30_000,
        cost_usd: expect.closeTo((50_000 * (3.75 - 0.3)) / 1e6, 9),
      },
    ]); // prettier-ignore
    expect(cache_misses_usd).toBe(cache_misses[0]!.cost_usd);
  });

  test('calls it no miss when the window was compacted in between', async () => {
    const { cache_misses, cache_misses_usd } = await autopsyOf(
      ['09:00 user Go\n09:01 assistant One\n09:02 compacts', [0, 0, 50_000, 5]],
      ['09:03 user On\n09:04 assistant Two', [0, 0, 51_000, 5]],
    );
    expect(cache_misses).toEqual([]);
    expect(cache_misses_usd).toBeNull();
  });
});
