import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assistantLine, itemOf, opened } from '../../helpers/claude-lines.ts';

const callOf = (usage: unknown, message: object = {}, more: object = {}) =>
  itemOf(assistantLine('x', { usage, ...message }, more), 'counts').call;

describe('the usage of a call', () => {
  test('is told in the terms of the contract', () => {
    const usage = {
      input_tokens: 4,
      cache_creation_input_tokens: 900,
      cache_read_input_tokens: 20_000,
      cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 800 },
      output_tokens: 120,
      output_tokens_details: { thinking_tokens: 70 },
      server_tool_use: { web_search_requests: 2 },
      service_tier: 'standard',
      speed: 'fast',
      inference_geo: 'us',
    };
    expect(callOf(usage)).toMatchObject({
      call_key: 'msg_1',
      is_final: true,
      is_copy: false,
      reported_cost_usd: null,
      usage: {
        input: 4, cache_read: 20_000, cache_write_5m: 100, cache_write_1h: 800, output: 120, reasoning: 70,
        speed: 'fast', tier: 'standard', region: 'us', web_searches: 2, parts: [],
      },
    }); // prettier-ignore
  });

  test.each([
    ['the split, when the flat figure is wrongly 0', 0, 10, 20, [10, 20]],
    ['five minutes, when there is no split', 30, undefined, undefined, [30, 0]],
    ['the split, when both agree', 30, 10, 20, [10, 20]],
    ['the flat figure, when the split covers a part of it', 30, 0, 20, [10, 20]],
    ['the flat figure, when the split says more', 30, 0, 50, [0, 30]],
  ])('has cache writes from %s', (_, flat, in5m, in1h, expected) => {
    const split = { ephemeral_5m_input_tokens: in5m, ephemeral_1h_input_tokens: in1h };
    const { usage } = callOf({ cache_creation_input_tokens: flat, cache_creation: split })!;
    expect([usage.cache_write_5m, usage.cache_write_1h]).toEqual(expected);
  });

  test('has parts only when it was made of several, an advisor among them being extra', () => {
    const entry = (type: string, output_tokens: number, model?: string) => ({ type, output_tokens, model });
    expect(callOf({ output_tokens: 5, iterations: [entry('message', 5)] })!.usage.parts).toEqual([]);
    const parts = callOf({
      output_tokens: 5,
      iterations: [entry('message', 2), entry('advisor_message', 9, 'claude-x'), entry('message', 3)],
    })!.usage.parts;
    expect(parts.map((part) => [part.model, part.is_extra, part.usage.output])).toEqual([
      [null, false, 2],
      ['claude-x', true, 9],
      [null, false, 3],
    ]);
  });

  test('is never negative, broken or huge, whatever the log says', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (any, other) => {
        const call = callOf({
          input_tokens: any,
          output_tokens: other,
          cache_creation: any,
          cache_creation_input_tokens: other,
          iterations: any,
          output_tokens_details: other,
        });
        const { input, output, cache_read, cache_write_1h, cache_write_5m, reasoning } = call!.usage;
        for (const count of [input, output, cache_read, cache_write_1h, cache_write_5m, reasoning])
          expect(Number.isSafeInteger(count) && count >= 0).toBe(true);
      }),
    );
  });
});

describe('a call', () => {
  test('is none when the client made the message', () => {
    expect(callOf({ output_tokens: 0 }, { model: '<synthetic>' })).toBeNull();
  });

  test('is none when neither model nor usage is there', () => {
    expect(callOf(undefined, { model: undefined })).toBeNull();
  });

  test('goes by the message, else by the record, else by its place', () => {
    expect(callOf({}, { id: undefined })!.call_key).toBe('a-1');
    expect(callOf({}, { id: undefined }, { uuid: undefined })!.call_key).toBe('line 1.0 of s-1');
  });

  test('without a model is of an unknown one', () => {
    expect(opened(callOf({}, { model: undefined })!.model)).toBe('unknown');
  });

  test('keeps the price that an old line states', () => {
    expect(callOf({}, {}, { costUSD: 0.25 })!.reported_cost_usd).toBe(0.25);
  });

  test('is not final before it has a reason to stop, and a copy when the record is forked', () => {
    expect(callOf({}, { stop_reason: null })!.is_final).toBe(false);
    expect(callOf({}, {}, { forkedFrom: { sessionId: 's-0' } })!.is_copy).toBe(true);
  });
});
