import { filledTextOf, jsonFromValue, shapeOf, textOf } from '../shape.ts';
import type { LineItem } from '../source.ts';
import { compactedItem } from './compaction.ts';
import { eventItem } from './events.ts';
import { bookkeeping, type Entry } from './item.ts';
import type { Memory } from './memory.ts';
import { note, noticeItem, unknownItem } from './notice.ts';
import { responseItem } from './response-item.ts';
import { sessionItem, turnContextItem } from './session.ts';
import { usageRecordItem } from './tokens.ts';

type Reader = (entry: Entry, memory: Memory) => LineItem;

/** Records with an envelope: 0.32 and later. */
const readers: Record<string, Reader> = {
  session_meta: (entry, memory) => sessionItem(entry, memory),
  turn_context: turnContextItem,
  response_item: (entry, memory) => responseItem(entry, memory),
  event_msg: eventItem,
  compacted: compactedItem,
  token_usage_record: usageRecordItem,
  world_state: (entry) => bookkeeping(entry, 'world_state'),
  inter_agent_communication: (entry, memory) =>
    noticeItem(entry, memory, 'inter_agent_communication', () =>
      note(
        `${textOf(entry.body['author']) ?? 'an agent'} → ${textOf(entry.body['recipient']) ?? 'an agent'}`,
        textOf(entry.body['content']) ?? '',
      ),
    ),
  inter_agent_communication_metadata: (entry) => bookkeeping(entry, 'inter_agent_communication_metadata'),
  security_risk_score: (entry) => bookkeeping(entry, 'security_risk_score'),
  retained_context: (entry) => bookkeeping(entry, 'retained_context'),
  realtime_item: realtimeItem,
  session_state: (entry) => bookkeeping(entry, 'session_state'),
};

export function envelopeItem(entry: Entry, memory: Memory, type: string): LineItem {
  if (Object.hasOwn(readers, type)) return readers[type]!(entry, memory);
  return unknownItem(entry, memory, type, () => jsonFromValue(entry.body));
}

/** Spoken words stand nowhere else. */
function realtimeItem(entry: Entry, memory: Memory): LineItem {
  const type = textOf(entry.body['type']) ?? '';
  const kind = `realtime_item/${type}`;
  const segment = shapeOf(entry.body['transcript_segment']) ?? entry.body;
  const text = filledTextOf(segment['text']);
  if (text === null) return bookkeeping(entry, kind);
  return noticeItem(entry, memory, kind, () => note(`voice ${textOf(segment['role']) ?? ''}`.trim(), text));
}
