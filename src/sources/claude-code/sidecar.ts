import type { FoundEntry } from '../../files/files.ts';
import { parseLine } from '../jsonl.ts';
import { filledTextOf } from '../shape.ts';
import type { SidecarFacts } from '../source.ts';
import { sealText } from './item.ts';

/** `custom-title.json`, written by a rename, and `agent-<id>.meta.json`, which names a subagent. */
export function readClaudeSidecar(bytes: Uint8Array, entry: FoundEntry): SidecarFacts | null {
  const record = parseLine(bytes).records[0];
  if (!record) return null;
  if (entry.relative_path.endsWith('/custom-title.json')) {
    const title = sealText(record['customTitle']);
    return title && { title };
  }
  return {
    agent: {
      type: sealText(record['agentType']),
      description: sealText(record['description']),
      call_id: filledTextOf(record['toolUseId']),
      parent_agent_id: filledTextOf(record['parentAgentId']),
    },
  };
}
