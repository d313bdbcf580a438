import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { durationRanks, ToolTally } from '../../src/analytics/tools.ts';
import type { Input, Output } from '../../src/contract/api.ts';
import { methods } from '../../src/contract/methods.ts';
import { scannedEngine, TestHome, type TestEngine, valueOf } from '../engine/running-engine.ts';

describe('durations', () => {
  test.each([
    [[5], 5, 5],
    [[1, 2], 1, 2],
    [[1, 2, 3], 2, 3],
    [[0, 0, 0, 10], 0, 10],
    [Array.from({ length: 100 }, (_, n) => n + 1), 50, 95],
    [Array.from({ length: 20 }, (_, n) => n + 1), 10, 19],
    [Array.from({ length: 21 }, (_, n) => n + 1), 11, 20],
  ])('of %j have median and 95th percentile by nearest rank', (ms, p50_ms, p95_ms) => {
    expect(durationRanks(new Map([['Bash', ms]]))).toEqual({ Bash: { count: ms.length, p50_ms, p95_ms } });
  });

  test('of no tool are none', () => {
    expect(durationRanks(new Map())).toEqual({});
  });
});

/** Counts of so many calls each. */
function tallied(groups: readonly { name: string; outcome: string | null; count: number }[]) {
  const tally = new ToolTally();
  for (const { name, outcome, count } of groups)
    for (let at = 0; at < count; at++) tally.add({ name, outcome, ms: null, command: null, program: null });
  return tally.counts(50);
}

describe('counts', () => {
  test('hold every ending, errors and denials apart, most used first', () => {
    const groups = [
      { name: 'Read', outcome: 'ok', count: 2 },
      { name: 'Bash', outcome: 'ok', count: 3 },
      { name: 'Bash', outcome: 'error', count: 1 },
      { name: 'Edit', outcome: 'denied', count: 2 },
      { name: 'Edit', outcome: null, count: 1 },
    ];
    const { tool_counts, tool_errors, tool_denials } = tallied(groups);
    expect(Object.entries(tool_counts)).toEqual([['Bash', 4], ['Edit', 3], ['Read', 2]]); // prettier-ignore
    expect(tool_errors).toEqual({ Bash: 1 });
    expect(tool_denials).toEqual({ Edit: 2 });
  });

  test('of tools named like inherited keys stay what they are', () => {
    const { tool_counts } = tallied([
      { name: '__proto__', outcome: 'ok', count: 2 },
      { name: 'constructor', outcome: 'ok', count: 1 },
    ]);
    expect(Object.entries(tool_counts)).toEqual([['__proto__', 2], ['constructor', 1]]); // prettier-ignore
  });
});

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, count) => all + count, 0);

describe('tools of real logs', () => {
  const home = new TestHome(afterAll);
  let engine: TestEngine;
  const tools = async (input: Input<'toolAnalytics'> = {}): Promise<Output<'toolAnalytics'>> => {
    const answer = valueOf(await engine.api.toolAnalytics({ days: 'all', ...input }));
    expect(methods.toolAnalytics.output.parse(answer)).toEqual(answer);
    return answer;
  };

  beforeAll(async () => {
    home.draw(
      `09:00:00 user go
       09:00:00 calls b1 Bash npm test
       09:00:04 returns b1 ok
       09:00:10 calls b2 Bash npm test
       09:00:12 fails b2 Exit code 1
       09:00:20 calls b3 Bash cd /srv && git push
       09:00:21 fails b3 The user doesn't want to proceed with this tool use.
       09:00:30 calls r1 Read /home/dev/site/a.ts
       09:00:31 returns r1 text
       09:00:32 calls r2 Read /home/dev/site/a.ts
       09:00:33 returns r2 text
       09:00:34 calls r3 Read /home/dev/site/gone.ts
       09:00:35 fails r3 File does not exist.
       09:00:40 calls w1 Write /home/dev/site/b.ts
       09:00:41 returns w1 done
       09:00:42 calls e1 Edit /home/dev/site/b.ts
       09:00:43 returns e1 done
       09:00:50 calls open Bash sleep 100
       09:00:55 returns nowhere lost`,
      { session_id: 'first', day: '2026-08-01' },
    );
    home.draw('09:00 calls o1 Bash ls\n09:05 returns o1 out\n-- calls o2 Grep x', {
      session_id: 'second', day: '2026-08-05', cwd: '/home/dev/shop', model: 'claude-opus-4-1',
    }); // prettier-ignore
    engine = await scannedEngine(home);
  });

  test('are counted with errors and denials apart', async () => {
    const answer = await tools();
    expect(answer).toMatchObject({
      tool_counts: { Bash: 5, Read: 3, Edit: 1, Grep: 1, Write: 1 },
      tool_errors: { Bash: 1, Read: 1 },
      tool_denials: { Bash: 1 },
      session_count: 2,
      date_range_days: null,
      source: 'all',
      source_status: 'available',
    });
    expect(Object.keys(answer.tool_counts)[0]).toBe('Bash');
  });

  test('name files only when the call went well, commands and programs always', async () => {
    const answer = await tools();
    expect(answer.top_files_read).toEqual([{ path: '/home/dev/site/a.ts', count: 2 }]);
    expect(answer.top_files_written).toEqual([{ path: '/home/dev/site/b.ts', count: 2 }]);
    expect(answer.top_commands[0]).toEqual({ command: 'npm test', count: 2 });
    expect(answer.top_commands.map(({ command }) => command).toSorted()).toEqual([
      'cd /srv && git push',
      'ls',
      'npm test',
      'sleep 100',
    ]);
    expect(answer.top_programs[0]).toEqual({
      program: 'npm',
      count: 2,
      error_count: 1,
      command_count: 1,
      commands: [{ command: 'npm test', count: 2, error_count: 1 }],
    });
    expect(answer.top_programs.map(({ program, count, error_count }) => ({ program, count, error_count }))).toEqual([
      { program: 'npm', count: 2, error_count: 1 },
      { program: 'git', count: 1, error_count: 0 },
      { program: 'ls', count: 1, error_count: 0 },
      { program: 'sleep', count: 1, error_count: 0 },
    ]);
  });

  test('have durations of the calls whose end is known', async () => {
    const { tool_durations } = await tools();
    expect(tool_durations['Bash']).toEqual({ count: 4, p50_ms: 2000, p95_ms: 300_000 });
    expect(tool_durations['Read']).toEqual({ count: 3, p50_ms: 1000, p95_ms: 1000 });
    expect(tool_durations['Grep']).toBeUndefined();
  });

  test('can be those of a range, a project or a model', async () => {
    expect((await tools({ from: '2026-08-05', to: '2026-08-05' })).tool_counts).toEqual({ Bash: 1 });
    expect(await tools({ project: '/home/dev/shop' })).toMatchObject({
      tool_counts: { Bash: 1, Grep: 1 },
      session_count: 1,
    });
    expect((await tools({ model: 'claude-opus-4-1' })).tool_counts).toEqual({ Bash: 1, Grep: 1 });
    expect(await tools({ from: '2020-01-01', to: '2020-01-02' })).toMatchObject({ tool_counts: {}, session_count: 0 });
    expect(await tools({ project: '/home/dev/sho' })).toMatchObject({ tool_counts: {} });
  });

  test('agree with usage and with the sessions', async () => {
    const { tool_counts, tool_errors } = await tools();
    const usage = valueOf(await engine.api.usageAnalytics({ days: 'all' }));
    expect([usage.tool_call_count, usage.tool_error_count]).toEqual([sum(tool_counts), sum(tool_errors)]);
    const { sessions } = valueOf(await engine.api.sessions({}));
    expect(sessions.reduce((all, session) => all + session.tool_call_count, 0)).toBe(sum(tool_counts));
  });
});

test('the last days end today: what a wrong clock wrote into the future is in none of them', async () => {
  const home = new TestHome();
  const day = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
  home.draw('12:00 user Now\n12:00 calls n1 Read /a', { session_id: 'now', day: day(Date.now() - 3 * 86_400_000) });
  home.draw('12:00 user Then\n12:00 calls f1 Grep x', { session_id: 'then', day: day(Date.now() + 400 * 86_400_000) });
  const one = await scannedEngine(home);
  const { tool_counts } = valueOf(await one.api.toolAnalytics({ days: 7 }));
  expect(tool_counts).toEqual({ Read: 1 });
  const all = valueOf(await one.api.toolAnalytics({ days: 'all' }));
  expect(all.tool_counts).toEqual({ Read: 1, Grep: 1 });
});
