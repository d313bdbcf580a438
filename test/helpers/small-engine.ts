import type { Handlers, Output } from '../../src/contract/api.ts';
import type { EngineEvent, ScanStatus } from '../../src/contract/events.ts';
import { fail, ok, type Result } from '../../src/contract/result.ts';
import type { Session, SessionCourse } from '../../src/contract/session.ts';
import { noTokens } from '../../src/contract/units.ts';
import type { RunningEngine } from '../../src/engine/start-worker.ts';
import { apiFromCall } from '../../src/rpc/client.ts';
import { answer } from '../../src/rpc/serve.ts';
import { makeExportHandlers } from './fake-engine/export.ts';
import { madeUpFiles, madeUpFileSession, madeUpHistory } from './fake-engine/files.ts';
import { findInMessages } from './fake-engine/find.ts';
import { makeActivityAnalytics, makeEventAnalytics } from './fake-engine/analytics.ts';
import { madeUpRecords } from './fake-engine/raw.ts';
import { makeSettingsHandlers } from './fake-engine/settings.ts';
import { makeContext, makeTimeline } from './fake-engine/timeline.ts';

const oneOutline = { total: 1, kinds: 'u', sizes: [10], tool_calls: [0], errors: [0], times: [null] };

export const idleStatus: ScanStatus = {
  phase: 'idle',
  catalog_done: true,
  text_done: true,
  text_paused: false,
  bytes_done: 10,
  bytes_total: 10,
  sessions_done: 2,
  sessions_total: 2,
  bytes_read: 10,
  rows_written: 4,
  problems: [],
  last_scanned_at: '2026-08-01T09:00:00.000Z',
};

export const noCourse: SessionCourse = {
  turns: null,
  steer_count: null,
  policies: [],
  compactions: [],
  hook_run_count: 0,
  approvals: { asked: 0, granted: 0, denied: 0 },
  api_errors: { retried: 0, final: 0 },
};

export const oneSession: Session = {
  session_id: 'aaaa1111',
  source: 'alpha_agent',
  provider_label: 'Alpha',
  project_dir: '/home/dev/site',
  cwd: '/home/dev/site',
  title: 'Fix the login test',
  models: ['model-a'],
  tokens: { ...noTokens, input: 1200, output: 300, total: 1500 },
  cost_usd: 0.25,
  agent_cost_usd: null,
  cost_basis: 'estimated',
  unpriced_tokens: 0,
  billing_source: null,
  message_count: 3,
  user_message_count: 1,
  tool_call_count: 1,
  error_count: 0,
  first_message_at: '2026-08-01T08:00:00.000Z',
  last_message_at: '2026-08-01T08:05:00.000Z',
  duration_ms: 300_000,
  active_ms: 120_000,
  is_active: false,
  is_gone: false,
  entrypoints: ['cli'],
  git_branch: 'main',
  versions: ['1.0.0'],
  parent_session_id: null,
  init_mode: 'new',
  resume_count: null,
  aborted_turn_count: null,
  subagent_count: 0,
  compaction_count: 0,
  lines_added: 4,
  lines_removed: 1,
  problem_count: 0,
  bytes: 2048,
};

const card = (source: string, provider_label: string, route: string): Output<'sources'>['sources'][number] => ({
  source,
  provider_label,
  route,
  source_status: 'available',
  status_reason: 'Two sessions were found.',
  setup_hint: null,
  source_path: `/home/dev/.${route}`,
  source_paths: [`/home/dev/.${route}`],
  session_count: 2,
  message_count: 6,
  bytes: 4096,
  problem_count: 0,
  remarks: [],
  limits: [],
  plan: null,
  credits: null,
  daily_sessions: [0, 1, 1],
  first_activity_at: '2026-08-01T08:00:00.000Z',
  last_activity_at: '2026-08-01T08:05:00.000Z',
  last_scanned_at: '2026-08-01T09:00:00.000Z',
});

const usageRow = { tokens: oneSession.tokens, cost_usd: 0.25, unpriced_tokens: 0, call_count: 2, session_count: 1 };

const missing = (): Result<never> => fail('not_found', 'This session is not known.', 'Rescan the source.');

const known = (session_id: string): boolean => session_id === oneSession.session_id;
const knownSource = (source: string): boolean => ['all', 'alpha_agent', 'beta_agent'].includes(source);

/** Handlers of a small world: two sources, one session. Tests replace the ones they care about. */
export function fakeHandlers(changed: Partial<Handlers> = {}): Handlers {
  const handlers: Handlers = {
    sources: () => ok({ sources: [card('alpha_agent', 'Alpha', 'alpha'), card('beta_agent', 'Beta', 'beta')] }),
    status: () => ok(idleStatus),
    scan: () => ok(idleStatus),
    forgetSession: () => ok({ forgotten_files: 1 }),
    pauseText: ({ is_paused }) => ok({ ...idleStatus, text_paused: is_paused }),
    sessions: ({ source, q }) => {
      if (!knownSource(source)) return fail('not_found', 'There is no such source.');
      const sessions = [oneSession].filter((one) => !q || one.title.includes(q) || one.session_id.includes(q));
      const place = { source, source_status: 'available' as const, source_path: null };
      return ok({ sessions, total: sessions.length, next_offset: null, ...place, last_scanned_at: null });
    },
    facets: () => ok({ projects: [], models: [{ model: 'model-a', session_count: 1 }], branches: [] }),
    session: ({ session_id }) =>
      known(session_id)
        ? ok({
            session: oneSession,
            subagents: [],
            problems: [],
            line_counts: { lines: 3, messages: 3, notices: 0, bookkeeping: 0, copies: 0, problems: 0 },
            course: noCourse,
            related: [],
            resume_command: 'alpha resume aaaa1111',
            resume_lines: [{ shell: 'posix', line: 'alpha resume aaaa1111' }],
          })
        : missing(),
    outline: () => ok({ total: 1, kinds: 'u', sizes: [10], tool_calls: [0], errors: [0], times: [null] }),
    timeline: () => ok(makeTimeline(oneSession, oneOutline)),
    contextAutopsy: () => ok(makeContext(oneOutline)),
    messages: ({ session_id }) =>
      known(session_id) ? ok({ messages: [prompt], total: 1, next_offset: null }) : missing(),
    blockText: () => ok({ text: 'more', text_length: 4, next_offset: null }),
    image: () => ok({ media_type: 'image/png', base64: 'AAAA' }),
    beginExport: makeExportHandlers(({ session_id }) => (known(session_id) ? 1 : null)).beginExport,
    exportPart: () => ok({ phase: 'done', text: '# A session\n', messages_done: 2, messages_total: 2, hidden: [] }),
    find: ({ q }) => ok(findInMessages([prompt], q)),
    raw: () => ok(madeUpRecords(1)),
    files: () => ok(madeUpFiles()),
    fileHistory: ({ path }) => ok(madeUpHistory(path)),
    fileSessions: ({ path }) => ok({ sessions: [madeUpFileSession(oneSession, path)], total: 1, next_offset: null }),
    toolAnalytics: ({ source }) =>
      ok({
        tool_counts: { Bash: 2 },
        tool_errors: { Bash: 1 },
        tool_denials: {},
        tool_durations: {},
        top_files_read: [{ path: 'src/a.ts', count: 2 }],
        top_files_written: [],
        top_commands: [{ command: 'npm test', count: 2 }],
        top_programs: [{ program: 'npm', count: 2, error_count: 1, command_count: 1, commands: [] }],
        tool_interruptions: {},
        session_count: 1,
        date_range_days: 30,
        source,
        source_status: 'available',
        source_path: null,
        last_scanned_at: null,
      }),
    activityAnalytics: ({ source }) => ok(makeActivityAnalytics([oneSession], { source, date_range_days: 30 })),
    eventAnalytics: ({ source }) => ok(makeEventAnalytics([oneSession], { source, date_range_days: 30 })),
    usageAnalytics: ({ source, days }) =>
      ok({
        totals: usageRow,
        by_day: [{ ...usageRow, day: '2026-08-01' }],
        by_model: [{ ...usageRow, model: 'model-a' }],
        by_project: [{ ...usageRow, project_dir: null }],
        by_source: [{ ...usageRow, source: 'alpha' }],
        by_day_model: [{ ...usageRow, day: '2026-08-01', model: 'model-a' }],
        by_day_source: [],
        by_day_project: [],
        active_ms: 60_000,
        problem_count: 0,
        user_message_count: 1,
        tool_call_count: 2,
        tool_error_count: 1,
        duplicate_call_count: 0,
        prices_as_of: '2026-08-01',
        date_range_days: days === 'all' ? null : days,
        source,
      }),
    ...makeSettingsHandlers(),
    rebuild: () => ok(idleStatus),
    search: ({ source, q }) =>
      ok({
        hits: [
          {
            session_id: oneSession.session_id,
            source: source === 'all' ? 'alpha_agent' : source,
            title: oneSession.title,
            message_id: 'm1',
            index: 0,
            agent_id: null,
            role: 'user',
            at: null,
            session_hits: 1,
            snippet: `please \u{e000}${q}\u{e001} it`,
            field: 'text',
          },
        ],
        total: 1,
        total_sessions: 1,
        next_offset: null,
      }),
  };
  return { ...handlers, ...changed };
}

const prompt: Output<'messages'>['messages'][number] = {
  message_id: 'm1',
  index: 0,
  role: 'user',
  at: '2026-08-01T08:00:00.000Z',
  model: null,
  turn_id: null,
  agent_id: null,
  is_meta: false,
  branch: null,
  usage: null,
  stop_reason: null,
  effort: null,
  cache_miss: null,
  blocks: [
    {
      type: 'text',
      block_id: 'b1',
      text: 'Fix the login test',
      text_length: 18,
      format: 'markdown',
      label: null,
      is_injected: false,
    },
  ],
};

export interface FakeEngine extends RunningEngine {
  /** Every call that arrived, in order. */
  calls: { method: string; input: unknown }[];
  /** What handlers threw. */
  bugs: unknown[];
  listener_count(): number;
  send(event: EngineEvent): void;
  is_stopped: boolean;
}

/** An engine without threads or disk: the handlers behind the same door as the real ones. */
export function fakeEngine(changed: Partial<Handlers> = {}): FakeEngine {
  const handlers = fakeHandlers(changed);
  const listeners = new Set<(event: EngineEvent) => void>();
  const bugs: unknown[] = [];
  const calls: { method: string; input: unknown }[] = [];
  const call = (method: string, input: unknown): Promise<Result<unknown>> => {
    calls.push({ method, input });
    return answer(handlers, method, input, (bug) => bugs.push(bug));
  };
  const engine: FakeEngine = {
    calls,
    bugs,
    call,
    api: apiFromCall(call),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    listener_count: () => listeners.size,
    send: (event) => listeners.forEach((listener) => listener(event)),
    is_stopped: false,
    async stop() {
      engine.is_stopped = true;
    },
  };
  return engine;
}
