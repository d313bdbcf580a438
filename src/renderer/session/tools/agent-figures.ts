import type { Subagent } from '../../../contract/session.ts';
import { formatCost, formatCounted, formatTokens } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';

/** What a subagent did, in figures: messages, tools, tokens, cost, time. */
export function agentFigures(agent: Subagent): string[] {
  const figures = [
    formatCounted(agent.message_count, 'message'),
    formatCounted(agent.tool_call_count, 'tool call'),
    `${formatTokens(agent.tokens.total)} tokens`,
    agent.cost_usd === null ? 'cost unknown' : formatCost(agent.cost_usd),
  ];
  if (agent.first_message_at !== null && agent.last_message_at !== null) {
    figures.push(formatDuration(Date.parse(agent.last_message_at) - Date.parse(agent.first_message_at)));
  }
  return figures;
}
