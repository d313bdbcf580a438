import type { FoundEntry } from '../../files/files.ts';
import { parseLine } from '../jsonl.ts';
import { countOf, filledTextOf, type Shape } from '../shape.ts';
import type { SidecarFacts } from '../source.ts';
import { seal, sealText } from './item.ts';
import { plainTitle } from './titles.ts';

/** `custom-title.json`, written by a rename; `agent-<id>.meta.json`, which names a subagent; `sessions/<pid>.json`, there while a session is open. */
export function readClaudeSidecar(bytes: Uint8Array, entry: FoundEntry): SidecarFacts | null {
  const record = parseLine(bytes).records[0];
  if (!record) return null;
  if (entry.relative_path.startsWith('sessions/')) return liveFacts(record);
  if (entry.relative_path.endsWith('/custom-title.json')) {
    const title = filledTextOf(record['customTitle']);
    return title === null ? null : { title: seal(plainTitle(title)) };
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

/** The file is deleted when the session ends, but stays after a crash; a process elsewhere cannot be checked. */
function liveFacts(record: Shape): SidecarFacts | null {
  const session_id = filledTextOf(record['sessionId']);
  const pid = countOf(record['pid']);
  if (session_id === null || pid === null || pid < 2) return null;
  const started = record['procStart'];
  return {
    live: {
      session_id,
      pid,
      started: typeof started === 'string' || typeof started === 'number' ? String(started) : null,
    },
  };
}
