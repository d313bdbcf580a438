import { noCourse } from './small-engine.ts';
import type { Connection, Handlers, Parsed } from '../../src/contract/api.ts';
import type { EngineEvent, ScanStatus } from '../../src/contract/events.ts';
import type { Hit } from '../../src/contract/methods.ts';
import { fail, ok, type Result } from '../../src/contract/result.ts';
import type { Session, Subagent } from '../../src/contract/session.ts';
import { apiFromCall } from '../../src/rpc/client.ts';
import { answer } from '../../src/rpc/serve.ts';
import {
  groupBy,
  makeActivityAnalytics,
  makeEventAnalytics,
  makeToolAnalytics,
  makeUsageAnalytics,
  sum,
} from './fake-engine/analytics.ts';
import { longOutput } from './fake-engine/blocks.ts';
import { makeExportHandlers } from './fake-engine/export.ts';
import { madeUpFiles, madeUpFileSession, madeUpHistory } from './fake-engine/files.ts';
import { findInMessages } from './fake-engine/find.ts';
import { makeMessage, makeOutline } from './fake-engine/messages.ts';
import { selectSessions } from './fake-engine/select.ts';
import { instant, makeSessions, makeTokens, placeOfSession } from './fake-engine/sessions.ts';
import { randomFrom } from './fake-engine/random.ts';
import { madeUpRecords } from './fake-engine/raw.ts';
import { makeSettingsHandlers } from './fake-engine/settings.ts';
import { makeCards, makeCardsOfEachStatus } from './fake-engine/sources.ts';
import { makeContext, makeTimeline } from './fake-engine/timeline.ts';

/**
 * What kind of day the engine has: `usual` 1,240 sessions; `huge` 50,000; `empty` no source found; `statuses` a card of
 * each status; `indexing` in the middle of the first scan; `failed` every call fails; `loading` no call is ever answered.
 */
export const moods = ['usual', 'huge', 'empty', 'statuses', 'indexing', 'failed', 'loading'] as const;
export type Mood = (typeof moods)[number];

export interface FakeEngine extends Connection {
  handlers: Handlers;
  /** Answers a call as text from outside names it, as the real engine's door does. */
  call(method: string, input: unknown): Promise<Result<unknown>>;
  /** Tells all listeners. */
  tell(event: EngineEvent): void;
}

/** An engine with made-up data: the same on every run, valid by the contract, and as large and as hostile as real logs. */
export function fakeEngine(mood: Mood = 'usual', now: number = Date.now()): FakeEngine {
  const sizes: Partial<Record<Mood, number>> = { huge: 50_000, empty: 0 };
  const handlers = makeHandlers(makeSessions(sizes[mood] ?? 1240, now), mood, now);
  const listeners = new Set<(event: EngineEvent) => void>();
  const call: FakeEngine['call'] = (method, input) => {
    if (mood === 'loading') return new Promise(() => {});
    if (mood === 'failed')
      return Promise.resolve(
        fail('unavailable', 'The index cannot be opened: the disk is full.', 'Free some space, then try again.'),
      );
    return answer(handlers, method, input, (error) => console.error(error));
  };
  return {
    handlers,
    call,
    api: apiFromCall(call),
    tell: (event) => listeners.forEach((listener) => listener(event)),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function makeHandlers(sessions: Session[], mood: Mood, now: number): Handlers {
  const find = (input: { source: string; session_id: string }): Session | null =>
    sessions[placeOfSession(input.session_id)] ?? null;
  const withSession =
    <I extends { source: string; session_id: string }, T>(use: (session: Session, input: I) => Result<T>) =>
    (input: I) => {
      const session = find(input);
      return session ? use(session, input) : fail('not_found', 'This session is no longer on disk.', 'Scan again.');
    };
  return {
    sources: () =>
      ok({ sources: mood === 'statuses' ? makeCardsOfEachStatus(sessions, now) : makeCards(sessions, now) }),
    status: () => ok(makeStatus(sessions, mood, now)),
    scan: () => ok(makeStatus(sessions, 'usual', now)),
    forgetSession: () => ok({ forgotten_files: 1 }),
    pauseText: ({ is_paused }) => ok({ ...makeStatus(sessions, mood, now), text_paused: is_paused }),
    sessions(input) {
      const found = selectSessions(sessions, input);
      return ok({
        sessions: found.slice(input.offset, input.offset + input.limit),
        ...paged(found.length, input),
        source: input.source,
        ...whereabouts(now),
      });
    },
    facets(input) {
      const own = selectSessions(sessions, input);
      return ok({
        projects: countsOf(own.map((session) => session.project_dir)).map(([project_dir, session_count]) => ({
          project_dir,
          session_count,
        })),
        models: countsOf(own.flatMap((session) => session.models)).map(([model, session_count]) => ({
          model,
          session_count,
        })),
        branches: countsOf(own.flatMap((session) => session.git_branch ?? [])).map(([branch, session_count]) => ({
          branch,
          session_count,
        })),
      });
    },
    session: withSession((session) =>
      ok({
        session,
        subagents: subagentsOf(session),
        problems: Array.from({ length: session.problem_count }, (_, place) => ({
          file: 'main',
          line: 17 + place * 4,
          reason: 'The line is not JSON.',
        })),
        line_counts: lineCounts(session),
        course: noCourse,
        related: session.parent_session_id
          ? [
              {
                session_id: session.parent_session_id,
                title: find({ ...session, session_id: session.parent_session_id })?.title ?? 'unknown',
                relation: 'forked from',
              },
            ]
          : [],
        resume_command: session.source === 'openai_api' ? null : `agent --resume ${session.session_id}`,
        resume_lines:
          session.source === 'openai_api' ? [] : [{ shell: 'posix', line: `agent --resume ${session.session_id}` }],
      }),
    ),
    outline: withSession((session, { agent_id }: Parsed<'outline'>) =>
      ok(makeOutline(session, lengthOf(session, agent_id), agent_id ?? null)),
    ),
    timeline: withSession((session, { agent_id }: Parsed<'timeline'>) =>
      ok(makeTimeline(session, makeOutline(session, lengthOf(session, agent_id), agent_id ?? null))),
    ),
    contextAutopsy: withSession((session, { agent_id }: Parsed<'contextAutopsy'>) =>
      ok(makeContext(makeOutline(session, lengthOf(session, agent_id), agent_id ?? null))),
    ),
    messages: withSession((session, input: Parsed<'messages'>) => {
      const total = lengthOf(session, input.agent_id);
      const length = Math.max(0, Math.min(input.limit, total - input.offset));
      const messages = Array.from({ length }, (_, place) =>
        makeMessage(session, input.offset + place, input.agent_id ?? null),
      );
      return ok({ messages, ...paged(total, input) });
    }),
    blockText: withSession((_, { offset, limit }: Parsed<'blockText'>) => {
      const text = longOutput();
      return ok({
        text: text.slice(offset, offset + limit),
        text_length: text.length,
        next_offset: offset + limit < text.length ? offset + limit : null,
      });
    }),
    image: withSession(() => ok({ media_type: 'image/png', base64: smallImage })),
    ...makeExportHandlers((input) => find(input)?.message_count ?? null),
    raw: withSession((session) => ok(madeUpRecords(session.message_count))),
    files: withSession(() => ok(madeUpFiles())),
    fileHistory: withSession((_, { path }: Parsed<'fileHistory'>) => ok(madeUpHistory(path))),
    fileSessions: ({ path, ...input }) => {
      const own = selectSessions(sessions, { source: input.source }).slice(0, 40);
      const found = own.map((session) => madeUpFileSession(session, path));
      return ok({ sessions: found.slice(input.offset, input.offset + input.limit), ...paged(found.length, input) });
    },
    find: withSession((session, { q }: Parsed<'find'>) =>
      ok(
        findInMessages(
          Array.from({ length: session.message_count }, (_, place) => makeMessage(session, place, null)),
          q,
        ),
      ),
    ),
    toolAnalytics: (input) =>
      ok(
        makeToolAnalytics(inDays(sessions, input, now), {
          source: input.source,
          date_range_days: daysOf(input),
          ...whereabouts(now),
        }),
      ),
    activityAnalytics: (input) =>
      ok(
        makeActivityAnalytics(inDays(sessions, input, now), {
          source: input.source,
          date_range_days: daysOf(input),
        }),
      ),
    eventAnalytics: (input) =>
      ok(makeEventAnalytics(inDays(sessions, input, now), { source: input.source, date_range_days: daysOf(input) })),
    usageAnalytics: (input) =>
      ok(makeUsageAnalytics(inDays(sessions, input, now), { source: input.source, date_range_days: daysOf(input) })),
    search: (input) => ok(searchAnswer(sessions, input)),
    ...makeSettingsHandlers(),
    rebuild: () => ok(makeStatus(sessions, 'indexing', now)),
  };
}

const whereabouts = (now: number) => ({
  source_status: 'available' as const,
  source_path: '/home/dev/.claude/projects',
  last_scanned_at: instant(now - 12_000),
});

function paged(
  total: number,
  { offset, limit }: { offset: number; limit: number },
): { total: number; next_offset: number | null } {
  return { total, next_offset: offset + limit < total ? offset + limit : null };
}

function makeStatus(sessions: readonly Session[], mood: Mood, now: number): ScanStatus {
  const bytes_total = sum(sessions.map((session) => session.bytes));
  const part = mood === 'indexing' ? 0.37 : 1;
  return {
    phase: mood === 'indexing' ? 'text' : 'idle',
    catalog_done: true,
    text_done: mood !== 'indexing',
    text_paused: false,
    bytes_done: Math.round(bytes_total * part),
    bytes_total,
    sessions_done: Math.round(sessions.length * part),
    sessions_total: sessions.length,
    bytes_read: Math.round(bytes_total * part),
    rows_written: sessions.length * 3,
    problems: mood === 'indexing' ? ['One file could not be read: it is longer than 2 GB.'] : [],
    last_scanned_at: instant(now - 12_000),
  };
}

function inDays(sessions: readonly Session[], input: Parsed<'usageAnalytics'>, now: number): Session[] {
  const from =
    input.days === 'all' || input.from || input.to ? undefined : instant(now - (input.days - 1) * 86_400_000);
  return selectSessions(sessions, { from, ...input });
}

const daysOf = (input: Parsed<'usageAnalytics'>): number | null => (input.days === 'all' ? null : input.days);

const lengthOf = (session: Session, agentId: string | undefined): number =>
  agentId === undefined ? session.message_count : 34;

function countsOf<T>(values: readonly T[]): [T, number][] {
  return [...groupBy(values, (value) => value)]
    .map(([value, group]): [T, number] => [value, group.length])
    .toSorted((a, b) => b[1] - a[1]);
}

function subagentsOf(session: Session): Subagent[] {
  return Array.from({ length: session.subagent_count }, (_, place) => ({
    agent_id: `agent-${place + 1}`,
    parent_agent_id: null,
    call_id: null,
    state: place % 3 === 0 ? 'running' : 'completed',
    agent_type: place % 2 === 0 ? 'Explore' : 'general-purpose',
    description: 'Find all callers of roundHalfEven',
    models: session.models.slice(0, 1),
    tokens: makeTokens(17, randomFrom(place)),
    cost_usd: 0.31,
    message_count: 34,
    tool_call_count: 22,
    error_count: place,
    first_message_at: session.first_message_at,
    last_message_at: session.last_message_at,
  }));
}

function lineCounts(session: Session) {
  const parts = {
    messages: session.message_count * 2,
    notices: 12,
    bookkeeping: 40,
    copies: 3,
    problems: session.problem_count,
  };
  return { lines: sum(Object.values(parts)), ...parts };
}

function searchAnswer(
  sessions: readonly Session[],
  input: Parsed<'search'>,
): { hits: Hit[]; total: number; total_sessions: number; next_offset: number | null } {
  const word = input.q.replaceAll(/["*]/g, '').split(/\s+/)[0] ?? '';
  if (/^nothing/i.test(word)) return { hits: [], total: 0, total_sessions: 0, next_offset: null };
  const own = selectSessions(sessions, { source: input.source }).slice(0, 60);
  const hits = own.flatMap((session, place) =>
    Array.from({ length: 1 + (place % 5) }, (_, nth) => hitIn(session, nth, word)),
  );
  return {
    hits: hits.slice(input.offset, input.offset + input.limit),
    total_sessions: own.length,
    ...paged(hits.length, input),
  };
}

function hitIn(session: Session, nth: number, word: string): Hit {
  const fields = ['text', 'tool_input', 'thinking', 'tool_output', 'title'] as const;
  return {
    session_id: session.session_id,
    source: session.source,
    title: session.title,
    message_id: `m${nth * 3}`,
    index: nth === 4 ? null : Math.min(nth * 3, session.message_count - 1),
    agent_id: nth === 3 ? 'agent-1' : null,
    role: nth % 2 === 0 ? 'assistant' : 'user',
    at: session.last_message_at,
    session_hits: 1,
    snippet: `…so that the \uE000${word}\uE001 of an invoice is <b>rounded</b> once, and the second \uE000${word}\uE001 is left as it was read from the table of…`,
    field: fields[nth] ?? 'text',
  };
}

const smallImage = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
