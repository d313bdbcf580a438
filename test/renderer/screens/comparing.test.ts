import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/contract/message.ts';
import { plainAnalytics } from '../../../src/renderer/store/analytics-place.ts';
import { calendarOf, heatOf } from '../../../src/renderer/screens/analytics/calendar.ts';
import { alignTurns, type Turn, turnsOf } from '../../../src/renderer/screens/analytics/compare/align.ts';
import { differenceOf, relativeDifferenceOf } from '../../../src/renderer/screens/analytics/compare/differences.ts';
import { rangeFromText, rangeOfSide, sidesOf } from '../../../src/renderer/screens/analytics/compare/sides.ts';
import { forecastOf, monthsFor } from '../../../src/renderer/screens/analytics/forecast.ts';
import { noTokens } from '../../../src/contract/units.ts';

const turn = (prompt: string, ...steps: string[]): Turn => ({ index: 0, prompt, steps });

describe('turns next to each other', () => {
  test('are the same when prompts and steps are', () => {
    const turns = [turn('a', 'Bash ls'), turn('b')];
    expect(alignTurns(turns, structuredClone(turns)).divergence).toBeNull();
    expect(alignTurns([], [])).toEqual({ turns: [], divergence: null });
  });

  test('part where the first prompt or step differs, or where one ends', () => {
    expect(alignTurns([turn('a'), turn('b')], [turn('a'), turn('c')]).divergence).toBe(1);
    const { turns, divergence } = alignTurns([turn('a', 'x', 'y')], [turn('a', 'x', 'z', 'y')]);
    expect([divergence, turns[0]!.same_steps, turns[0]!.is_same_prompt]).toEqual([0, 1, true]);
    expect(alignTurns([turn('a')], [turn('a'), turn('b')]).divergence).toBe(1);
  });

  test('hold what a person wrote and which tools were called', () => {
    const message = (role: 'user' | 'assistant', blocks: object[], is_meta = false): Message =>
      ({ index: 3, role, is_meta, blocks }) as unknown as Message;
    expect(
      turnsOf([
        message('user', [{ type: 'text', text: 'caveat', is_injected: true }]),
        message('user', [{ type: 'text', text: ' fix it ', is_injected: false }]),
        message('assistant', [{ type: 'tool_call', name: 'Bash', subject: 'ls' }]),
        message('user', [{ type: 'text', text: 'meta', is_injected: false }], true),
        message('assistant', [{ type: 'tool_call', name: 'Todo', subject: null }]),
      ]),
    ).toEqual([{ index: 3, prompt: 'fix it', steps: ['Bash ls', 'Todo'] }]);
  });
});

describe('differences', () => {
  const of = (a: number | null, b: number | null) => ({ name: '', a, b, format: (value: number | null) => `${value}` });
  test.each([
    [5, 7, '+2', '+40 %'],
    [7, 5, '−2', '−29 %'],
    [1, 3, '+2', '× 3.0'],
    [0, 3, '+3', ''],
    [4, 4, '', ''],
    [null, 4, '', ''],
  ])('from %s to %s are %j and %j', (a, b, difference, relative) => {
    expect([differenceOf(of(a, b)), relativeDifferenceOf(of(a, b))]).toEqual([difference, relative]);
  });
});

describe('sides', () => {
  const today = new Date(2026, 10, 21);

  test('of ranges are the range of the page and the one before it, unless chosen', () => {
    const place = { ...plainAnalytics, days: 7, view: 'compare' } as const;
    expect(sidesOf(place, today)).toEqual(['2026-11-15..2026-11-21', '2026-11-08..2026-11-14']);
    expect(sidesOf({ ...place, b: '2026-01-01..2026-01-02' }, today)[1]).toBe('2026-01-01..2026-01-02');
    expect(sidesOf({ ...place, b: 'nonsense' }, today)[1]).toBe('2026-11-08..2026-11-14');
    expect(sidesOf({ ...place, from: '2026-11-01', to: '2026-11-10' }, today)).toEqual([
      '2026-11-01..2026-11-10',
      '2026-10-22..2026-10-31',
    ]);
  });

  test('of models are those chosen, and the filters of the page hold for both', () => {
    const place = { ...plainAnalytics, by: 'model', project: '/p', a: 'one' } as const;
    expect(sidesOf(place, today)).toEqual(['one', null]);
    expect(rangeOfSide(place, 'one')).toEqual({ days: 30, source: 'all', project: '/p', model: 'one' });
  });

  test('that are no ranges are none', () => {
    expect(rangeFromText('2026-02-01..2026-01-01')).toBeNull();
    expect(rangeFromText(null)).toBeNull();
  });
});

describe('the calendar', () => {
  const day = (name: string) => ({ day: name, session_count: 1, prompt_count: 1, call_count: 1, tool_call_count: 0 });

  test('has every day of the range once, in weeks from Monday on', () => {
    const { weeks, is_cut } = calendarOf([day('2026-11-20')], '2026-10-28', '2026-11-21');
    const days = weeks.flatMap((week) => week.days).filter((each) => each !== null);
    expect([days.length, days[0]!.day, days.at(-1)!.day, is_cut]).toEqual([25, '2026-10-28', '2026-11-21', false]);
    expect(weeks[0]!.days.slice(0, 2)).toEqual([null, null]);
    expect(days.find((each) => each.day === '2026-11-20')?.session_count).toBe(1);
    expect(weeks.map((week) => week.is_month_start)).toEqual([true, true, false, false]);
  });

  test('holds the last 53 weeks of a long range', () => {
    const { weeks, is_cut } = calendarOf([], '2020-01-01', '2026-11-21');
    expect([weeks.length, is_cut]).toEqual([53, true]);
  });

  test('draws nothing pale for a little and the most darkest', () => {
    expect([0, 1, 25, 100].map((count) => heatOf(count, 100))).toEqual([0, 1, 2, 4]);
  });
});

describe('the forecast', () => {
  const row = (day: string, cost_usd: number | null, total = 10) => ({
    day, cost_usd, tokens: { ...noTokens, total }, unpriced_tokens: cost_usd === null ? total : 0, call_count: 1, session_count: 1,
  }); // prettier-ignore
  const now = new Date(2026, 10, 21, 12);

  test('is what was, and the mean of the last 28 days for what is left of the month', () => {
    const forecast = forecastOf([row('2026-10-30', 28), row('2026-11-02', 28), row('2026-11-21', 5)], now)!;
    expect(forecast).toMatchObject({ month: '2026-11', days_left: 9, so_far: { cost_usd: 33 }, is_at_least: false });
    expect(forecast.whole.cost_usd).toBeCloseTo(33 + 9 * 2);
  });

  test('is none without anything to go by, and says when prices are missing', () => {
    expect(forecastOf([row('2026-11-21', 5)], now)).toBeNull();
    expect(forecastOf([row('2026-11-20', null)], now)).toMatchObject({ is_at_least: true, so_far: { cost_usd: 0 } });
  });

  test('looks at the whole month and at 28 days before today', () => {
    expect(monthsFor(now)).toEqual({ from: '2026-10-24', to: '2026-11-21' });
    expect(monthsFor(new Date(2026, 11, 30))).toEqual({ from: '2026-12-01', to: '2026-12-30' });
  });
});
