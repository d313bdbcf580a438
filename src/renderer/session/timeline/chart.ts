import type { ToolKind } from '../../../contract/message.ts';
import { numbersFromSteps, startsFromGaps, subjectPlaces } from '../../../contract/timeline-columns.ts';
import {
  type Timeline,
  type TimelineBasis,
  timelineBases,
  type TimelineKind,
  timelineKinds,
  type TimelineOutcome,
  timelineOutcomes,
  type TimelineSubagent,
} from '../../../contract/timeline.ts';

/** One item in full, put together when it is looked at. */
export interface ChartItem {
  index: number;
  kind: TimelineKind | 'subagent';
  basis: TimelineBasis;
  outcome: TimelineOutcome;
  /** Its message; null for a subagent that no call of the thread started. */
  message: number | null;
  /** Milliseconds since 1970; null when the log has none. */
  at: number | null;
  duration_ms: number | null;
  lead_ms: number;
  name: string | null;
  tool_kind: ToolKind | null;
  subject: string | null;
  call: ChartCall | null;
  subagent: TimelineSubagent | null;
}

export interface ChartCall {
  context: number;
  uncached: number;
  cost_usd: number | null;
}

/**
 * A timeline as it is drawn: columns of numbers, subagents behind the other items. `from` and `to` are milliseconds since
 * the first time of the thread; an item without a time stands where the one before it does. A thread without any times, or
 * with a single one for everything, is laid out by its messages, a second for each.
 */
export interface Chart {
  timeline: Timeline;
  count: number;
  is_timed: boolean;
  /** Why it is not laid out in time; null when it is. */
  untimed: 'no times' | 'one time' | null;
  length_ms: number;
  from: Float64Array;
  to: Float64Array;
  /** Place in the thread; -1 for none. */
  messages: Int32Array;
  /** Places in the timeline's subjects. */
  subjects: Int32Array;
  /** Letters of the contract, `s` for subagents. */
  kinds: string;
  /** Where each message of the thread stands; never decreasing. */
  message_from: Float64Array;
  /** The calls of the model, in order: where they ended, what they read, of it not out of the cache, and dollars; 0 for an unknown price. */
  calls: { items: Float64Array; at: Float64Array; contexts: Float64Array; uncached: Float64Array; costs: Float64Array };
  most_context: number;
  has_costs: boolean;
}

/** How long a message is drawn when the log has no times. */
export const untimedStep_ms = 1000;

export function chartFrom(timeline: Timeline): Chart {
  const { items, subagents, total } = timeline;
  const own = items.kinds.length;
  const count = own + subagents.length;
  const untimed = untimedReason(timeline);
  const is_timed = untimed === null;
  const places = numbersFromSteps(items.messages);
  const starts = startsFromGaps(items);
  const messages = new Int32Array(count).fill(-1);
  const from = new Float64Array(count);
  const to = new Float64Array(count);
  let last = 0;
  for (let at = 0; at < own; at += 1) {
    const message = places[at] ?? 0;
    const known = is_timed ? starts[at]! : message * untimedStep_ms;
    last = Number.isNaN(known) ? last : known;
    messages[at] = message;
    from[at] = last;
    to[at] = last + (is_timed ? (items.durations[at] ?? 0) : untimedStep_ms * 0.8);
  }
  subagents.forEach((agent, place) => {
    const at = own + place;
    const called = agent.message === null ? 0 : messageStart(messages, from, own, agent.message);
    messages[at] = agent.message ?? -1;
    from[at] = is_timed ? (agent.start ?? called) : called;
    to[at] = is_timed ? (agent.end ?? from[at]!) : called + untimedStep_ms * 0.8;
  });
  const calls = callsOf(timeline, to);
  return {
    timeline,
    count,
    is_timed,
    untimed,
    length_ms: Math.max(1, is_timed ? timeline.ended_at! - timeline.began_at! : total * untimedStep_ms, ...extent(to)),
    from,
    to,
    messages,
    subjects: subjectPlaces(items.subjects),
    kinds: items.kinds + 's'.repeat(subagents.length),
    message_from: messageStarts(timeline, messages, from),
    calls,
    has_costs: timeline.calls.costs_microusd.some((cost) => cost !== null),
    most_context: calls.contexts.reduce((most, context) => Math.max(most, context), 0),
  };
}

function untimedReason({ began_at, ended_at, subagents }: Timeline): Chart['untimed'] {
  if (began_at === null) return 'no times';
  const isOne = began_at === ended_at && subagents.every(({ end }) => end === null || end <= 0);
  return isOne ? 'one time' : null;
}

const extent = (to: Float64Array): [number] => [to.reduce((most, end) => Math.max(most, end), 0)];

function messageStart(messages: Int32Array, from: Float64Array, own: number, message: number): number {
  const at = messages.subarray(0, own).indexOf(message);
  return at < 0 ? 0 : from[at]!;
}

/** Messages without an item stand where the one before them does; a wait before a prompt is no part of it. */
function messageStarts({ total, items }: Timeline, messages: Int32Array, from: Float64Array): Float64Array {
  const starts = new Float64Array(total).fill(Number.NaN);
  for (let at = 0; at < items.kinds.length; at += 1) {
    const message = messages[at]!;
    if (items.kinds[at] !== 'w' && !(starts[message]! <= from[at]!)) starts[message] = from[at]!;
  }
  let last = 0;
  for (let message = 0; message < total; message += 1)
    starts[message] = last = Math.max(last, Number.isNaN(starts[message]!) ? last : starts[message]!);
  return starts;
}

function callsOf({ calls }: Timeline, to: Float64Array): Chart['calls'] {
  const items = numbersFromSteps(calls.items);
  return {
    items,
    at: items.map((item) => to[item]!),
    contexts: numbersFromSteps(calls.contexts),
    uncached: Float64Array.from(calls.uncached),
    costs: Float64Array.from(calls.costs_microusd, (cost) => (cost ?? 0) / 1e6),
  };
}

/** Everything known about one item. */
export function itemAt(chart: Chart, index: number): ChartItem {
  const { timeline, is_timed } = chart;
  const own = timeline.items.kinds.length;
  if (index >= own) return subagentItem(chart, index, timeline.subagents[index - own]!);
  const { items } = timeline;
  const letter = <T>(known: Record<string, T>, text: string): T => known[text[index] ?? ''] as T;
  const name = items.names[index] ?? -1;
  const hasTime = timeline.began_at !== null && items.gaps[index] !== null;
  return {
    index,
    kind: letter(timelineKinds, items.kinds),
    basis: letter(timelineBases, items.bases),
    outcome: letter(timelineOutcomes, items.outcomes),
    message: chart.messages[index]!,
    at: hasTime ? timeline.began_at! + (is_timed ? chart.from[index]! : 0) : null,
    duration_ms: items.durations[index] ?? null,
    lead_ms: items.leads.find(([item]) => item === index)?.[1] ?? 0,
    name: timeline.names[name] ?? null,
    tool_kind: timeline.tool_kinds[name] ?? null,
    subject: timeline.subjects[chart.subjects[index] ?? -1] ?? null,
    call: callOf(chart, index),
    subagent: null,
  };
}

function subagentItem({ timeline, messages }: Chart, index: number, agent: TimelineSubagent): ChartItem {
  const isSpan = agent.start !== null && agent.end !== null;
  const message = messages[index]!;
  return {
    index,
    kind: 'subagent',
    basis: isSpan ? 'observed' : 'none',
    outcome: agent.state === 'failed' ? 'error' : agent.state === 'completed' ? 'ok' : 'unknown',
    message: message < 0 ? null : message,
    at: timeline.began_at === null || agent.start === null ? null : timeline.began_at + agent.start,
    duration_ms: isSpan ? agent.end! - agent.start! : null,
    lead_ms: 0,
    name: agent.type ?? 'subagent',
    tool_kind: null,
    subject: agent.description,
    call: null,
    subagent: agent,
  };
}

function callOf({ timeline, calls }: Chart, index: number): ChartCall | null {
  const place = firstAtOrAfter(calls.items, index);
  if (calls.items[place] !== index) return null;
  const cost = timeline.calls.costs_microusd[place] ?? null;
  return {
    context: calls.contexts[place]!,
    uncached: calls.uncached[place]!,
    cost_usd: cost === null ? null : cost / 1e6,
  };
}

/** Place of the first value that is not below; the length when all are. */
export function firstAtOrAfter(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The item that stands for a message: its tool, its call of the model, else its first. Null when it has none. */
export function itemOfMessage(chart: Chart, message: number): number | null {
  const own = chart.timeline.items.kinds.length;
  let low = 0;
  let high = own;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (chart.messages[middle]! < message) low = middle + 1;
    else high = middle;
  }
  if (chart.messages[low] !== message || low >= own) return null;
  for (let at = low; at < own && chart.messages[at] === message; at += 1)
    if ('kte'.includes(chart.kinds[at]!)) return at;
  return low;
}

/** The message in view at a time. */
export function messageAt(chart: Chart, time: number): number {
  const after = firstAtOrAfter(chart.message_from, time + 1e-6);
  return Math.max(0, Math.min(after, chart.message_from.length) - 1);
}
