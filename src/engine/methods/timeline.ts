import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { Subagent } from '../../contract/session.ts';
import { stepsFromNumbers } from '../../contract/timeline-columns.ts';
import type { TimelineCalls, TimelineSubagent } from '../../contract/timeline.ts';
import type { EngineParts } from '../engine.ts';
import type { ReadTimeline } from '../reading/timeline-columns.ts';
import type { ReaderAnswers, Refusal } from '../reading/reader-jobs.ts';
import { findSession, reading, threadIn } from './session-files.ts';
import { readLinks } from './session.ts';
import { subagentsOf } from './subagents.ts';
import { type CallFigures, figuresOfCalls } from './timeline-calls.ts';

type TimelineAnswer = Exclude<ReaderAnswers['timeline'], Refusal>;

/** What happened in a thread and when, with what its calls of the model read and cost. */
export async function readTimelineOf(
  engine: EngineParts,
  input: Parsed<'timeline'>,
): Promise<Result<Output<'timeline'>>> {
  const session = findSession(engine, input);
  if (!session.ok) return session;
  const thread = threadIn(session.value, input.agent_id);
  if (!thread.ok) return thread;
  const { source, file, agent_id, row } = thread.value;
  const [answer, links] = await Promise.all([
    reading<TimelineAnswer>(engine.reading.run({ kind: 'timeline', source, file, agent_id })),
    readLinks(engine, session.value),
  ]);
  if (!answer.ok) return answer;
  const { calls, agent_calls, ...read } = answer.value;
  const own = subagentsOf(engine, session.value, links).filter((agent) => agent.parent_agent_id === agent_id);
  return ok({
    ...read,
    source,
    calls: callColumns(calls, figuresOfCalls(engine, Number(row['id']))),
    subagents: own.map((agent) => subagentFrom(agent, read.began_at ?? 0, agent_calls)),
  });
}

function callColumns(calls: ReadTimeline['calls'], figures: ReadonlyMap<string, CallFigures>): TimelineCalls {
  const known = calls.flatMap(({ item, call_key }) => {
    const call = figures.get(call_key);
    return call ? [{ item, ...call }] : [];
  });
  return {
    items: stepsFromNumbers(known.map(({ item }) => item)),
    contexts: stepsFromNumbers(known.map(({ context }) => context)),
    uncached: known.map(({ context, cache_read }) => context - cache_read),
    costs_microusd: known.map(({ cost_usd }) => (cost_usd === null ? null : Math.round(cost_usd * 1e6))),
  };
}

function subagentFrom(agent: Subagent, began_at: number, agent_calls: ReadTimeline['agent_calls']): TimelineSubagent {
  const since = (instant: string | null): number | null => (instant === null ? null : Date.parse(instant) - began_at);
  return {
    agent_id: agent.agent_id,
    type: agent.agent_type,
    description: agent.description,
    message: agent_calls.find(({ call_id }) => call_id === agent.call_id)?.message ?? null,
    start: since(agent.first_message_at),
    end: since(agent.last_message_at),
    state: agent.state,
    tokens: agent.tokens.total,
    cost_usd: agent.cost_usd,
  };
}
