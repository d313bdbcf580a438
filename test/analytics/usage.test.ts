import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { usageBreakdown, type UsageGroup } from '../../src/analytics/usage.ts';
import type { Input, Output } from '../../src/contract/api.ts';
import { methods } from '../../src/contract/methods.ts';
import { noTokens } from '../../src/contract/units.ts';
import { sessionFromText } from '../engine/claude-log.ts';
import { scannedEngine, startTestEngine, TestHome, type TestEngine, valueOf } from '../engine/running-engine.ts';

// A zone whose days have 23, 24 and 25 hours; set before any date is made.
process.env['TZ'] = 'America/New_York';

const group = (part: Partial<UsageGroup>): UsageGroup => ({
  session: 's', source: 'a_source', day: '2026-08-01', model: 'm', project_dir: '/p', tokens: { ...noTokens, input: 1, total: 1 },
  cost_usd: 1, unpriced_tokens: 0, call_count: 1, ...part,
}); // prettier-ignore

describe('a breakdown', () => {
  test('of nothing has no rows and no cost', () => {
    expect(usageBreakdown([])).toEqual({
      totals: { tokens: noTokens, cost_usd: null, unpriced_tokens: 0, call_count: 0, session_count: 0 },
      by_day: [],
      by_model: [],
      by_project: [],
      by_source: [],
      by_day_model: [],
      by_day_project: [],
      by_day_source: [],
    });
  });

  test('adds up in every way to the same totals', () => {
    const groups = ['2026-08-01', '2026-08-02'].flatMap((day, d) =>
      ['a', 'b', 'c'].flatMap((model, m) =>
        ['/p', null].map((project_dir, p) =>
          group({ day, model, project_dir, session: `${d}${p}`, call_count: d + m + p, cost_usd: m === 0 ? null : m }),
        ),
      ),
    );
    const { totals, ...tables } = usageBreakdown(groups);
    expect(totals).toMatchObject({ cost_usd: 12, session_count: 4, tokens: { input: 12, total: 12 } });
    for (const rows of Object.values(tables)) {
      expect(rows.reduce((sum, row) => sum + row.call_count, 0)).toBe(totals.call_count);
      expect(rows.reduce((sum, row) => sum + (row.cost_usd ?? 0), 0)).toBe(totals.cost_usd);
      expect(rows.reduce((sum, row) => sum + row.tokens.total, 0)).toBe(totals.tokens.total);
    }
  });

  test('knows no cost for a model without a price, and a cost of nothing is one', () => {
    const { by_model, totals } = usageBreakdown([
      group({ model: 'unpriced', cost_usd: null, unpriced_tokens: 5 }),
      group({ model: 'free', cost_usd: 0 }),
    ]);
    expect(by_model.map(({ model, cost_usd }) => [model, cost_usd])).toEqual([['unpriced', null], ['free', 0]]); // prettier-ignore
    expect(totals).toMatchObject({ cost_usd: 0, unpriced_tokens: 5 });
  });

  test('orders days by time, and models and projects by cost, then tokens', () => {
    const { by_day, by_model, by_project } = usageBreakdown([
      group({ day: '2026-08-02', model: 'cheap', project_dir: '/small', tokens: { ...noTokens, total: 1 } }),
      group({ day: '2026-08-01', model: 'large', project_dir: '/large', tokens: { ...noTokens, total: 9 } }),
      group({ day: '2026-08-03', model: 'dear', project_dir: '/dear', cost_usd: 5 }),
    ]);
    expect(by_day.map((row) => row.day)).toEqual(['2026-08-01', '2026-08-02', '2026-08-03']);
    expect(by_model.map((row) => row.model)).toEqual(['dear', 'large', 'cheap']);
    expect(by_project.map((row) => row.project_dir)).toEqual(['/dear', '/large', '/small']);
  });

  test('counts calls without a time in the totals and on no day', () => {
    const { totals, by_day, by_day_model } = usageBreakdown([group({ day: null }), group({})]);
    expect(totals.call_count).toBe(2);
    expect([...by_day, ...by_day_model].map((row) => row.call_count)).toEqual([1, 1]);
  });
});

/** Today and the days before it, at noon by the local clock. */
const daysAgo = (days: number): Date => {
  const at = new Date();
  at.setHours(12, 0, 0, 0);
  at.setDate(at.getDate() - days);
  return at;
};

const daysOf = (answer: Output<'usageAnalytics'>) =>
  Object.fromEntries(answer.by_day.map((row) => [row.day, row.call_count]));

describe('usage of real logs', () => {
  const home = new TestHome(afterAll);
  let engine: TestEngine;
  const usage = async (input: Input<'usageAnalytics'> = {}): Promise<Output<'usageAnalytics'>> => {
    const answer = valueOf(await engine.api.usageAnalytics({ days: 'all', ...input }));
    expect(methods.usageAnalytics.output.parse(answer)).toEqual(answer);
    return answer;
  };

  beforeAll(async () => {
    // 04:00 UTC is midnight in New York in summer, 05:00 in winter.
    home.draw('03:59:59.999 assistant before\n04:00 assistant after', { session_id: 'midnight', day: '2026-08-02' });
    // The clock goes back on 1 November 2026 at 06:00 UTC: that day has 25 hours, and ends at 05:00 UTC.
    home.draw(
      '03:59:59 assistant on 31 October\n04:00 assistant first\n05:30 assistant in the hour\n06:30 assistant that comes twice',
      { session_id: 'long-day', day: '2026-11-01' },
    );
    home.draw('04:59:59.999 assistant last\n05:00 assistant on 2 November', {
      session_id: 'long-day-end',
      day: '2026-11-02',
    });
    // It goes forward on 8 March 2026: that day has 23 hours, and ends at 04:00 UTC.
    home.draw('05:00 assistant first', { session_id: 'short-day', day: '2026-03-08' });
    home.draw('03:59:59.999 assistant last\n04:00 assistant on 9 March', {
      session_id: 'short-day-end',
      day: '2026-03-09',
    });
    home.draw('09:00 assistant own model', {
      session_id: 'unpriced',
      day: '2026-05-01',
      cwd: '/home/dev/other',
      model: 'house-model',
      usage: [1000, 0, 0, 10],
    });
    home.draw('-- assistant when?', { session_id: 'timeless', cwd: '/home/dev/timeless' });
    for (const days of [0, 6, 7, 29, 30, 89, 90]) {
      const at = daysAgo(days).toISOString();
      home.draw(`${at.slice(11, 23)} user go\n${at.slice(11, 23)} assistant recent`, {
        session_id: `ago-${days}`,
        day: at.slice(0, 10),
        cwd: '/home/dev/recent',
      });
    }
    engine = await scannedEngine(home);
  });

  test('falls on the local day of each call, also on days of 23 and 25 hours', async () => {
    expect(daysOf(await usage({ project: '/home/dev/site' }))).toEqual({
      '2026-03-08': 2,
      '2026-03-09': 1,
      '2026-08-01': 1,
      '2026-08-02': 1,
      '2026-10-31': 1,
      '2026-11-01': 4,
      '2026-11-02': 1,
    });
  });

  test.each([
    ['2026-08-01', { '2026-08-01': 1 }],
    ['2026-08-02', { '2026-08-02': 1 }],
    ['2026-11-01', { '2026-11-01': 4 }],
    ['2026-11-02', { '2026-11-02': 1 }],
    ['2026-03-08', { '2026-03-08': 2 }],
    ['2026-03-09', { '2026-03-09': 1 }],
    ['2026-07-31', {}],
  ])('of one day, %s, is that of the whole local day and no other', async (day, expected) => {
    expect(daysOf(await usage({ from: day, to: day, project: '/home/dev/site' }))).toEqual(expected);
  });

  test('between two instants holds both ends', async () => {
    const range = { from: '2026-08-02T03:59:59.999Z', to: '2026-08-02T04:00:00Z', project: '/home/dev/site' };
    expect((await usage(range)).totals.call_count).toBe(2);
    expect((await usage({ ...range, to: '2026-08-02T03:59:59.999Z' })).totals.call_count).toBe(1);
  });

  test.each([[1, 1], [7, 2], [8, 3], [30, 4], [31, 5], [90, 6], [91, 7], ['all', 7]] as const)('of the last %s days begins at a local midnight, today included', async (days, calls) => {
    const answer = await usage({ days, project: '/home/dev/recent' });
    expect(answer.totals).toMatchObject({ call_count: calls, session_count: calls });
    expect(answer.user_message_count).toBe(calls);
    expect(answer.date_range_days).toBe(days === 'all' ? null : days);
  }); // prettier-ignore

  test('with from and to has no number of days', async () => {
    expect((await usage({ from: '2026-08-01', to: '2026-08-02' })).date_range_days).toBeNull();
    expect((await usage({ days: 7, from: '2026-08-01' })).date_range_days).toBeNull();
  });

  test('of a model without a price has tokens and no cost', async () => {
    const row = (await usage()).by_model.find(({ model }) => model === 'house-model');
    expect(row).toMatchObject({ cost_usd: null, unpriced_tokens: 1010, call_count: 1, tokens: { total: 1010 } });
    const { totals } = await usage({ project: '/home/dev/other' });
    expect(totals).toMatchObject({ cost_usd: null, unpriced_tokens: 1010 });
    const [session] = valueOf(await engine.api.sessions({ q: 'unpriced' })).sessions;
    expect(session).toMatchObject({ cost_usd: null, cost_basis: null, unpriced_tokens: 1010 });
  });

  test('can be that of one model alone', async () => {
    const answer = await usage({ model: 'house-model' });
    expect(answer.by_model.map((row) => row.model)).toEqual(['house-model']);
    expect(answer.totals.call_count).toBe(1);
  });

  test('without a time counts in the totals and on no day, and in no range', async () => {
    const answer = await usage({ project: '/home/dev/timeless' });
    expect(answer.totals.call_count).toBe(1);
    expect(answer.by_day).toEqual([]);
    expect((await usage({ days: 3660, project: '/home/dev/timeless' })).totals.call_count).toBe(0);
  });

  test('adds up in every way to the same totals', async () => {
    const { totals, by_model, by_project, by_day, by_day_model } = await usage();
    for (const rows of [by_model, by_project]) {
      expect(rows.reduce((sum, row) => sum + row.call_count, 0)).toBe(totals.call_count);
      expect(rows.reduce((sum, row) => sum + row.tokens.total, 0)).toBe(totals.tokens.total);
    }
    for (const rows of [by_day, by_day_model])
      expect(rows.reduce((sum, row) => sum + row.call_count, 0)).toBe(totals.call_count - 1);
    const { sessions } = valueOf(await engine.api.sessions({ limit: 1000 }));
    expect(sessions.reduce((sum, session) => sum + session.tokens.total, 0)).toBe(totals.tokens.total);
    expect(sessions.reduce((sum, session) => sum + (session.cost_usd ?? 0), 0)).toBeCloseTo(totals.cost_usd!, 9);
  });
});

const engines = new WeakMap<TestHome, TestEngine>();

/** What an engine that has read along says of a home. */
async function figures(home: TestHome) {
  const engine = engines.get(home) ?? startTestEngine(home);
  engines.set(home, engine);
  await engine.scanned();
  const { sessions } = valueOf(await engine.api.sessions({ sort: 'oldest' }));
  const usage = valueOf(await engine.api.usageAnalytics({ days: 'all' }));
  const tools = valueOf(await engine.api.toolAnalytics({ days: 'all' }));
  return {
    sessions: Object.fromEntries(
      sessions.map((one) => [one.session_id, [one.tokens.output, one.tool_call_count, one.user_message_count]]),
    ),
    calls: usage.totals.call_count,
    duplicates: usage.duplicate_call_count,
    prompts: usage.user_message_count,
    tools: tools.tool_counts,
  };
}

describe('a fork', () => {
  const made = '09:00 user Plan\n09:01 calls f-1 Bash ls\n09:02 returns f-1 out\n09:03 assistant done';
  const origin = { session_id: 'origin' };
  const forkedFrom = { forkedFrom: { sessionId: 'origin', messageUuid: 'origin-4' } };

  /** The copy holds the lines of its origin under the same ids, and goes on. */
  const copyOf = (envelope: Record<string, unknown>) =>
    sessionFromText(made, { session_id: 'fork', ids: 'origin', envelope }) +
    sessionFromText('10:00 user Go on\n10:01 assistant more', { session_id: 'fork', ids: 'own' });

  test.each([
    ['that is marked', forkedFrom],
    ['of a version that did not mark it', {}],
  ])('%s counts its copied calls once, for the session that made them', async (_, envelope) => {
    const home = new TestHome();
    home.draw(made, origin);
    home.write('fork.jsonl', copyOf(envelope));
    expect(await figures(home)).toEqual({
      sessions: { origin: [10, 1, 1], fork: [5, 0, 2] },
      calls: 3,
      duplicates: 2,
      prompts: 2,
      tools: { Bash: 1 },
    });
  });

  test.each([
    ['that is marked', forkedFrom],
    ['of a version that did not mark it', {}],
  ])('%s is attributed alike, in whatever steps the files came and grew', async (_, envelope) => {
    const later = sessionFromText('11:00 user Later\n11:01 assistant last', { session_id: 'origin', ids: 'later' });
    const whole = new TestHome();
    whole.write('origin.jsonl', sessionFromText(made, origin) + later);
    whole.write('fork.jsonl', copyOf(envelope));
    const expected = await figures(whole);
    const grown = new TestHome();
    grown.draw(made, origin);
    await figures(grown);
    grown.write('fork.jsonl', copyOf(envelope));
    await figures(grown);
    grown.append('origin.jsonl', later);
    expect(await figures(grown)).toEqual(expected);
    const reversed = new TestHome();
    reversed.write('fork.jsonl', copyOf(envelope));
    await figures(reversed);
    reversed.draw(made, origin);
    await figures(reversed);
    reversed.append('origin.jsonl', later);
    expect(await figures(reversed)).toEqual(expected);
  });

  test('counts its calls for itself once its origin is rewritten without them', async () => {
    const home = new TestHome();
    home.draw(made, origin);
    home.write('fork.jsonl', copyOf(forkedFrom));
    await figures(home);
    home.draw('08:00 user Something else', { ...origin, ids: 'rewritten', ageMs: 300_000 });
    expect(await figures(home)).toMatchObject({ sessions: { fork: [15, 1, 2] }, calls: 3, duplicates: 0 });
  });

  test('is named by both sessions as related', async () => {
    const home = new TestHome();
    home.draw(made, origin);
    home.write('fork.jsonl', copyOf(forkedFrom));
    const engine = await scannedEngine(home);
    const relatedTo = async (session_id: string) => valueOf(await engine.api.session({ session_id })).related;
    expect((await relatedTo('origin')).map((one) => one.session_id)).toEqual(['fork']);
    expect((await relatedTo('fork')).map((one) => one.session_id)).toEqual(['origin']);
  });
});
