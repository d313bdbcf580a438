import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ActiveFile, activityIn } from '../../src/analytics/activity.ts';
import { activeTime } from '../../src/analytics/active-time.ts';
import { acceptedIn, compactionsOf, fileTypeOf, hooksOf, reviewsOf } from '../../src/analytics/events.ts';
import { methods } from '../../src/contract/methods.ts';
import { clockShifts } from '../../src/engine/methods/local-time.ts';
import { scannedEngine, TestHome, type TestEngine, valueOf } from '../engine/running-engine.ts';

const minute = 60_000;

/** A main file of a session that began in the range. */
const file = (part: Partial<ActiveFile>): ActiveFile => ({
  session: 's', is_main: true, active_ms: 0, is_begun: true, calls: [], tool_calls: [], first_edit_at: null, prompts: [], ...part,
}); // prettier-ignore

describe('activity', () => {
  test('of nothing has no days, no hours and no medians', () => {
    const activity = activityIn([]);
    expect(activity).toMatchObject({ by_day: [], by_hour: [], session_count: 0, first_edits: [] });
    expect(activity.turns).toEqual({ total: 0, p50: null, most: null });
    expect(activity.active).toEqual({ count: 0, total_ms: 0, p50_ms: null, p95_ms: null });
  });

  test('counts a session once a day, however many files and hours it has', () => {
    const monday = 4 * 24;
    const { by_day, by_hour, session_count, subagent_count, sessions_with_subagents } = activityIn([
      file({ calls: [{ hour: monday + 9, count: 2 }, { hour: monday + 10, count: 1 }], prompts: [{ at: 1, hour: monday + 9 }] }),
      file({ is_main: false, calls: [{ hour: monday + 9, count: 5 }], tool_calls: [{ day: 4, count: 3 }] }),
      file({ session: 't', calls: [{ hour: monday + 24 + 9, count: 1 }] }),
    ]); // prettier-ignore
    expect(by_day).toEqual([
      { day: 4, session_count: 1, prompt_count: 1, call_count: 8, tool_call_count: 3 },
      { day: 5, session_count: 1, prompt_count: 0, call_count: 1, tool_call_count: 0 },
    ]);
    expect(by_hour).toEqual([
      { weekday: 0, hour: 9, session_count: 1, prompt_count: 1, call_count: 7 },
      { weekday: 0, hour: 10, session_count: 1, prompt_count: 0, call_count: 1 },
      { weekday: 1, hour: 9, session_count: 1, prompt_count: 0, call_count: 1 },
    ]);
    expect([session_count, subagent_count, sessions_with_subagents]).toEqual([2, 1, 1]);
  });

  test('puts each session into the one group of its length', () => {
    const { lengths } = activityIn([0, 59_999, minute, 240 * minute].map((active_ms, n) => file({ session: `${n}`, active_ms })));
    expect(lengths.map((group) => group.session_count)).toEqual([2, 1, 0, 0, 0, 0, 0, 1]);
    expect(lengths.at(-1)).toMatchObject({ from_ms: 240 * minute, to_ms: null });
  }); // prettier-ignore

  test('finds the turn of the first edit, by the session or by one of its subagents', () => {
    const prompts = [1, 10, 20].map((at) => ({ at, hour: 0 }));
    const { first_edits } = activityIn([
      file({ session: 'a', prompts, first_edit_at: 11 }),
      file({ session: 'b', prompts }),
      file({ session: 'b', is_main: false, first_edit_at: 5 }),
      file({ session: 'c', prompts }),
      file({ session: 'earlier', prompts, first_edit_at: 2, is_begun: false }),
    ]);
    expect(first_edits).toEqual([
      { turn: 1, session_count: 1 },
      { turn: 2, session_count: 1 },
      { turn: null, session_count: 1 },
    ]);
  });
});

test('active time is the sum of the gaps that are no pauses', () => {
  expect(activeTime([])).toBe(0);
  expect(activeTime([10 * minute, 0, minute, 6 * minute])).toBe(minute + 5 * minute + 4 * minute);
  expect(activeTime([0, 5 * minute + 1])).toBe(0);
});

test('changes of the clock are found to the millisecond', () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'America/New_York';
  try {
    const shifts = clockShifts(Date.UTC(2026, 0, 1), Date.UTC(2026, 11, 31));
    expect(shifts.map(({ from, ahead_ms }) => [from, ahead_ms / 3_600_000])).toEqual([
      [Date.UTC(2026, 10, 1, 6), -5],
      [Date.UTC(2026, 2, 8, 7), -4],
      [Number.NEGATIVE_INFINITY, -5],
    ]);
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

describe('events', () => {
  test('of reviews are told by decision, by decider and by tool, and an unknown answer is none', () => {
    const reviews = reviewsOf([
      { decision: 'denied', decided_by: 'person', waited_ms: null, tool: 'Bash' },
      { decision: 'granted', decided_by: 'guardian', waited_ms: 2000, tool: 'Bash' },
      { decision: null, decided_by: null, waited_ms: null, tool: null },
    ]);
    expect(reviews).toMatchObject({ count: 3, granted: 1, denied: 1, aborted: 0, unanswered: 1 });
    expect(reviews.waiting).toMatchObject({ count: 1, p50_ms: 2000 });
    expect(reviews.by_decider.map(({ decided_by }) => decided_by).toSorted()).toEqual(['guardian', 'person']);
    expect(reviews.by_tool).toEqual([
      { name: 'Bash', count: 2, granted: 1, denied: 1, unanswered: 0 },
      { name: 'unknown', count: 1, granted: 0, denied: 0, unanswered: 1 },
    ]);
  });

  test('of hooks are gathered by event, name and command', () => {
    const run = { event: 'Stop', name: 'Stop', command: 'lint', duration_ms: 10 };
    const hooks = hooksOf([
      { ...run, outcome: 'ok' },
      { ...run, outcome: 'blocked', duration_ms: 30 },
      { ...run, command: 'other', outcome: 'error', duration_ms: null },
    ]);
    expect(hooks.map(({ command, count, errors, blocked }) => [command, count, errors, blocked])).toEqual([
      ['lint', 2, 0, 1],
      ['other', 1, 1, 0],
    ]);
    expect(hooks[0]!.durations).toEqual({ count: 2, total_ms: 40, p50_ms: 10, p95_ms: 30 });
  });

  test('of compactions keep what is not known apart from what is', () => {
    const none = { tokens_before: null, tokens_after: null, duration_ms: null };
    expect(
      compactionsOf([{ ...none, trigger: 'auto', tokens_before: 100 }, { ...none, trigger: 'auto' }, { ...none, trigger: null }]),
    ).toMatchObject([
      { trigger: 'auto', count: 2, tokens_before: 100, tokens_after: null },
      { trigger: null, count: 1, tokens_before: null },
    ]); // prettier-ignore
  });

  test('of edits add up to the same lines by file type and by model', () => {
    const accepted = acceptedIn([
      { path: '/a/b.ts', model: 'x', lines_added: 3, lines_removed: 1 },
      { path: '/a/b.ts', model: 'y', lines_added: 2, lines_removed: null },
      { path: '/a/Makefile', model: 'x', lines_added: 9, lines_removed: 0 },
    ]);
    expect(accepted).toMatchObject({ lines_added: 14, lines_removed: 1 });
    expect(accepted.by_file_type).toEqual([
      { file_type: 'Makefile', files: 1, lines_added: 9, lines_removed: 0 },
      { file_type: '.ts', files: 1, lines_added: 5, lines_removed: 1 },
    ]);
    expect(accepted.by_model.map(({ model, edits }) => [model, edits])).toEqual([['x', 2], ['y', 1]]); // prettier-ignore
  });

  test.each([
    ['/a/b.test.TS', '.ts'],
    ['C:\\x\\.env', '.env'],
    ['Makefile', 'Makefile'],
    ['/a.b/c', 'c'],
    ['', 'unknown'],
  ])('a file %j is of type %s', (path, type) => {
    expect(fileTypeOf(path)).toBe(type);
  });
});

describe('activity and events of real logs', () => {
  const home = new TestHome(afterAll);
  let engine: TestEngine;
  beforeAll(async () => {
    home.draw(
      `09:00 user look around
       09:01 calls toolu_1 Read /p/a.ts
       09:02 returns toolu_1 text
       09:03 user change it
       09:04 calls toolu_2 Bash ls
       09:05 returns toolu_2 a.ts`,
    );
    home.draw('10:00 user hello', { session_id: 's-2' });
    engine = await scannedEngine(home);
  });

  test('fit the contract, for all days, for a range and for a source without any', async () => {
    for (const input of [{ days: 'all' }, { days: 30 }, { source: 'openai_api' }, { project: 'none' }] as const)
      for (const method of ['activityAnalytics', 'eventAnalytics'] as const) {
        const answer = valueOf<unknown>(await engine.api[method](input));
        expect(methods[method].output.parse(answer)).toEqual(answer);
      }
  });

  test('count what the usage counts', async () => {
    const activity = valueOf(await engine.api.activityAnalytics({ days: 'all' }));
    const usage = valueOf(await engine.api.usageAnalytics({ days: 'all' }));
    const sum = (key: 'prompt_count' | 'call_count' | 'tool_call_count') =>
      activity.by_day.reduce((all, day) => all + day[key], 0);
    expect([sum('prompt_count'), sum('call_count'), sum('tool_call_count')]).toEqual([
      usage.user_message_count,
      usage.totals.call_count,
      usage.tool_call_count,
    ]);
    expect(activity.session_count).toBe(2);
    expect(activity.first_edits).toEqual([{ turn: null, session_count: 2 }]);
  });

  test('the active time of all days is that of the sessions', async () => {
    const usage = valueOf(await engine.api.usageAnalytics({ days: 'all' }));
    const { sessions } = valueOf(await engine.api.sessions({}));
    expect(usage.active_ms).toBe(sessions.reduce((sum, session) => sum + (session.active_ms ?? 0), 0));
    expect(usage.active_ms).toBe(5 * minute);
    const at = (time: string) => `${sessions[0]!.first_message_at!.slice(0, 11)}${time}:00.000Z`;
    const part = valueOf(await engine.api.usageAnalytics({ from: at('09:01'), to: at('09:03') }));
    expect(part.active_ms).toBe(2 * minute);
  });
});
