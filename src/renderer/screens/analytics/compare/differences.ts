import type { Session } from '../../../../contract/session.ts';
import type { ToolAnalytics, UsageAnalytics } from '../../../../contract/analytics.ts';
import { formatCost, formatCount, formatTokens } from '../../../format/numbers.ts';
import { formatDuration } from '../../../format/times.ts';
import type { ListFilter } from '../range.ts';

/** One figure of both sides; null is unknown. */
export interface Compared {
  name: string;
  a: number | null;
  b: number | null;
  format(value: number | null): string;
  /** The sessions behind the figure among those of a side, where the list can tell them; null where it cannot. */
  list: ListFilter | null;
}

type Sides<T> = readonly [a: T, b: T];

const compared = <T>(
  sides: Sides<T>,
  name: string,
  format: Compared['format'],
  figure: (side: T) => number | null,
  list: Compared['list'] = null,
): Compared => ({ name, a: figure(sides[0]), b: figure(sides[1]), format, list });

/* A single call costs cents: what differs are parts of them. */
const fineCost = (usd: number | null): string =>
  usd !== null && usd > 0 && usd < 1 ? `$${usd.toFixed(4)}` : formatCost(usd);
const percent = (share: number | null): string => (share === null ? 'unknown' : `${(share * 100).toFixed(1)} %`);
const shareOf = (part: number, all: number): number | null => (all === 0 ? null : part / all);

/** The totals of two ranges, models or projects. */
export function usageDifferences(sides: Sides<UsageAnalytics>): Compared[] {
  const row = (name: string, format: Compared['format'], figure: (side: UsageAnalytics) => number | null) =>
    compared(sides, name, format, figure);
  return [
    row('Cost', formatCost, ({ totals }) => (totals.call_count === 0 ? 0 : totals.cost_usd)),
    row('Tokens', formatTokens, ({ totals }) => totals.tokens.total),
    row('Fresh input', formatTokens, ({ totals }) => totals.tokens.input),
    row('Cache read', formatTokens, ({ totals }) => totals.tokens.cache_read),
    row('Cache write', formatTokens, ({ totals }) => totals.tokens.cache_write),
    row('Output', formatTokens, ({ totals }) => totals.tokens.output),
    row('Input from the cache', percent, ({ totals: { tokens } }) =>
      shareOf(tokens.cache_read, tokens.input + tokens.cache_read + tokens.cache_write),
    ),
    row('Tokens without a price', formatTokens, ({ totals }) => totals.unpriced_tokens),
    row('API calls', formatCount, ({ totals }) => totals.call_count),
    row('Cost of an API call', fineCost, ({ totals }) =>
      totals.cost_usd === null ? null : shareOf(totals.cost_usd, totals.call_count),
    ),
    compared(sides, 'Sessions', formatCount, ({ totals }) => totals.session_count, {}),
    row('Prompts', formatCount, (side) => side.user_message_count),
    row('Active time', formatDuration, (side) => side.active_ms),
    row('Tool calls', formatCount, (side) => side.tool_call_count),
    row('Tool calls that failed', percent, (side) => shareOf(side.tool_error_count, side.tool_call_count)),
  ];
}

const countOf = ({ tool_counts }: ToolAnalytics, name: string): number =>
  Object.hasOwn(tool_counts, name) ? (tool_counts[name] ?? 0) : 0;

/** How often each tool was called on each side, most called first. */
export function toolDifferences(sides: Sides<ToolAnalytics>): Compared[] {
  const names = new Set(sides.flatMap((side) => Object.keys(side.tool_counts)));
  return [...names]
    .map((name) => compared(sides, name, formatCount, (side) => countOf(side, name), { tool: name }))
    .toSorted((x, y) => (y.a ?? 0) + (y.b ?? 0) - (x.a ?? 0) - (x.b ?? 0) || x.name.localeCompare(y.name));
}

/** The figures of two sessions. */
export function sessionDifferences(sides: Sides<Session>): Compared[] {
  const row = (name: string, format: Compared['format'], figure: (side: Session) => number | null) =>
    compared(sides, name, format, figure);
  return [
    row('Cost', formatCost, (side) => side.cost_usd),
    row('Tokens', formatTokens, ({ tokens }) => tokens.total),
    row('Output', formatTokens, ({ tokens }) => tokens.output),
    row('Input from the cache', percent, ({ tokens }) =>
      shareOf(tokens.cache_read, tokens.input + tokens.cache_read + tokens.cache_write),
    ),
    row('Wall time', formatDuration, (side) => side.duration_ms),
    row('Active time', formatDuration, (side) => side.active_ms),
    row('Prompts', formatCount, (side) => side.user_message_count),
    row('Messages', formatCount, (side) => side.message_count),
    row('Tool calls', formatCount, (side) => side.tool_call_count),
    row('Failed tool calls', formatCount, (side) => side.error_count),
    row('Lines added', formatCount, (side) => side.lines_added),
    row('Lines removed', formatCount, (side) => side.lines_removed),
    row('Subagents', formatCount, (side) => side.subagent_count),
    row('Compactions', formatCount, (side) => side.compaction_count),
  ];
}

/** What the second side has more or less, in the figure's own words: `+12`, `−$3.20`; empty when one is unknown or both are the same. */
export function differenceOf({ a, b, format }: Compared): string {
  if (a === null || b === null || a === b) return '';
  const words = format(Math.abs(b - a));
  if (words.startsWith('<')) return `${words} ${b > a ? 'more' : 'less'}`;
  return `${b > a ? '+' : '−'}${format === percent ? words.replace('%', 'points') : words}`;
}

/** The same in parts of the first: `+25 %`, `× 3.2`; empty where there is nothing to compare with. */
export function relativeDifferenceOf({ a, b }: Compared): string {
  if (a === null || b === null || a === 0 || a === b) return '';
  const ratio = b / a;
  if (ratio >= 2) return `× ${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(1)}`;
  const change = Math.round((ratio - 1) * 100);
  return change === 0 ? '' : `${change > 0 ? '+' : '−'}${Math.abs(change)} %`;
}
