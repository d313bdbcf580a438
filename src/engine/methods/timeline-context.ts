import { costOfMiss } from '../../analytics/cache-miss.ts';
import type { Output, Parsed } from '../../contract/api.ts';
import type { CacheMiss, ContextTurn, ContextWindow } from '../../contract/context.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { EngineParts } from '../engine.ts';
import type { ReaderAnswers, Refusal } from '../reading/reader-jobs.ts';
import type { ContextCall, ReadContext } from '../reading/timeline-context.ts';
import { findSession, reading, threadIn } from './session-files.ts';
import { type CallFigures, figuresOfCalls } from './timeline-calls.ts';

type ContextAnswer = Exclude<ReaderAnswers['context'], Refusal>;

/** A call with its figures. */
type Call = ContextCall & CallFigures;

/** What filled the context of a thread, what compactions dropped, and what cache misses cost. */
export async function readContextOf(
  engine: EngineParts,
  input: Parsed<'contextAutopsy'>,
): Promise<Result<Output<'contextAutopsy'>>> {
  const session = findSession(engine, input);
  if (!session.ok) return session;
  const thread = threadIn(session.value, input.agent_id);
  if (!thread.ok) return thread;
  const { source, file, agent_id, row } = thread.value;
  const answer = await reading<ContextAnswer>(engine.reading.run({ kind: 'context', source, file, agent_id }));
  if (!answer.ok) return answer;
  const figures = figuresOfCalls(engine, Number(row['id']));
  const calls = answer.value.calls.flatMap((call) => {
    const known = figures.get(call.call_key);
    return known && known.context > 0 ? [{ ...call, ...known }] : [];
  });
  const cache_misses = missesIn(calls);
  return ok({
    windows: answer.value.windows.map((window, place) =>
      windowFrom(
        window,
        calls.filter((call) => call.window === place),
      ),
    ),
    turns: turnsFrom(answer.value.turns, calls),
    cache_misses,
    cache_misses_usd: sumOfKnown(cache_misses.map(({ cost_usd }) => cost_usd)),
    left_message_count: answer.value.left_message_count,
  });
}

function windowFrom(window: ReadContext['windows'][number], calls: readonly Call[]): ContextWindow {
  const [first, last] = [calls[0], calls.at(-1)];
  return {
    ...window,
    call_count: calls.length,
    first_context: first?.context ?? null,
    last_context: last?.context ?? null,
    most_context: first ? calls.reduce((most, { context }) => Math.max(most, context), 0) : null,
    chars_before_first: first?.chars_before ?? 0,
    chars_per_token: first && last ? charsPerToken(first, last) : null,
  };
}

/** A window must have grown by so many tokens before its growth says anything about their size. */
const enoughTokens = 2_000;
/** Text is hardly ever outside of this; then something else came in, such as images. */
const usualCharsPerToken = { least: 1.5, most: 8 };

function charsPerToken(first: Call, last: Call): number | null {
  const tokens = last.context - first.context;
  if (tokens < enoughTokens) return null;
  const ratio = (last.chars_before - first.chars_before) / tokens;
  const { least, most } = usualCharsPerToken;
  return ratio >= least && ratio <= most ? Math.round(ratio * 100) / 100 : null;
}

function turnsFrom(turns: ReadContext['turns'], calls: readonly Call[]): ContextTurn[] {
  const byTurn = Map.groupBy(calls, (call) => call.turn);
  return turns.map((turn, place) => {
    const own = byTurn.get(place) ?? [];
    return {
      ...turn,
      call_count: own.length,
      first_context: own[0]?.context ?? null,
      last_context: own.at(-1)?.context ?? null,
      uncached: own.reduce((sum, { context, cache_read }) => sum + context - cache_read, 0),
      output: own.reduce((sum, { output }) => sum + output, 0),
      cost_usd: sumOfKnown(own.map(({ cost_usd }) => cost_usd)),
    };
  });
}

function missesIn(calls: readonly Call[]): CacheMiss[] {
  return calls.flatMap((call, place) => {
    const before = calls[place - 1];
    const seen = before ? tokensMissed(before, call) : null;
    if (call.miss === null && seen === null) return [];
    const tokens = call.miss?.tokens ?? seen;
    return [
      {
        message: call.message,
        basis: call.miss === null ? 'observed' : 'reported',
        reason: call.miss?.reason ?? null,
        tokens,
        idle_ms: before && before.at !== null && call.at !== null ? Math.max(0, call.at - before.at) : null,
        cost_usd: tokens === null ? null : costOfMiss(call.model, call.usage, tokens, instantOf(call.at)),
      },
    ];
  });
}

const instantOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

/** Caches count in steps, and a little of what is there may not be found: less than this is no miss. */
const leastMissed = { tokens: 1_024, share: 0.1 };

/** Tokens that the call before had in the cache, and this one read again; null when it found them, or asked for fewer. */
function tokensMissed(before: Call, call: Call): number | null {
  if (before.window !== call.window) return null;
  const cached = before.cache_read + before.cache_write;
  const missed = cached - call.cache_read;
  const isMiss = missed >= leastMissed.tokens && missed >= cached * leastMissed.share;
  return isMiss && call.context >= cached ? missed : null;
}

function sumOfKnown(figures: readonly (number | null)[]): number | null {
  const known = figures.filter((figure) => figure !== null);
  return known.length === 0 ? null : known.reduce((sum, figure) => sum + figure, 0);
}
