import { filledTextOf, flagOf, type Shape } from '../shape.ts';
import { inlineAgent } from '../source.ts';

/**
 * The subagent that wrote a record; null in the main thread.
 * Before about 1.0.6x subagents stood in the main file, marked as a side chain and without a name.
 */
export function agentOf(record: Shape): string | null {
  if (!flagOf(record['isSidechain'])) return null;
  return filledTextOf(record['agentId']) ?? inlineAgent;
}
