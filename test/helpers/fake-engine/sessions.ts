import type { Session } from '../../../src/contract/session.ts';
import type { Tokens } from '../../../src/contract/units.ts';
import { type Random, randomFrom } from './random.ts';
import { branches, hostileTitles, models, projects, titles } from './words.ts';

const hour = 3_600_000;

/** How many messages the session with this many has. */
export const hugeSessionMessages = 20_000;
/** Places in the list, newest first, of sessions that tests look for by name. */
export const known = { live: 0, alsoLive: 1, huge: 4, unpriced: 6, noTimes: 7, problems: 9 } as const;

const providers = [
  { source: 'claude_code', label: 'Claude Code', models: models.slice(0, 3), share: 0.6 },
  { source: 'codex_cli', label: 'Codex CLI', models: models.slice(3, 5), share: 0.92 },
  { source: 'openai_api', label: 'OpenAI API', models: models.slice(4), share: 1 },
] as const;

/** A list of made-up sessions, newest first. */
export function makeSessions(count: number, now: number): Session[] {
  const sessions: Session[] = [];
  let end = now - 20_000;
  for (let place = 0; place < count; place += 1) {
    const random = randomFrom(place + 1);
    sessions.push(makeSession(place, end, random));
    end -= random.whole(2, 400) * random.whole(1, 60) * 1000 * (random.chance(0.05) ? 8 : 1);
  }
  return sessions;
}

/** The number in a session's id; -1 for an id that is not one of ours. */
export function placeOfSession(sessionId: string): number {
  const match = /^5e550000-0000-4000-8000-(\d{12})$/.exec(sessionId);
  return match ? Number(match[1]) : -1;
}

const idOfPlace = (place: number): string => `5e550000-0000-4000-8000-${String(place).padStart(12, '0')}`;

export const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

function makeSession(place: number, end: number, random: Random): Session {
  const share = random.next();
  const provider = place === 2 ? providers[1] : providers.find((each) => share < each.share)!;
  const messages = messageCount(place, random);
  const tools = Math.round(messages * (0.3 + random.next()));
  const duration_ms = messages * random.whole(4_000, 90_000);
  const tokens = makeTokens(messages, random);
  const isPriced = place !== known.unpriced && !random.chance(0.06);
  const hasEdits = random.chance(0.7);
  const hasTimes = place !== known.noTimes;
  const project_dir = random.chance(0.03) ? null : random.pick(projects);
  return {
    session_id: idOfPlace(place),
    source: provider.source,
    provider_label: provider.label,
    project_dir,
    cwd: project_dir,
    title: titleOf(place, random),
    models: random.chance(0.2) ? provider.models.slice(0, 2) : [random.pick(provider.models)],
    tokens,
    cost_usd: isPriced ? Math.round(tokens.total * 0.9 + tokens.output * 12) / 1e6 : null,
    agent_cost_usd: null,
    cost_basis: isPriced ? 'estimated' : null,
    unpriced_tokens: isPriced ? 0 : tokens.total,
    billing_source: random.pick(['subscription_likely', 'api_likely', 'unknown', null]),
    message_count: messages,
    user_message_count: Math.max(1, Math.round(messages / 9)),
    tool_call_count: tools,
    error_count: random.chance(0.35) ? random.whole(1, Math.max(1, Math.round(tools / 12))) : 0,
    first_message_at: hasTimes ? instant(end - duration_ms) : null,
    last_message_at: hasTimes ? instant(end) : null,
    duration_ms: hasTimes ? duration_ms : null,
    active_ms: hasTimes ? Math.round(duration_ms * (0.3 + random.next() * 0.5)) : null,
    is_gone: false,
    is_active: place === known.live || place === known.alsoLive,
    entrypoints: [random.pick(['cli', 'vscode', 'sdk'])],
    git_branch: project_dir === null ? null : random.pick(branches),
    versions: ['2.1.14'],
    parent_session_id: random.chance(0.05) ? idOfPlace(place + 1) : null,
    init_mode: 'new',
    resume_count: null,
    aborted_turn_count: place % 5 === 0 ? place % 3 : null,
    subagent_count: place === known.huge ? 3 : random.chance(0.15) ? random.whole(1, 5) : 0,
    compaction_count: messages > 800 ? Math.floor(messages / 800) : 0,
    lines_added: hasEdits ? random.whole(1, messages * 4) : null,
    lines_removed: hasEdits ? random.whole(0, messages * 2) : null,
    problem_count: place === known.problems ? 12 : random.chance(0.02) ? 1 : 0,
    bytes: messages * random.whole(900, 9000),
  };
}

function titleOf(place: number, random: Random): string {
  if (place === known.huge) return 'Port the whole storefront to the new router (20,000 messages)';
  if (place >= 12 && place < 12 + hostileTitles.length) return hostileTitles[place - 12]!;
  return random.pick(titles);
}

function messageCount(place: number, random: Random): number {
  if (place === known.huge) return hugeSessionMessages;
  if (place === known.live) return 64;
  return Math.max(2, Math.round(4 * Math.exp(random.next() * 5)));
}

export function makeTokens(messages: number, random: Random): Tokens {
  const input = messages * random.whole(80, 900);
  const cache_read = messages * random.whole(9_000, 60_000);
  const cache_write = messages * random.whole(300, 2500);
  const output = messages * random.whole(90, 700);
  const reasoning = Math.round(output * random.next() * 0.6);
  return { input, cache_read, cache_write, output, reasoning, total: input + cache_read + cache_write + output };
}

/** Milliseconds between two messages of a session that are next to each other, so that pages agree with the list. */
export function stepOf(session: Session): number {
  return session.duration_ms === null ? hour : session.duration_ms / Math.max(1, session.message_count - 1);
}
