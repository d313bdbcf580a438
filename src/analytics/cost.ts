import type { Instant } from '../contract/units.ts';
import { modelIdsFrom } from './model-id.ts';
import { type Price, priceOf, type Rates } from './prices.ts';

/** Tokens of one call, and what else its price depends on. `input` is fresh input only; `reasoning` is a part of `output`. */
export interface PricedUsage {
  input: number;
  cache_read: number;
  cache_write_5m: number;
  cache_write_1h: number;
  output: number;
  speed: string | null;
  tier: string | null;
  region: string | null;
  web_searches: number;
}

export interface CallUsage extends PricedUsage {
  /** When the call was made of several priced parts: each with its own model, in place of the tokens of the whole. */
  parts: readonly { model: string | null; usage: PricedUsage }[];
}

/**
 * What one API call costs at the vendor's list price, in US dollars, with the price valid at its time (the latest one
 * when the time is null). Null when the price is not known: another model, a contract tier, no fast mode.
 */
export function costOfCall(model: string, usage: CallUsage, at: Instant | null): number | null {
  const searches = costOfSearches(model, usage, at);
  if (usage.parts.length === 0) return sumOf([costOfTokens(model, usage, at), searches]);
  const parts = usage.parts.map((part) => costOfTokens(part.model ?? model, part.usage, at));
  return sumOf([...parts, searches]);
}

function costOfTokens(model: string, usage: PricedUsage, at: Instant | null): number | null {
  const price = priceFor(model, at);
  const rates = price && ratesFor(price, usage);
  if (!rates) return null;
  const microdollars =
    usage.input * rates.input +
    usage.cache_write_5m * rates.cache_write_5m +
    usage.cache_write_1h * rates.cache_write_1h +
    usage.cache_read * rates.cache_read +
    usage.output * rates.output;
  return microdollars / 1e6;
}

/** Searches stand with the whole call only. */
function costOfSearches(model: string, usage: PricedUsage, at: Instant | null): number | null {
  const price = priceFor(model, at);
  return price && (usage.web_searches * price.web_searches_usd) / 1000;
}

/** Models seen, with the name they are priced under: there are few, and millions of calls. */
const pricedIds = new Map<string, string | null>();
const mostPricedIds = 1000;

function priceFor(model: string, at: Instant | null): Price | null {
  let id = pricedIds.get(model);
  if (id === undefined) {
    id = modelIdsFrom(model).find((name) => priceOf(name, null) !== null) ?? null;
    if (pricedIds.size >= mostPricedIds) pricedIds.clear();
    pricedIds.set(model, id);
  }
  return id === null ? null : priceOf(id, at);
}

/** The rates with everything that the call itself changes about them. */
function ratesFor(price: Price, usage: PricedUsage): Rates | null {
  const base = usage.speed === 'fast' ? fastRates(price) : price.rates;
  const tier = factorFor(usage.tier, price.tiers);
  if (!base || tier === null) return null;
  const prompt = usage.input + usage.cache_read + usage.cache_write_5m + usage.cache_write_1h;
  const long = price.long && prompt > price.long.above ? price.long : { input: 1, output: 1 };
  const factor = tier * (usage.region === 'us' ? price.us_region : 1);
  return scaled(base, long.input * factor, long.output * factor);
}

function fastRates({ fast, rates }: Price): Rates | null {
  return fast && { ...scaled(rates, fast.input / rates.input, 1), output: fast.output };
}

const standardTiers: ReadonlySet<string> = new Set(['', 'standard', 'default', 'auto']);

/** Null for a tier whose price is agreed on elsewhere. */
function factorFor(tier: string | null, tiers: Price['tiers']): number | null {
  if (tier === null || standardTiers.has(tier)) return 1;
  return Object.hasOwn(tiers, tier) ? (tiers[tier] ?? null) : null;
}

const scaled = (rates: Rates, input: number, output: number): Rates => ({
  input: rates.input * input,
  cache_write_5m: rates.cache_write_5m * input,
  cache_write_1h: rates.cache_write_1h * input,
  cache_read: rates.cache_read * input,
  output: rates.output * output,
});

/** Null as soon as one of them is not known: half a price is no price. */
function sumOf(costs: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const cost of costs) {
    if (cost === null) return null;
    sum += cost;
  }
  return sum;
}
