/** The day on which the prices below were checked. Everything from September 2026 on is second-hand for OpenAI. */
export const pricesAsOf = '2026-11-20';

/** US dollars for a million tokens. `input` is fresh input only. */
export interface Rates {
  input: number;
  output: number;
  cache_write_5m: number;
  cache_write_1h: number;
  cache_read: number;
}

/** The prices of a model from a day on, and the rules that change them. */
export interface Price {
  /** First day, UTC; null when it held from the start. */
  from: string | null;
  rates: Rates;
  /** Input and output in fast mode; its cache prices keep their proportion to the input. Null: there is no fast mode. */
  fast: { input: number; output: number } | null;
  /** Factors on the whole call when its prompt, cache included, has more than `above` tokens. */
  long: { above: number; input: number; output: number } | null;
  /** Factor on calls that must stay in the United States. */
  us_region: number;
  /** Factors by the log's word for a service tier; words for the standard tier are not in it. */
  tiers: Readonly<Record<string, number>>;
  /** For a thousand searches; 0 where they are not counted. */
  web_searches_usd: number;
}

/**
 * The price of a model at an instant, the latest one when the instant is null; null for a model that is not in the table.
 * `id` is looked up exactly: a price is never borrowed from a model with a similar name.
 */
export function priceOf(id: string, at: string | null): Price | null {
  const prices = table.get(id);
  if (!prices) return null;
  const day = at?.slice(0, 10) ?? '9999-12-31';
  return prices.findLast(({ from }) => from === null || from <= day) ?? prices[0] ?? null;
}

type Rules = Partial<Omit<Price, 'from' | 'rates'>>;
type Entry = [ids: string[], ...prices: [from: string | null, rates: Rates, rules?: Rules][]];

/** Columns as vendors print them: input, output, 5-minute write, 1-hour write, read. */
const claude = (input: number, output: number, write5m: number, write1h: number, read: number): Rates => ({
  input,
  output,
  cache_write_5m: write5m,
  cache_write_1h: write1h,
  cache_read: read,
});

/** Where a vendor bills no writes, they cost what input costs; where there is no discount for reads, likewise. */
const gpt = (input: number, cached: number | null, output: number, write: number | null = null): Rates => ({
  input,
  output,
  cache_write_5m: write ?? input,
  cache_write_1h: write ?? input,
  cache_read: cached ?? input,
});

const fast = (input: number, output: number): Rules => ({ fast: { input, output } });
const longAbove = (above: number, input: number, output: number): Rules => ({ long: { above, input, output } });

const regional: Rules = { us_region: 1.1 };
const million = longAbove(200_000, 2, 1.5);

const claudeEntries: Entry[] = [
  [
    ['claude-fable-5-2', 'claude-mythos-5-2'],
    ['2026-11-09', claude(8, 40, 10, 16, 0.2), regional],
  ],
  [
    ['claude-fable-5-1', 'claude-mythos-5-1'],
    ['2026-09-01', claude(10, 50, 12.5, 20, 0.25), regional],
  ],
  [
    ['claude-fable-5', 'claude-mythos-5'],
    ['2026-06-09', claude(10, 50, 12.5, 20, 1), regional],
  ],
  [['claude-opus-5-5'], ['2026-09-22', claude(4, 20, 5, 8, 0.2), { ...regional, ...fast(8, 40) }]],
  [['claude-opus-5'], ['2026-07-24', claude(5, 25, 6.25, 10, 0.5), { ...regional, ...fast(10, 50) }]],
  [['claude-opus-4-8'], [null, claude(5, 25, 6.25, 10, 0.5), { ...regional, ...fast(10, 50) }]],
  [
    ['claude-opus-4-7'],
    [null, claude(5, 25, 6.25, 10, 0.5), { ...regional, ...fast(30, 150) }],
    ['2026-07-24', claude(5, 25, 6.25, 10, 0.5), regional],
  ],
  [
    ['claude-opus-4-6'],
    [null, claude(5, 25, 6.25, 10, 0.5), { ...regional, ...fast(30, 150), ...million }],
    ['2026-03-13', claude(5, 25, 6.25, 10, 0.5), { ...regional, ...fast(30, 150) }],
  ],
  [['claude-opus-4-5'], [null, claude(5, 25, 6.25, 10, 0.5)]],
  [
    ['claude-opus-4-1', 'claude-opus-4', 'claude-opus-4-0', 'claude-3-opus', 'claude-3-opus-latest'],
    [null, claude(15, 75, 18.75, 30, 1.5)],
  ],
  [
    ['claude-sonnet-5-5'],
    ['2026-09-28', claude(2, 10, 2.5, 4, 0.2), regional],
    ['2026-10-08', claude(2, 10, 2.5, 4, 0.1), regional],
  ],
  [['claude-sonnet-5'], [null, claude(2, 10, 2.5, 4, 0.2), regional]],
  [
    ['claude-sonnet-4-6'],
    [null, claude(3, 15, 3.75, 6, 0.3), { ...regional, ...million }],
    ['2026-03-13', claude(3, 15, 3.75, 6, 0.3), regional],
  ],
  [
    ['claude-sonnet-4-5', 'claude-sonnet-4', 'claude-sonnet-4-0'],
    [null, claude(3, 15, 3.75, 6, 0.3), million],
  ],
  [
    ['claude-3-7-sonnet', 'claude-3-7-sonnet-latest', 'claude-3-5-sonnet', 'claude-3-5-sonnet-latest'],
    [null, claude(3, 15, 3.75, 6, 0.3)],
  ],
  [
    ['claude-haiku-5-5'],
    ['2026-10-07', claude(0.1, 0.5, 0.125, 0.2, 0.01), { ...regional, ...longAbove(100_000, 5, 5) }],
  ],
  [['claude-haiku-4-5'], [null, claude(1, 5, 1.25, 2, 0.1)]],
  [
    ['claude-3-5-haiku', 'claude-3-5-haiku-latest'],
    [null, claude(0.8, 4, 1, 1.6, 0.08)],
  ],
  [['claude-3-haiku'], [null, claude(0.25, 1.25, 0.3, 0.5, 0.03)]],
];

const beyond = longAbove(272_000, 2, 1.5);

const gptEntries: Entry[] = [
  [['codex-mini-latest'], ['2025-05-01', gpt(1.5, 0.375, 6)]],
  [['o3'], ['2025-06-01', gpt(2, 0.5, 8)]],
  [['o4-mini'], ['2025-04-01', gpt(1.1, 0.275, 4.4)]],
  [['gpt-4.1'], ['2025-04-01', gpt(2, 0.5, 8)]],
  [['gpt-4.1-mini'], ['2025-04-01', gpt(0.4, 0.1, 1.6)]],
  [['gpt-4.1-nano'], ['2025-04-01', gpt(0.1, 0.025, 0.4)]],
  [
    ['gpt-5', 'gpt-5-codex', 'gpt-5.1', 'gpt-5.1-codex', 'gpt-5.1-codex-max'],
    ['2025-08-01', gpt(1.25, 0.125, 10)],
  ],
  [
    ['gpt-5-mini', 'gpt-5.1-codex-mini'],
    ['2025-08-01', gpt(0.25, 0.025, 2)],
  ],
  [['gpt-5-nano'], ['2025-08-01', gpt(0.05, 0.005, 0.4)]],
  [['gpt-5-pro'], ['2025-10-01', gpt(15, null, 120)]],
  [
    ['gpt-5.2', 'gpt-5.2-codex', 'gpt-5.3-codex'],
    ['2025-12-01', gpt(1.75, 0.175, 14)],
  ],
  [['gpt-5.2-pro'], ['2025-12-01', gpt(21, null, 168)]],
  [['gpt-5.3-codex-spark'], ['2026-02-01', gpt(0, 0, 0)]],
  [['gpt-5.4'], ['2026-03-01', gpt(2.5, 0.25, 15), beyond]],
  [['gpt-5.4-mini'], ['2026-03-01', gpt(0.75, 0.075, 4.5), beyond]],
  [['gpt-5.4-nano'], ['2026-03-01', gpt(0.2, 0.02, 1.25), beyond]],
  [
    ['gpt-5.4-pro', 'gpt-5.5-pro'],
    ['2026-03-01', gpt(30, null, 180), beyond],
  ],
  [
    ['gpt-5.5', 'codex-auto-review'],
    ['2026-04-01', gpt(5, 0.5, 30), { ...beyond, tiers: { priority: 2.5, fast: 2.5, flex: 0.5, batch: 0.5 } }],
  ],
  [
    ['gpt-5.6-sol', 'gpt-5.6'],
    ['2026-06-26', gpt(5, 0.5, 30, 6.25), beyond],
    ['2026-08-21', gpt(4, 0.4, 20, 5), beyond],
  ],
  [['gpt-5.6-terra'], ['2026-06-26', gpt(2.5, 0.25, 15, 3.125), beyond], ['2026-07-30', gpt(2, 0.2, 12, 2.5), beyond]],
  [['gpt-5.6-luna'], ['2026-06-26', gpt(1, 0.1, 6, 1.25), beyond], ['2026-07-30', gpt(0.2, 0.02, 1.2, 0.25), beyond]],
  [['gpt-6-astra'], ['2026-09-03', gpt(10, 1, 50, 12.5), beyond]],
  [['gpt-6-sol'], ['2026-09-22', gpt(2, 0.2, 10, 2.5), beyond]],
  [['gpt-6-luna'], ['2026-09-22', gpt(0.1, 0.01, 0.5, 0.125), beyond]],
  [['gpt-6.1-sol'], ['2026-09-29', gpt(2, 0.1, 10, 2.5), beyond]],
  [['gpt-6.2-astra'], ['2026-11-17', gpt(8, 0.4, 40, 10), beyond]],
  [['gpt-6.2-sol'], ['2026-11-17', gpt(2, 0.1, 10, 2.5), beyond]],
  [
    ['gpt-oss-20b', 'gpt-oss-120b'],
    [null, gpt(0, 0, 0)],
  ],
];

const claudeRules: Omit<Price, 'from' | 'rates'> = {
  fast: null,
  long: null,
  us_region: 1,
  tiers: { batch: 0.5 },
  web_searches_usd: 10,
};
const gptRules: Omit<Price, 'from' | 'rates'> = {
  ...claudeRules,
  tiers: { priority: 2, fast: 2, flex: 0.5, batch: 0.5 },
  web_searches_usd: 0,
};

const table: ReadonlyMap<string, readonly Price[]> = new Map([
  ...pricesFrom(claudeEntries, claudeRules),
  ...pricesFrom(gptEntries, gptRules),
]);

/** Every model with a price, by its exact id. */
export const pricedModels: readonly string[] = [...table.keys()];

function pricesFrom(entries: Entry[], usual: Omit<Price, 'from' | 'rates'>): [string, Price[]][] {
  return entries.flatMap(([ids, ...prices]) => {
    const all = prices.map(([from, rates, rules]): Price => ({ from, rates, ...usual, ...rules }));
    return ids.map((id): [string, Price[]] => [id, all]);
  });
}
