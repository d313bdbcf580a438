import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input } from '../../src/contract/api.ts';
import { weekdayWords } from '../../src/contract/list-words.ts';
import { errorOf, scannedEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

const home = new TestHome(afterAll);
let engine: TestEngine;

/** Forty sessions over eleven days, of a minute to seven hours, with edits in early turns, late ones or none. */
beforeAll(async () => {
  for (let n = 0; n < 40; n++) {
    const id = String(n).padStart(2, '0');
    const hour = String((n * 7) % 17).padStart(2, '0');
    const turns = n % 10;
    const lines = [`${hour}:00 user begin`, `${hour}:01 assistant yes`];
    for (let turn = 0; turn < turns; turn++) {
      lines.push(`${hour}:${String(2 + turn * 3).padStart(2, '0')} user go on`);
      const at = `${hour}:${String(3 + turn * 3).padStart(2, '0')}`;
      if (turn === n % 12) lines.push(`${at} calls e-${id} Write /p/a.ts`, `${at}:30 returns e-${id} done`);
      else lines.push(`${at} assistant so`);
    }
    if (n % 5 === 0) lines.push(`${String(Number(hour) + (n % 7)).padStart(2, '0')}:50 assistant late`);
    const day = `2026-08-${String(3 + (n % 11)).padStart(2, '0')}`;
    home.draw(lines.join('\n'), {
      session_id: `s-${id}`,
      day,
      cwd: n % 2 === 0 ? '/home/dev/a' : '/home/dev/b',
      model: n % 3 === 0 ? 'claude-opus-4' : 'claude-opus-4-1',
    });
  }
  home.draw('-- user No time at all', { session_id: 'timeless' });
  engine = await scannedEngine(home);
});

const total = async (input: Input<'sessions'>): Promise<number> =>
  valueOf(await engine.api.sessions({ limit: 1, ...input })).total;
const words = (ms: number): string => `${ms / 60_000}m`;

describe.each<[string, Pick<Input<'sessions'>, 'from' | 'to' | 'project'>]>([
  ['all days', {}],
  ['some days', { from: '2026-08-05', to: '2026-08-09' }],
  ['parts of days', { from: '2026-08-06T04:10:00Z', to: '2026-08-08T11:07:00Z' }],
  ['a project', { project: '/home/dev/a' }],
])('of %s', (_, range) => {
  const asked = Object.keys(range).some((key) => key !== 'project') ? range : ({ ...range, days: 'all' } as const);

  test('each group of lengths has as many sessions as the list shows for it', async () => {
    const { lengths } = valueOf(await engine.api.activityAnalytics(asked));
    const groups = lengths.map(({ from_ms, to_ms, session_count }) => ({
      active: to_ms === null ? `>=${words(from_ms)}` : `${words(from_ms)}..${words(to_ms)}`,
      count: session_count,
    }));
    expect(groups.filter(({ count }) => count > 0).length).toBeGreaterThan(1);
    for (const { active, count } of groups)
      expect([active, await total({ ...range, active })]).toEqual([active, count]);
  });

  test('all sessions, and those of each day, are as many as the list shows', async () => {
    const { session_count, by_day } = valueOf(await engine.api.activityAnalytics(asked));
    expect(await total({ ...range, has: 'activity' })).toBe(session_count);
    const isPart = range.from?.includes('T') ?? false;
    for (const { day, session_count: count } of isPart ? [] : by_day)
      expect([day, await total({ ...range, from: day, to: day, has: 'activity' })]).toEqual([day, count]);
  });

  test('usage has as many sessions as the list shows, in all, by model, by project and by day', async () => {
    const usage = valueOf(await engine.api.usageAnalytics(asked));
    const counted = async (input: Input<'sessions'>) => await total({ ...range, ...input, has: 'usage' });
    expect(await counted({})).toBe(usage.totals.session_count);
    expect(usage.by_model.length).toBe(2);
    for (const { model, session_count } of usage.by_model)
      expect([model, await counted({ model })]).toEqual([model, session_count]);
    for (const { project_dir, session_count } of usage.by_project)
      expect([project_dir, await counted({ project: project_dir ?? 'none' })]).toEqual([project_dir, session_count]);
    for (const { day, session_count } of range.from?.includes('T') ? [] : usage.by_day)
      expect([day, await counted({ from: day, to: day })]).toEqual([day, session_count]);
  });

  test('each hour of the week has as many sessions as the list shows for it', async () => {
    const { by_hour } = valueOf(await engine.api.activityAnalytics(asked));
    expect(by_hour.length).toBeGreaterThan(2);
    const counts = new Map(by_hour.map((row) => [row.weekday * 24 + row.hour, row.session_count]));
    for (let place = 0; place < 7 * 24; place++) {
      const [weekday, hour] = [weekdayWords[Math.floor(place / 24)]!, String(place % 24)];
      if (!counts.has(place) && place % 5 > 0) continue;
      const listed = await total({ ...range, weekday, hour });
      expect([weekday, hour, listed]).toEqual([weekday, hour, counts.get(place) ?? 0]);
    }
  });

  test('each turn of the first edit has as many sessions as the list shows for it', async () => {
    const { first_edits } = valueOf(await engine.api.activityAnalytics(asked));
    expect(first_edits.length).toBeGreaterThan(1);
    for (const { turn, session_count } of first_edits) {
      const edited = turn === null ? 'never' : turn >= 8 ? '8+' : String(turn);
      expect([edited, await total({ ...range, edited })]).toEqual([edited, session_count]);
    }
  });
});

test('a length is from the first to the last message', async () => {
  const { sessions } = valueOf(await engine.api.sessions({ limit: 1000 }));
  const long = sessions.filter(({ duration_ms }) => duration_ms !== null && duration_ms >= 20 * 60_000).length;
  expect(long).toBeGreaterThan(3);
  expect(await total({ length: '20m' })).toBe(long);
  const timed = sessions.filter(({ duration_ms }) => duration_ms !== null).length;
  expect(await total({ length: '<20m' })).toBe(timed - long);
});

test('an hour of any day, and any hour of a weekday, are asked for alone', async () => {
  const { by_hour, session_count } = valueOf(await engine.api.activityAnalytics({ days: 'all' }));
  const mondays = by_hour.filter((row) => row.weekday === 0);
  const listed = await total({ weekday: 'mon' });
  expect(listed).toBeGreaterThanOrEqual(Math.max(...mondays.map((row) => row.session_count)));
  expect(await total({ hour: '0-23' })).toBe(session_count);
});

test('what is no length, hour or turn is refused in words', async () => {
  for (const input of [{ length: 'long' }, { active: '2h..1h' }, { hour: '25' }, { edited: '0' }])
    expect(errorOf(await engine.api.sessions(input)).code).toBe('bad_request');
});

test('a tool in a range of days is one that was called within it', async () => {
  const [first] = valueOf(await engine.api.sessions({ tool: 'Write', sort: 'oldest', limit: 1 })).sessions;
  const day = first!.first_message_at!.slice(0, 10);
  const at = (time: string) => `${day}T${time}Z`;
  const writes = valueOf(await engine.api.sessions({ tool: 'Write', from: day, to: day })).total;
  expect(writes).toBeGreaterThan(0);
  const before = { from: at('00:00:00'), to: first!.first_message_at!, file: '/p/a.ts' };
  const ids = valueOf(await engine.api.sessions(before)).sessions.map(({ session_id }) => session_id);
  expect(ids).not.toContain(first!.session_id);
});
