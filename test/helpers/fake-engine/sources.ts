import type { Session } from '../../../src/contract/session.ts';
import type { SourceCard } from '../../../src/contract/source.ts';
import { dayOf, sum } from './analytics.ts';
import { instant } from './sessions.ts';

const homes = [
  ['claude_code', 'Claude Code', 'claude-code', '/home/dev/.claude/projects'],
  ['codex_cli', 'Codex CLI', 'codex', '/home/dev/.codex/sessions'],
  ['openai_api', 'OpenAI API', 'openai', '/home/dev/.openai-traces'],
] as const;

/** A card for each source that has sessions in the list. */
export function makeCards(sessions: readonly Session[], now: number): SourceCard[] {
  return homes.map(([source, label, route, path]) => {
    const own = sessions.filter((session) => session.source === source);
    if (own.length === 0) return absentCard(source, label, route, path);
    const times = own.flatMap((session) => session.last_message_at ?? []).toSorted();
    return {
      source,
      provider_label: label,
      route,
      source_status: 'available',
      status_reason: `${own.length.toLocaleString('en-US')} sessions were found.`,
      setup_hint: null,
      source_path: path,
      source_paths: source === 'claude_code' ? [path, '/home/dev/.config/claude/projects'] : [path],
      session_count: own.length,
      message_count: sum(own.map((session) => session.message_count)),
      bytes: sum(own.map((session) => session.bytes)),
      problem_count: sum(own.map((session) => session.problem_count)),
      remarks:
        source === 'claude_code'
          ? ['2 links were not followed.', '14 lines are of a kind that this version has no words for: novelty.']
          : [],
      ...limitsOf(source, now),
      daily_sessions: dailySessions(own, now),
      first_activity_at: times[0] ?? null,
      last_activity_at: times.at(-1) ?? null,
      last_scanned_at: instant(now - 12_000),
    };
  });
}

/** One card of each status. */
export function makeCardsOfEachStatus(sessions: readonly Session[], now: number): SourceCard[] {
  const [available, codex, openai] = makeCards(sessions, now) as [SourceCard, SourceCard, SourceCard];
  const nothing = {
    session_count: 0,
    message_count: 0,
    bytes: 0,
    problem_count: 0,
    remarks: [],
    ...noLimits,
    daily_sessions: [],
    first_activity_at: null,
    last_activity_at: null,
  };
  return [
    available,
    {
      ...codex,
      ...nothing,
      source_status: 'unreadable',
      status_reason: 'The folder exists but may not be read: permission denied.',
      setup_hint: 'Allow your user to read /home/dev/.codex/sessions.',
    },
    {
      ...openai,
      ...nothing,
      source_status: 'not_configured',
      status_reason: 'No folder of traces was named.',
      setup_hint: 'Set OPENAI_TRACES_PATH to the folder where your program writes its traces.',
      source_path: null,
      source_paths: [],
    },
    {
      ...absentCard('lantern_cli', 'Lantern CLI', 'lantern', '/home/dev/.lantern/sessions'),
      source_status: 'not_found',
    },
    {
      ...absentCard('quill_agent', 'Quill', 'quill', '/home/dev/.quill/log'),
      source_status: 'empty',
      status_reason: 'The folder is there and holds no sessions yet.',
      setup_hint: null,
    },
    {
      ...absentCard('osprey', 'Osprey', 'osprey', '/home/dev/.osprey/db.sqlite'),
      source_status: 'unsupported',
      status_reason: 'Osprey keeps its sessions in a database of a version that is not understood (v9).',
      setup_hint: 'A newer Rearview may understand it.',
      problem_count: 1,
    },
  ];
}

const noLimits = { limits: [], plan: null, credits: null };

/** One of the agents logs the limits of its account. */
function limitsOf(source: string, now: number): Pick<SourceCard, 'limits' | 'plan' | 'credits'> {
  if (source !== 'codex_cli') return noLimits;
  const at = instant(now - 3_600_000);
  return {
    limits: [
      { name: '5 hours', used_percent: 42, window_minutes: 300, resets_at: instant(now + 5_400_000), at },
      { name: 'week', used_percent: 12.5, window_minutes: 10_080, resets_at: instant(now + 259_200_000), at },
    ],
    plan: 'pro',
    credits: null,
  };
}

function absentCard(source: string, label: string, route: string, path: string): SourceCard {
  return {
    source,
    provider_label: label,
    route,
    source_status: 'not_found',
    status_reason: `No ${label} sessions were found in ${path}.`,
    setup_hint: `If ${label} keeps its sessions elsewhere, name the folder in the settings of your shell.`,
    source_path: path,
    source_paths: [path],
    session_count: 0,
    message_count: 0,
    bytes: 0,
    problem_count: 0,
    remarks: [],
    ...noLimits,
    daily_sessions: [],
    first_activity_at: null,
    last_activity_at: null,
    last_scanned_at: null,
  };
}

function dailySessions(sessions: readonly Session[], now: number): number[] {
  const counts = new Map<string, number>();
  for (const session of sessions) counts.set(dayOf(session), (counts.get(dayOf(session)) ?? 0) + 1);
  const today = new Date(now);
  return Array.from({ length: 30 }, (_, place) => {
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() - 29 + place, 12);
    return counts.get(dayOf({ last_message_at: day.toISOString() } as Session)) ?? 0;
  });
}
