import { array, assert, integer, property, tuple } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callsIn, context, count, event, meta, newReader, read, thread, turn } from './rollout.ts';

const recordOf = (response_id: string, input_tokens: number) => ({
  timestamp: '2026-09-29T10:00:00.000Z', type: 'token_usage_record',
  payload: { thread_id: thread, turn_id: turn, response_id, usage: { input_tokens, cached_input_tokens: 1, cache_write_input_tokens: 2, output_tokens: 3 } },
}); // prettier-ignore

const figures = (lines: object[]) =>
  callsIn(read(lines)).map((call) => [
    call!.usage.input,
    call!.usage.cache_read,
    call!.usage.output,
    call!.usage.reasoning,
  ]);

describe('usage of a thread', () => {
  test('is that of each response once, however often its count is repeated', () => {
    const lines = [
      meta(),
      context('gpt-5.5'),
      count([10, 4, 2, 1], [10, 4, 2, 1]),
      count([10, 4, 2, 1], [10, 4, 2, 1]),
      count([25, 10, 5, 1], [15, 6, 3, 0]),
    ];
    expect(figures(lines)).toEqual([[6, 4, 2, 1], [9, 6, 3, 0]]); // prettier-ignore
  });

  test('sums up to the last total whatever is repeated and wherever', () => {
    const steps = array(
      tuple(integer({ min: 1, max: 1e6 }), integer({ min: 0, max: 1e5 }), integer({ min: 1, max: 4 })),
      { minLength: 1, maxLength: 40 },
    );
    assert(
      property(steps, (all) => {
        const total: [number, number, number, number] = [0, 0, 0, 0];
        const lines = all.flatMap(([input, output, times]) => {
          total[0] += input;
          total[2] += output;
          return Array.from({ length: times }, () => count([...total], [input, 0, output, 0]));
        });
        const calls = callsIn(read([meta(), context('gpt-5.5'), ...lines]));
        expect(calls.reduce((sum, call) => sum + call!.usage.input, 0)).toBe(total[0]);
        expect(calls.reduce((sum, call) => sum + call!.usage.output, 0)).toBe(total[2]);
        expect(new Set(calls.map((call) => call!.call_key)).size).toBe(calls.length);
      }),
    );
  });

  test('alternates between two counters without counting either twice', () => {
    const a = count([10, 0, 1, 0], [10, 0, 1, 0]);
    const b = count([500, 0, 9, 0], [500, 0, 9, 0]);
    expect(figures([meta(), context('gpt-5.5'), a, b, a, b, a])).toEqual([[10, 0, 1, 0], [500, 0, 9, 0]]); // prettier-ignore
  });

  test('goes on when the counter begins anew', () => {
    expect(figures([meta(), count([90, 0, 1, 0], [90, 0, 1, 0]), count([30, 0, 1, 0], [30, 0, 1, 0])])).toHaveLength(2);
  });

  test('is the growth of the totals when nothing else is said', () => {
    expect(figures([meta(), count([90, 10, 2, 0], null), count([120, 20, 5, 0], null)])).toEqual([[80, 10, 2, 0], [20, 10, 3, 0]]); // prettier-ignore
  });

  test('does not hold the size of a context that was estimated', () => {
    const estimate = event('token_count', {
      info: { total_token_usage: { total_tokens: 9000 }, last_token_usage: { total_tokens: 9000 } },
    });
    expect(figures([meta(), estimate])).toEqual([]);
  });

  test('comes from records from the first one on', () => {
    const lines = [
      meta(),
      context('gpt-6-sol'),
      count([10, 0, 1, 0], [10, 0, 1, 0]),
      recordOf('r1', 20),
      count([30, 0, 4, 0], [20, 1, 3, 0]),
      recordOf('r1', 20),
    ];
    const calls = callsIn(read(lines));
    expect(calls.map((call) => [call!.usage.input, call!.usage.cache_read, call!.usage.cache_write_5m])).toEqual([[10, 0, 0], [17, 1, 2]]); // prettier-ignore
  });

  test('bears the model and the tier that held when it was made', () => {
    const settings = event('thread_settings_applied', {
      thread_settings: { model: 'gpt-5.5', service_tier: 'priority' },
    });
    const [first, second] = callsIn(
      read([
        meta(),
        settings,
        count([9, 0, 1, 0], [9, 0, 1, 0]),
        event('thread_settings_applied', { thread_settings: { model: 'gpt-5.4' } }),
        count([19, 0, 2, 0], [10, 0, 1, 0]),
      ]),
    );
    expect([first!.usage.tier, second!.usage.tier]).toEqual(['priority', null]);
  });
});

describe('a call that several files repeat', () => {
  const own = [meta(), context('gpt-5.5'), count([10, 0, 1, 0], [10, 0, 1, 0])];

  test('has one key in all of them, and is a copy where it was copied', () => {
    const at = '2030-01-01T10:00:00.000Z';
    const forked = [meta({ id: '0bb2ed28-0000-7000-8000-000000000002', forked_from_id: thread }), ...own].map(
      (record) => ({ ...record, timestamp: at }),
    );
    const [first] = callsIn(read(own));
    const [copied] = callsIn(read(forked));
    expect(copied!.call_key).toBe(first!.call_key);
    expect([first!.is_copy, copied!.is_copy]).toEqual([false, true]);
  });

  test('has one key without turn ids too', () => {
    const plain = [meta(), context('gpt-5.2-codex', null), count([10, 0, 1, 0], [10, 0, 1, 0])];
    const forked = [meta({ id: 'another', forked_from_id: thread }), ...plain];
    expect(callsIn(read(forked))[0]!.call_key).toBe(callsIn(read(plain))[0]!.call_key);
  });
});

test('a reader that goes on from its saved state finds what one that never stopped finds', () => {
  const lines = [
    meta(),
    context('gpt-5.5'),
    count([10, 4, 2, 1], [10, 4, 2, 1]),
    count([10, 4, 2, 1], [10, 4, 2, 1]),
    count([25, 10, 5, 1], [15, 6, 3, 0]),
  ];
  const whole = callsIn(read(lines)).map((call) => call!.call_key);
  for (let cut = 1; cut < lines.length; cut++) {
    const first = newReader();
    const before = callsIn(read(lines.slice(0, cut), first));
    const second = newReader(JSON.parse(JSON.stringify(first.state())));
    const after = callsIn(read(lines.slice(cut), second));
    expect([...before, ...after].map((call) => call!.call_key)).toEqual(whole);
  }
});
