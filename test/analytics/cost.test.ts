import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CallUsage, costOfCall } from '../../src/analytics/cost.ts';
import { pricedModels } from '../../src/analytics/prices.ts';

const none: CallUsage = {
  input: 0,
  cache_read: 0,
  cache_write_5m: 0,
  cache_write_1h: 0,
  output: 0,
  speed: null,
  tier: null,
  region: null,
  web_searches: 0,
  parts: [],
};
const used = (change: Partial<CallUsage>): CallUsage => ({ ...none, ...change });

/** Each class of tokens leaves a trace of its own in the sum. */
const mixed = used({ input: 1000, cache_write_5m: 2000, cache_write_1h: 3000, cache_read: 40_000, output: 500 });

const usd = (model: string, usage: CallUsage, at: string | null = null) => {
  const cost = costOfCall(model, usage, at);
  return cost === null ? null : Number(cost.toFixed(9));
};

describe('the cost of a call', () => {
  test('is the sum over the classes of tokens', () => {
    // 1000·5 + 2000·6.25 + 3000·10 + 40000·0.5 + 500·25 = 80,000 millionths
    expect(usd('claude-opus-5', mixed)).toBe(0.08);
    // 1000·5 + 5000·5 + 40000·0.5 + 500·30 = 65,000: writes are not billed apart
    expect(usd('gpt-5.5', mixed)).toBe(0.065);
    // 1000·10 + 5000·12.5 + 40000·1 + 500·50 = 137,500
    expect(usd('gpt-6-astra', mixed)).toBe(0.1375);
  });

  test('reads and writes the example of the format description', () => {
    // 4·5 + 900·10 + 20000·0.5 + 120·25 = 22,020
    expect(usd('claude-opus-5', used({ input: 4, cache_write_1h: 900, cache_read: 20_000, output: 120 }))).toBe(
      0.02202,
    );
  });

  test('is null for a model without a price, and 0 for a call without tokens', () => {
    expect(usd('claude-opus-9', mixed)).toBeNull();
    expect(usd('claude-opus-9', none)).toBeNull();
    expect(usd('claude-opus-5', none)).toBe(0);
    expect(usd('gpt-oss-20b', mixed)).toBe(0);
  });

  test('follows the day of the call', () => {
    const read = used({ cache_read: 1_000_000 });
    expect(usd('claude-sonnet-5-5', read, '2026-10-07T12:00:00.000Z')).toBe(0.2);
    expect(usd('claude-sonnet-5-5', read, '2026-10-08T12:00:00.000Z')).toBe(0.1);
    expect(usd('claude-sonnet-5-5', read, null)).toBe(0.1);
  });
});

describe('fast mode', () => {
  const fast = { ...mixed, speed: 'fast' };

  test('has its own prices, and the cache follows the fast input', () => {
    // twice the usual input: 1000·10 + 2000·12.5 + 3000·20 + 40000·1 + 500·50 = 160,000
    expect(usd('claude-opus-5', fast)).toBe(0.16);
    // six times: 1000·30 + 2000·37.5 + 3000·60 + 40000·3 + 500·150 = 480,000
    expect(usd('claude-opus-4-6', fast, '2026-04-01T00:00:00.000Z')).toBe(0.48);
    // reads of Opus 5.5 are a twentieth of input: 1000·8 + 2000·10 + 3000·16 + 40000·0.4 + 500·40 = 112,000
    expect(usd('claude-opus-5-5', fast)).toBe(0.112);
  });

  test('ended for Opus 4.7 on 2026-07-24, and other models have none', () => {
    expect(usd('claude-opus-4-7', fast, '2026-07-23T23:00:00.000Z')).toBe(0.48);
    expect(usd('claude-opus-4-7', fast, '2026-07-24T00:00:00.000Z')).toBeNull();
    expect(usd('claude-opus-4-5', fast)).toBeNull();
  });

  test('any other speed is the usual one', () => {
    expect(usd('claude-opus-5', { ...mixed, speed: 'standard' })).toBe(0.08);
  });
});

describe('region and tier', () => {
  test('calls that must stay in the United States cost a tenth more, from Opus 4.6 on', () => {
    expect(usd('claude-opus-5', { ...mixed, region: 'us' })).toBe(0.088);
    for (const region of ['global', 'not_available', 'constructor']) {
      expect(usd('claude-opus-5', { ...mixed, region })).toBe(0.08);
    }
    // 1000·5 + 2000·6.25 + 3000·10 + 40000·0.5 + 500·25
    expect(usd('claude-opus-4-5', { ...mixed, region: 'us' })).toBe(0.08);
  });

  test('a batch costs half', () => {
    expect(usd('claude-opus-5', { ...mixed, tier: 'batch' })).toBe(0.04);
    expect(usd('gpt-5.4', used({ input: 100_000, output: 10_000, tier: 'batch' }))).toBe(0.2);
  });

  test('priority is a contract with one vendor and a factor with the other', () => {
    expect(usd('claude-opus-5', { ...mixed, tier: 'priority' })).toBeNull();
    // (100000·1.75 + 10000·14) · 2 = 630,000
    expect(usd('gpt-5.3-codex', used({ input: 100_000, output: 10_000, tier: 'priority' }))).toBe(0.63);
    expect(usd('gpt-5.5', { ...mixed, tier: 'priority' })).toBe(0.1625);
    expect(usd('gpt-5.5', { ...mixed, tier: 'flex' })).toBe(0.0325);
  });

  test.each([null, '', 'standard', 'default', 'auto'])('tier %j is the standard one', (tier) =>
    expect(usd('claude-opus-5', { ...mixed, tier })).toBe(0.08),
  );

  test.each(['scale', 'constructor', 'gold'])('the price of tier %j is not known', (tier) =>
    expect(usd('gpt-5.5', { ...mixed, tier })).toBeNull(),
  );
});

const prompt = (cache_read: number): CallUsage => used({ input: 1000, cache_write_5m: 9000, cache_read, output: 1000 });

describe('long prompts', () => {
  test('of Sonnet 4.5 cost double above 200,000 tokens, cache included, and half more for output', () => {
    // 1000·3 + 9000·3.75 + 190000·0.3 + 1000·15 = 108,750
    expect(usd('claude-sonnet-4-5', prompt(190_000))).toBe(0.10875);
    // 2·(1000·3 + 9000·3.75 + 190001·0.3) + 1.5·1000·15 = 210,000.6
    expect(usd('claude-sonnet-4-5', prompt(190_001))).toBe(0.2100006);
  });

  test('of Opus and Sonnet 4.6 cost more only before 2026-03-13', () => {
    // 2·(1000·5 + 9000·6.25 + 300000·0.5) + 1.5·1000·25 = 460,000
    expect(usd('claude-opus-4-6', prompt(300_000), '2026-03-12T12:00:00.000Z')).toBe(0.46);
    // 1000·5 + 9000·6.25 + 300000·0.5 + 1000·25 = 236,250
    expect(usd('claude-opus-4-6', prompt(300_000), '2026-03-13T00:00:00.000Z')).toBe(0.23625);
    expect(usd('claude-sonnet-4-6', prompt(300_000), null)).toBe(0.14175);
    expect(usd('claude-opus-5', prompt(300_000))).toBe(0.23625);
  });

  test('of Haiku 5.5 cost five times above 100,000 tokens', () => {
    // 1000·0.1 + 9000·0.125 + 90000·0.01 + 1000·0.5 = 2,625
    expect(usd('claude-haiku-5-5', prompt(90_000))).toBe(0.002625);
    // 5 · (1000·0.1 + 9000·0.125 + 90001·0.01 + 1000·0.5) = 13,125.05
    expect(usd('claude-haiku-5-5', prompt(90_001))).toBe(0.01312505);
  });

  test('of GPT 5.4 and later cost double above 272,000 tokens, and half more for output', () => {
    // 10000·5 + 262000·0.5 + 1000·30 = 211,000
    expect(usd('gpt-5.5', prompt(262_000))).toBe(0.211);
    // 2·(10000·5 + 262001·0.5) + 1.5·1000·30 = 407,001
    expect(usd('gpt-5.5', prompt(262_001))).toBe(0.407001);
    // 1.75·10000 + 290000·0.175 + 14·1000 = 82,250: before 5.4 there is no such rule
    expect(usd('gpt-5.3-codex', prompt(290_000))).toBe(0.08225);
  });
});

describe('searches and parts', () => {
  test('a thousand hosted searches cost 10 dollars, whatever region and tier', () => {
    expect(usd('claude-opus-5', used({ web_searches: 3 }))).toBe(0.03);
    expect(usd('claude-opus-5', { ...mixed, web_searches: 3, tier: 'batch', region: 'us' })).toBe(0.074);
  });

  test('parts are priced each by its own model, in place of the whole', () => {
    const usage = used({
      input: 3,
      output: 552,
      web_searches: 1,
      parts: [
        { model: null, usage: used({ input: 3, output: 552 }) },
        { model: 'claude-haiku-4-5', usage: used({ input: 81_821, output: 6523 }) },
      ],
    });
    // 3·5 + 552·25 = 13,815; 81821·1 + 6523·5 = 114,436; one search 10,000
    expect(usd('claude-opus-5', usage)).toBe(0.138251);
  });

  test('a part without a price leaves the whole call without one', () => {
    const parts = [
      { model: null, usage: mixed },
      { model: 'claude-unheard-of', usage: mixed },
    ];
    expect(usd('claude-opus-5', used({ parts }))).toBeNull();
    expect(usd('claude-unheard-of', used({ parts: [{ model: 'claude-opus-5', usage: mixed }] }))).toBeNull();
  });

  test('each part has its own prompt length', () => {
    const half = used({ cache_read: 150_000 });
    const parts = [
      { model: null, usage: half },
      { model: null, usage: half },
    ];
    expect(usd('claude-sonnet-4-5', used({ cache_read: 300_000, parts }))).toBe(0.09);
    expect(usd('claude-sonnet-4-5', used({ cache_read: 300_000 }))).toBe(0.18);
  });
});

test('more tokens never cost less, and no price is negative or not a number', () => {
  const tokens = fc.nat({ max: 2_000_000 });
  const usage = fc.record({
    input: tokens,
    cache_read: tokens,
    cache_write_5m: tokens,
    cache_write_1h: tokens,
    output: tokens,
  });
  fc.assert(
    fc.property(
      fc.constantFrom(...pricedModels),
      usage,
      fc.constantFrom('input', 'output', 'cache_read'),
      (model, all, more) => {
        const cost = costOfCall(model, used(all), null) ?? Number.NaN;
        const larger = costOfCall(model, used({ ...all, [more]: all[more as 'input'] + 1000 }), null) ?? Number.NaN;
        expect(cost).toBeGreaterThanOrEqual(0);
        expect(larger).toBeGreaterThanOrEqual(cost);
      },
    ),
  );
});
