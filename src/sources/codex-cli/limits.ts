import { filledTextOf, flagOf, instantFromMs, numberOf, type Shape, shapeOf, textOf, wordOf } from '../shape.ts';
import type { LimitFacts, SessionFacts } from '../source.ts';
import type { Entry } from './item.ts';
import type { Memory } from './memory.ts';

/** What a token count says about the account: who pays, and how far its limits are used up. */
export function limitFacts(entry: Entry, memory: Memory): SessionFacts | null {
  const limits = shapeOf(entry.body['rate_limits']);
  const facts: SessionFacts = {};
  const billing_hint = billingHint(memory, limits);
  if (billing_hint !== null) facts.billing_hint = billing_hint;
  // A copied line says how things stood when it was first written, under a new time.
  if (limits && entry.at !== null && !memory.is_copied) {
    const said = limitsOf(limits, entry.at);
    if (said) facts.limits = said;
  }
  return Object.keys(facts).length === 0 ? null : facts;
}

/** The log never says who pays; only accounts of a plan have limits. */
function billingHint(memory: Memory, limits: Shape | null): string | null {
  if (memory.provider !== null && memory.provider !== 'openai') return 'gateway';
  const hasPlan = limits !== null && (planOf(limits) !== null || windowsOf(limits, null).length > 0);
  if (hasPlan) memory.has_plan = true;
  return memory.has_plan ? 'subscription_likely' : 'api_likely';
}

const planOf = (limits: Shape): string | null => wordOf(limits['plan_type']);

function limitsOf(limits: Shape, at: string): LimitFacts | null {
  const family = filledTextOf(limits['limit_id']);
  // Other families meter single models; the account's own meter is this one.
  if (family !== null && family !== 'codex') return null;
  const windows = windowsOf(limits, at);
  const plan = planOf(limits);
  const credits = creditsOf(limits);
  return windows.length === 0 && plan === null && credits === null ? null : { at, plan, credits, windows };
}

/** Windows stand in two slots, but their slot says nothing about their length. */
function windowsOf(limits: Shape, at: string | null): LimitFacts['windows'] {
  const individual = shapeOf(limits['individual_limit']);
  return [
    ...['primary', 'secondary'].map((slot) => windowOf(shapeOf(limits[slot]) ?? flatWindow(limits, slot), at)),
    individual && individualWindow(individual),
  ].filter((window) => window !== null);
}

/** 0.40 wrote the windows without objects of their own. */
const flatWindow = (limits: Shape, slot: string): Shape => ({
  used_percent: limits[`${slot}_used_percent`],
  window_minutes: limits[`${slot}_window_minutes`],
});

function windowOf(window: Shape, at: string | null): LimitFacts['windows'][number] | null {
  const used_percent = numberOf(window['used_percent']);
  if (used_percent === null) return null;
  const window_minutes = numberOf(window['window_minutes']);
  const seconds = numberOf(window['resets_in_seconds']);
  const resets = numberOf(window['resets_at']);
  const written = at === null ? null : Date.parse(at);
  const resets_ms =
    resets !== null ? resets * 1000 : seconds !== null && written !== null ? written + seconds * 1000 : null;
  return { name: nameOf(window_minutes), used_percent, window_minutes, resets_at: instantFromMs(resets_ms) };
}

function individualWindow(limit: Shape): LimitFacts['windows'][number] | null {
  const remaining = numberOf(limit['remaining_percent']);
  if (remaining === null) return null;
  const resets = numberOf(limit['resets_at']);
  return {
    name: 'spending limit',
    used_percent: Math.max(0, 100 - remaining),
    window_minutes: null,
    resets_at: instantFromMs(resets === null ? null : resets * 1000),
  };
}

const named: [minutes: number, name: string][] = [
  [300, '5 hours'],
  [1440, 'day'],
  [10_080, 'week'],
  [43_200, '30 days'],
];

function nameOf(minutes: number | null): string {
  if (minutes === null) return 'limit';
  const close = named.find(([most]) => Math.abs(minutes - most) <= most * 0.02);
  return close?.[1] ?? `${Math.round(minutes)} minutes`;
}

function creditsOf(limits: Shape): string | null {
  const credits = shapeOf(limits['credits']);
  if (!credits) return null;
  if (flagOf(credits['unlimited'])) return 'unlimited';
  const balance = textOf(credits['balance']) ?? numberOf(credits['balance'])?.toString() ?? null;
  if (balance !== null && /^-?\d{1,12}(?:\.\d{1,6})?$/.test(balance)) return balance;
  return credits['has_credits'] === false ? '0' : null;
}
