import type { UsageAnalytics, UsageRow } from '../contract/analytics.ts';
import { noTokens, type Tokens } from '../contract/units.ts';

/** Calls of one session, day, model and project, already added up. */
export interface UsageGroup {
  session: string;
  source: string;
  /** Local day; null when the log has no time. */
  day: string | null;
  model: string;
  project_dir: string | null;
  tokens: Tokens;
  /** Sum over the calls that have a price; null when none has. */
  cost_usd: number | null;
  unpriced_tokens: number;
  call_count: number;
}

type Breakdown = Pick<
  UsageAnalytics,
  'totals' | 'by_day' | 'by_model' | 'by_project' | 'by_source' | 'by_day_model' | 'by_day_project' | 'by_day_source'
>;

/** The same calls in total and by day, model and project. Days ascend; models and projects descend by cost, then tokens. */
export function usageBreakdown(groups: readonly UsageGroup[]): Breakdown {
  const dated = groups.filter((group) => group.day !== null);
  return {
    totals: rowOf(groups),
    by_day: gathered(dated, (group) => group.day!, (rows) => ({ day: rows[0]!.day! })).toSorted((a, b) => a.day.localeCompare(b.day)),
    by_model: gathered(groups, (group) => group.model, (rows) => ({ model: rows[0]!.model })).toSorted(byWeight),
    by_project: gathered(groups, (group) => group.project_dir ?? '', (rows) => ({ project_dir: rows[0]!.project_dir })).toSorted(byWeight),
    by_day_model: gathered(dated, (group) => `${group.day}\n${group.model}`, (rows) => ({ day: rows[0]!.day!, model: rows[0]!.model }))
      .toSorted((a, b) => a.day.localeCompare(b.day) || a.model.localeCompare(b.model)),
    by_source: gathered(groups, (group) => group.source, (rows) => ({ source: rows[0]!.source })).toSorted(byWeight),
    by_day_source: gathered(dated, (group) => `${group.day}\n${group.source}`, (rows) => ({ day: rows[0]!.day!, source: rows[0]!.source })).toSorted(byDay),
    by_day_project: gathered(dated, (group) => `${group.day}\n${group.project_dir ?? ''}`, (rows) => ({ day: rows[0]!.day!, project_dir: rows[0]!.project_dir })).toSorted(byDay),
  }; // prettier-ignore
}

function gathered<K extends object>(
  groups: readonly UsageGroup[],
  keyOf: (group: UsageGroup) => string,
  head: (rows: UsageGroup[]) => K,
): (K & UsageRow)[] {
  return [...Map.groupBy(groups, keyOf).values()].map((rows) => ({ ...head(rows), ...rowOf(rows) }));
}

const byDay = (a: { day: string }, b: { day: string }): number => a.day.localeCompare(b.day);
const byWeight = (a: UsageRow, b: UsageRow): number =>
  (b.cost_usd ?? 0) - (a.cost_usd ?? 0) || b.tokens.total - a.tokens.total;

function rowOf(groups: readonly UsageGroup[]): UsageRow {
  const tokens: Tokens = { ...noTokens };
  let cost_usd: number | null = null;
  let unpriced_tokens = 0;
  let call_count = 0;
  for (const group of groups) {
    for (const key of Object.keys(tokens) as (keyof Tokens)[]) tokens[key] += group.tokens[key];
    if (group.cost_usd !== null) cost_usd = (cost_usd ?? 0) + group.cost_usd;
    unpriced_tokens += group.unpriced_tokens;
    call_count += group.call_count;
  }
  return {
    tokens,
    cost_usd,
    unpriced_tokens,
    call_count,
    session_count: new Set(groups.map((group) => group.session)).size,
  };
}
