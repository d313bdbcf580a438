import { describe, expect, test } from 'vitest';
import type { Message } from '../../../src/contract/message.ts';
import { fail, ok } from '../../../src/contract/result.ts';
import { formatCost } from '../../../src/renderer/format/numbers.ts';
import { type AnalyticsPlace, plainAnalytics } from '../../../src/renderer/store/analytics-place.ts';
import { calendarOf, heatOf } from '../../../src/renderer/screens/analytics/calendar.ts';
import {
  alignTurns,
  comparableTurns,
  type Turn,
  turnsOf,
} from '../../../src/renderer/screens/analytics/compare/align.ts';
import { differenceOf, relativeDifferenceOf } from '../../../src/renderer/screens/analytics/compare/differences.ts';
import { readTurns } from '../../../src/renderer/screens/analytics/compare/read-turns.ts';
import {
  listOfSide,
  namesOfSides,
  rangeFromText,
  rangeOfSide,
  sidesOf,
} from '../../../src/renderer/screens/analytics/compare/sides.ts';
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

describe('a thread that is read page by page', () => {
  const message = (index: number): Message =>
    ({
      index,
      role: index % 400 === 0 ? 'user' : 'assistant',
      is_meta: false,
      blocks:
        index % 400 === 0
          ? [{ type: 'text', text: `prompt ${index}`, is_injected: false }]
          : [{ type: 'tool_call', name: 'Bash', subject: String(index) }],
    }) as unknown as Message;
  const pageOf =
    (total: number, asked: number[] = []) =>
    async (offset: number, limit: number) => {
      asked.push(offset);
      const messages = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) =>
        message(offset + at),
      );
      return ok({ messages, total, next_offset: null });
    };

  test('has the same turns as one that is read at once, and no page is read twice', async () => {
    const asked: number[] = [];
    const read = await readTurns(pageOf(1_234, asked), 10_000);
    const whole = turnsOf(Array.from({ length: 1_234 }, (_, index) => message(index)));
    expect(read).toEqual(ok({ turns: whole, total: 1_234, read: 1_234 }));
    expect(asked).toEqual([0, 500, 1_000]);
  });

  test('is read as far as is wanted, to its end, or to where reading fails', async () => {
    expect(await readTurns(pageOf(5_000), 600)).toMatchObject({ value: { read: 1_000, total: 5_000 } });
    expect(await readTurns(pageOf(0), 600)).toEqual(ok({ turns: [], total: 0, read: 0 }));
    const shrunk = async (offset: number) =>
      ok({ messages: offset === 0 ? [message(0)] : [], total: 9, next_offset: null });
    expect(await readTurns(shrunk, 600)).toMatchObject({ value: { read: 1, total: 1 } });
    const gone = fail('source_gone', 'It is gone.');
    expect(await readTurns(async () => gone, 600)).toEqual(gone);
  });

  test('is compared up to the last turn that is known to be over', () => {
    const turns = [turn('a'), turn('b'), turn('c')];
    const all = { turns, total: 3, read: 3 };
    const part = { turns: turns.slice(0, 2), total: 9, read: 2 };
    expect(comparableTurns(all, part)).toEqual([[turn('a')], [turn('a')]]);
    expect(comparableTurns(part, { ...all, turns: [] })).toEqual([[turn('a')], []]);
    expect(comparableTurns(all, all)).toEqual([turns, turns]);
    expect(comparableTurns({ turns: [], total: 5, read: 2 }, all)).toEqual([[], []]);
  });
});

describe('differences', () => {
  const of = (a: number | null, b: number | null) => ({
    name: '',
    a,
    b,
    list: null,
    format: (value: number | null) => `${value}`,
  });
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

  test('too small for words of their own say which way they go', () => {
    expect(differenceOf({ ...of(1, 1.004), format: formatCost })).toBe('<$0.01 more');
    expect(differenceOf({ ...of(1, 0.996), format: formatCost })).toBe('<$0.01 less');
  });
});

describe('sides', () => {
  const today = new Date(2026, 10, 21);

  test('of ranges are the one before that of the page and this, unless chosen', () => {
    const place = { ...plainAnalytics, days: 7, view: 'compare' } as const;
    expect(sidesOf(place, today)).toEqual(['2026-11-08..2026-11-14', '2026-11-15..2026-11-21']);
    expect(sidesOf({ ...place, b: '2026-01-01..2026-01-02' }, today)[1]).toBe('2026-01-01..2026-01-02');
    expect(sidesOf({ ...place, b: 'nonsense' }, today)[1]).toBe('2026-11-15..2026-11-21');
    expect(sidesOf({ ...place, from: '2026-11-01', to: '2026-11-10' }, today)).toEqual([
      '2026-10-22..2026-10-31',
      '2026-11-01..2026-11-10',
    ]);
  });

  test('open to their sessions: the filters of the page, the side, and what the figure is of', () => {
    const q = (place: AnalyticsPlace, side: string, filter = {}) => listOfSide(place, side, filter).list.q;
    const place = { ...plainAnalytics, source: 'one', project: '/p' } as const;
    expect(q(place, '2026-11-08..2026-11-14')).toBe('source:one project:/p after:2026-11-08 before:2026-11-14');
    expect(q({ ...place, by: 'model', from: '2026-11-01', to: '2026-11-02' }, 'm', { tool: 'Bash' })).toBe(
      'source:one project:/p model:m after:2026-11-01 before:2026-11-02 tool:Bash',
    );
    expect(q({ ...place, by: 'project', days: 'all' }, '/other')).toBe('source:one project:/other');
  });

  test('have names that differ', () => {
    const place = { ...plainAnalytics, by: 'project' } as const;
    expect(namesOfSides(place, ['/work/cli', '/old/cli'])).toEqual(['work/cli', 'old/cli']);
    expect(namesOfSides(place, ['/work/cli', 'none'])).toEqual(['cli', 'No project']);
    const [longer] = namesOfSides(plainAnalytics, ['2019-12-30..2020-01-02', '2020-01-01..2020-01-02']);
    expect(longer).toBe('30 Dec 2019 – 2 Jan 2020');
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
