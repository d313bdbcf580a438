import { describe, expect, test } from 'vitest';
import { chartFrom, itemAt, itemOfMessage, messageAt } from '../../../../src/renderer/session/timeline/chart.ts';
import { lineAbout } from '../../../../src/renderer/session/timeline/words.ts';
import { began_at, madeTimeline, minute, twoTurns } from './made-timeline.ts';

const agent = {
  agent_id: 'a1', type: 'Explore', description: 'look around', message: 1, start: 70_000, end: 100_000,
  state: 'failed', tokens: 900, cost_usd: 0.02,
} as const; // prettier-ignore

describe('a chart', () => {
  test('has every item where its time is, and subagents behind them', () => {
    const chart = chartFrom(madeTimeline(twoTurns, [agent]));
    expect([...chart.from]).toEqual([...twoTurns.map(({ start }) => start), 70_000]);
    expect([...chart.to].slice(-2)).toEqual([64.5 * minute, 100_000]);
    expect(chart.kinds).toBe('tmkwtmkks');
    expect([...chart.message_from]).toEqual([0, 0, 62 * minute, 62 * minute]);
    expect(chart.length_ms).toBe(65 * minute);
    expect(chart.most_context).toBe(24_000);
  });

  test('puts an item together when it is looked at', () => {
    const chart = chartFrom(madeTimeline(twoTurns, [agent]));
    expect(itemAt(chart, 5)).toMatchObject({
      kind: 'model', basis: 'observed', message: 3, at: began_at + 62 * minute, name: 'model-a',
      call: { context: 24_000, uncached: 2_400, cost_usd: 0.0015 },
    }); // prettier-ignore
    expect(itemAt(chart, 6)).toMatchObject({ kind: 'tool', tool_kind: 'command', outcome: 'error', call: null });
    expect(itemAt(chart, 8)).toMatchObject({
      kind: 'subagent', basis: 'observed', outcome: 'error', message: 1, name: 'Explore', duration_ms: 30_000,
    }); // prettier-ignore
  });

  test('leads from a message to its tool, and from a time to the message', () => {
    const chart = chartFrom(madeTimeline(twoTurns));
    expect([0, 1, 2, 3, 4].map((message) => itemOfMessage(chart, message))).toEqual([0, 2, 4, 6, null]);
    expect([0, minute, 3 * minute, 64 * minute, 1e9].map((time) => messageAt(chart, time))).toEqual([1, 1, 1, 3, 3]);
  });

  test('lays a thread without times out by its messages', () => {
    const chart = chartFrom(madeTimeline(twoTurns.map((item) => ({ ...item, start: null, duration: null }))));
    expect(chart.is_timed).toBe(false);
    expect([...chart.message_from]).toEqual([0, 1000, 2000, 3000]);
    expect(chart.length_ms).toBe(4000);
    expect(itemAt(chart, 2)).toMatchObject({ at: null, duration_ms: null, basis: 'none' });
  });

  test('lays a thread with a single time for everything out by its messages, and says the time of each', () => {
    const chart = chartFrom(madeTimeline(twoTurns.map((item) => ({ ...item, start: 0, duration: 0 }))));
    expect(chart).toMatchObject({ is_timed: false, untimed: 'one time', length_ms: 4000 });
    expect([...chart.message_from]).toEqual([0, 1000, 2000, 3000]);
    expect(itemAt(chart, 2).at).toBe(chart.timeline.began_at);
    expect(chartFrom(madeTimeline(twoTurns)).untimed).toBeNull();
  });

  test('puts an item without a time where the one before it is, and says that it has none', () => {
    const chart = chartFrom(madeTimeline([twoTurns[0]!, twoTurns[2]!, { kind: 'error', message: 2, name: 'odd' }]));
    expect(chart.from[2]).toBe(minute);
    expect(itemAt(chart, 2)).toMatchObject({ at: null, kind: 'error' });
  });

  test('is told in one line for those who do not see it, secrets and hidden characters marked', () => {
    const chart = chartFrom(
      madeTimeline([
        ...twoTurns,
        {
          kind: 'tool',
          message: 3,
          name: 'Bash',
          subject: 'echo [REDACTED:openai-key:a1b2c3] \u202eabc',
          outcome: 'denied',
        },
      ]),
    );
    expect(lineAbout(itemAt(chart, 6), 4)).toMatch(
      /^Bash, npm run x, failed, 2 min from call to result, 2026-08-01 .*, message 4 of 4$/,
    );
    expect(lineAbout(itemAt(chart, 8), 4)).toBe(
      'Bash, echo ‹openai-key · a1b2› [RLO]abc, denied, duration not logged, message 4 of 4',
    );
    expect(lineAbout(itemAt(chart, 1), 4)).toContain('20k tokens of context, 90 % from the cache');
  });
});
