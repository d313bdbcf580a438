import type {
  ActivityAnalytics,
  EventAnalytics,
  ToolAnalytics,
  UsageAnalytics,
  UsageRow,
} from '../../../src/contract/analytics.ts';
import type { Session } from '../../../src/contract/session.ts';
import { noTokens } from '../../../src/contract/units.ts';
import { randomFrom } from './random.ts';
import { commands, files, hostileTitles } from './words.ts';

type Common = Pick<ToolAnalytics, 'source' | 'source_status' | 'source_path' | 'last_scanned_at' | 'date_range_days'>;

const tools = [
  ['Bash', 0.42],
  ['Read', 0.21],
  ['Edit', 0.15],
  ['Grep', 0.08],
  ['TodoWrite', 0.04],
  ['apply_patch', 0.03],
  ['Task', 0.02],
  ['WebFetch', 0.02],
  ['Write', 0.015],
  ['mcp__tracker__get_issue', 0.01],
  ['NotebookEdit', 0.001],
] as const;

/** Figures that agree with the totals of the sessions given. */
export function makeToolAnalytics(sessions: readonly Session[], common: Common): ToolAnalytics {
  const calls = sum(sessions.map((session) => session.tool_call_count));
  const random = randomFrom(calls + 1);
  const counts = tools
    .map(([name, share]) => [name, Math.round(calls * share)] as const)
    .filter(([, count]) => count > 0);
  const known = counts.filter(([name]) => name !== 'Task');
  const paths = (calls === 0 ? [] : files).map((file) => `/home/dev/work/storefront/${file}`);
  return {
    tool_counts: Object.fromEntries(counts),
    tool_errors: Object.fromEntries(counts.map(([name, count]) => [name, Math.floor(count * random.next() * 0.08)])),
    tool_denials: Object.fromEntries(
      counts.filter((_, place) => place % 3 === 0).map(([name, count]) => [name, Math.floor(count * 0.01)]),
    ),
    tool_durations: Object.fromEntries(
      known.map(([name, count]) => [
        name,
        { count: Math.ceil(count * 0.9), p50_ms: random.whole(10, 900), p95_ms: random.whole(1000, 90_000) },
      ]),
    ),
    top_files_read: paths.map((path, place) => ({ path, count: Math.ceil((calls * 0.02) / (place + 1)) })),
    top_files_written: paths
      .slice(0, 5)
      .map((path, place) => ({ path, count: Math.ceil((calls * 0.01) / (place + 1)) })),
    top_commands: [...commands.map(([command]) => command), `echo ${hostileTitles[0]}`, hostileTitles[8]]
      .map((command, place) => ({ command, count: Math.ceil((calls * 0.05) / (place + 1)) }))
      .filter((row) => row.count > 0),
    top_programs: ['npm', 'git', 'rg', 'cat', 'docker', 'psql', 'curl', 'node']
      .map((program, place) => ({ program, count: Math.ceil((calls * 0.1) / (place + 1)) }))
      .filter((row) => row.count > 0)
      .map((row) => ({
        ...row,
        error_count: Math.floor(row.count * random.next() * 0.1),
        command_count: 2,
        commands: ['--version', 'run all'].map((words, place) => ({
          command: `${row.program} ${words}`,
          count: Math.ceil(row.count / (place + 2)),
          error_count: 0,
        })),
      })),
    tool_interruptions: {},
    session_count: sessions.length,
    ...common,
  };
}

export function makeUsageAnalytics(
  sessions: readonly Session[],
  common: Pick<Common, 'source' | 'date_range_days'>,
): UsageAnalytics {
  const dated = sessions.filter((session) => session.last_message_at !== null);
  return {
    totals: rowOf(dated),
    by_day: [...groupBy(dated, dayOf)]
      .map(([day, group]) => ({ day, ...rowOf(group) }))
      .toSorted((a, b) => a.day.localeCompare(b.day)),
    by_model: [...groupBy(dated, model)].map(([name, group]) => ({ model: name, ...rowOf(group) })),
    by_project: [...groupBy(dated, (session) => session.project_dir)].map(([project_dir, group]) => ({
      project_dir,
      ...rowOf(group),
    })),
    by_day_model: [...groupBy(dated, (session) => `${dayOf(session)} ${model(session)}`)].map(([key, group]) => ({
      day: key.slice(0, 10),
      model: key.slice(11),
      ...rowOf(group),
    })),
    by_source: [...groupBy(dated, (session) => session.source)].map(([source, group]) => ({ source, ...rowOf(group) })),
    by_day_source: [...groupBy(dated, (session) => `${dayOf(session)} ${session.source}`)].map(([key, group]) => ({
      day: key.slice(0, 10),
      source: key.slice(11),
      ...rowOf(group),
    })),
    by_day_project: [...groupBy(dated, (session) => `${dayOf(session)} ${session.project_dir ?? ''}`)].map(
      ([key, group]) => ({ day: key.slice(0, 10), project_dir: key.slice(11) || null, ...rowOf(group) }),
    ),
    active_ms: sum(dated.map((session) => session.active_ms ?? 0)),
    problem_count: sum(dated.map((session) => session.problem_count)),
    user_message_count: sum(dated.map((session) => session.user_message_count)),
    tool_call_count: sum(dated.map((session) => session.tool_call_count)),
    tool_error_count: sum(dated.map((session) => session.error_count)),
    duplicate_call_count: Math.floor(dated.length * 1.7),
    prices_as_of: '2026-11-01',
    ...common,
  };
}

type Range = Pick<Common, 'source' | 'date_range_days'>;
const untimed = { count: 0, total_ms: 0, p50_ms: null, p95_ms: null };

/** Days and hours of the sessions given; nothing else happened in them. */
export function makeActivityAnalytics(sessions: readonly Session[], range: Range): ActivityAnalytics {
  const dated = sessions.filter((session) => session.last_message_at !== null);
  const hourOf = (session: Session) => new Date(session.last_message_at ?? 0);
  const hours = groupBy(dated, (session) => ((hourOf(session).getDay() + 6) % 7) * 24 + hourOf(session).getHours());
  const calls = (group: readonly Session[]) => sum(group.map((each) => each.message_count - each.user_message_count));
  const prompts = (group: readonly Session[]) => sum(group.map((each) => each.user_message_count));
  return {
    by_day: [...groupBy(dated, dayOf)]
      .map(([day, group]) => ({
        day,
        session_count: group.length,
        prompt_count: prompts(group),
        call_count: calls(group),
        tool_call_count: sum(group.map((each) => each.tool_call_count)),
      }))
      .toSorted((a, b) => a.day.localeCompare(b.day)),
    by_hour: [...hours].map(([hour, group]) => ({
      weekday: Math.floor(hour / 24),
      hour: hour % 24,
      session_count: group.length,
      prompt_count: prompts(group),
      call_count: calls(group),
    })),
    session_count: dated.length,
    lengths: [{ from_ms: 0, to_ms: null, session_count: dated.length }],
    active: untimed,
    first_edits: dated.length > 0 ? [{ turn: null, session_count: dated.length }] : [],
    turns: { total: prompts(dated), p50: null, most: null },
    subagent_count: sum(dated.map((session) => session.subagent_count)),
    sessions_with_subagents: dated.filter((session) => session.subagent_count > 0).length,
    compaction_count: sum(dated.map((session) => session.compaction_count)),
    sessions_with_compactions: dated.filter((session) => session.compaction_count > 0).length,
    retry_count: 0,
    gave_up_count: 0,
    ...range,
  };
}

/** No reviews, hooks or compactions; the lines that the sessions changed. */
export function makeEventAnalytics(sessions: readonly Session[], range: Range): EventAnalytics {
  const lines = {
    lines_added: sum(sessions.map((session) => session.lines_added ?? 0)),
    lines_removed: sum(sessions.map((session) => session.lines_removed ?? 0)),
  };
  const none = { count: 0, granted: 0, denied: 0, aborted: 0, unanswered: 0 };
  return {
    reviews: { ...none, waiting: untimed, by_decider: [], by_tool: [] },
    hooks: [],
    compactions: [],
    api_errors: [],
    accepted: { ...lines, by_file_type: [], by_model: [] },
    ...range,
  };
}

const model = (session: Session): string => session.models[0] ?? 'unknown';

function rowOf(sessions: readonly Session[]): UsageRow {
  const tokens = { ...noTokens };
  for (const session of sessions) {
    for (const name of Object.keys(tokens) as (keyof typeof tokens)[]) tokens[name] += session.tokens[name];
  }
  const priced = sessions.filter((session) => session.cost_usd !== null);
  return {
    tokens,
    cost_usd: priced.length > 0 ? sum(priced.map((session) => session.cost_usd ?? 0)) : null,
    unpriced_tokens: sum(sessions.map((session) => session.unpriced_tokens)),
    call_count: sum(sessions.map((session) => session.message_count - session.user_message_count)),
    session_count: sessions.length,
  };
}

/** The local day of a session's last message. */
export function dayOf(session: Session): string {
  const at = new Date(session.last_message_at ?? 0);
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export function groupBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

const two = (part: number): string => String(part).padStart(2, '0');
