import type { LineItem } from '../source.ts';
import { filledTextOf, type Shape, shapeOf } from '../shape.ts';
import { hookStartIn } from './hooks.ts';
import { itemOf } from './item.ts';

const known = new Set([
  'hook_progress', 'bash_progress', 'agent_progress', 'mcp_progress', 'query_update', 'search_results_received',
  'waiting_for_task', 'tool_heartbeat', 'skill_progress', 'powershell_progress', 'task_progress',
]); // prettier-ignore

/**
 * Signs of life of a running tool (2.1.9 to 2.1.72). The result says all that lasts, so nothing is shown;
 * the record's id is kept, because it can be a parent. `agent_progress` repeats a subagent's record and its usage.
 */
export function progressItem(record: Shape): LineItem {
  const data = shapeOf(record['data']) ?? {};
  const type = filledTextOf(data['type']) ?? 'without a type';
  const item = itemOf(record, `progress/${type}`, type === 'agent_progress' ? 'copy' : 'bookkeeping');
  item.is_known = known.has(type);
  const agent_id = type === 'agent_progress' ? filledTextOf(data['agentId']) : null;
  if (agent_id !== null) item.subagents = [{ agent_id, call_id: filledTextOf(record['parentToolUseID']), state: null }];
  if (type === 'hook_progress') item.hook_runs = hookStartIn(record, data);
  return item;
}
