import { describe, expect, test } from 'vitest';
import { pricedModels, priceOf, pricesAsOf } from '../../src/analytics/prices.ts';

const cachePrices = (id: string, at: string | null) => {
  const rates = priceOf(id, at)?.rates;
  return rates && [rates.input, rates.output, rates.cache_write_5m, rates.cache_write_1h, rates.cache_read];
};

describe('the price table', () => {
  test('says when it was checked, and no price starts after that day', () => {
    expect(pricesAsOf).toBe('2026-11-20');
    const later = pricedModels.filter((id) => (priceOf(id, null)?.from ?? '') > pricesAsOf);
    expect(later).toEqual([]);
  });

  test.each([
    ['claude-opus-5', [5, 25, 6.25, 10, 0.5]],
    ['claude-opus-5-5', [4, 20, 5, 8, 0.2]],
    ['claude-fable-5-2', [8, 40, 10, 16, 0.2]],
    ['claude-mythos-5-1', [10, 50, 12.5, 20, 0.25]],
    ['claude-sonnet-4-6', [3, 15, 3.75, 6, 0.3]],
    ['claude-haiku-4-5', [1, 5, 1.25, 2, 0.1]],
    ['claude-3-haiku', [0.25, 1.25, 0.3, 0.5, 0.03]],
    ['gpt-5.5', [5, 30, 5, 5, 0.5]],
    ['gpt-5.3-codex', [1.75, 14, 1.75, 1.75, 0.175]],
    ['gpt-5.1-codex-mini', [0.25, 2, 0.25, 0.25, 0.025]],
    ['gpt-5-pro', [15, 120, 15, 15, 15]],
    ['gpt-6-astra', [10, 50, 12.5, 12.5, 1]],
  ])('%s costs %j today', (id, rates) => expect(cachePrices(id, null)).toEqual(rates));

  test('a price holds from its first day, and the one before it until then', () => {
    expect(cachePrices('claude-sonnet-5-5', '2026-10-07T23:59:59.999Z')?.at(-1)).toBe(0.2);
    expect(cachePrices('claude-sonnet-5-5', '2026-10-08T00:00:00.000Z')?.at(-1)).toBe(0.1);
    expect(cachePrices('gpt-5.6-sol', '2026-08-20T12:00:00.000Z')).toEqual([5, 30, 6.25, 6.25, 0.5]);
    expect(cachePrices('gpt-5.6-sol', '2026-08-21T00:00:00.000Z')).toEqual([4, 20, 5, 5, 0.4]);
    expect(cachePrices('gpt-5.6-luna', '2026-07-29T12:00:00.000Z')?.[0]).toBe(1);
    expect(cachePrices('gpt-5.6-luna', '2026-07-30T12:00:00.000Z')?.[0]).toBe(0.2);
  });

  test('a call before the first day has the first price, since clocks and announcements differ', () => {
    expect(cachePrices('claude-sonnet-5-5', '2026-09-01T00:00:00.000Z')?.at(-1)).toBe(0.2);
  });

  test('writes and reads of Claude keep the usual proportion to input but where the table says otherwise', () => {
    const odd = ['claude-3-haiku'];
    for (const id of pricedModels.filter((name) => name.startsWith('claude-') && !odd.includes(name))) {
      const rates = priceOf(id, null)?.rates;
      expect([id, rates?.cache_write_5m, rates?.cache_write_1h]).toEqual([
        id,
        rates && rates.input * 1.25,
        rates && rates.input * 2,
      ]);
    }
  });

  test.each([
    'claude-opus',
    'claude-opus-5-5-5',
    'gpt',
    'gpt-5.',
    'constructor',
    '__proto__',
    '',
    '<synthetic>',
    'unknown',
  ])('%j has no price', (id) => expect(priceOf(id, null)).toBeNull());
});
