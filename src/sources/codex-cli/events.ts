import type { TurnFact } from '../event-facts.ts';
import {
  countOf,
  filledTextOf,
  jsonFromValue,
  listOf,
  numberOf,
  type Shape,
  shapeOf,
  textOf,
  wordOf,
} from '../shape.ts';
import type { LineItem } from '../source.ts';
import {
  agentItem,
  dynamicRequestItem,
  dynamicResponseItem,
  execEndItem,
  mcpEndItem,
  patchEndItem,
  spawnEndItem,
  viewImageItem,
} from './call-events.ts';
import { contextCompactedItem } from './compaction.ts';
import { guardianApproval, guardianWait } from './approvals.ts';
import { bookkeeping, type Entry, seal } from './item.ts';
import type { Memory } from './memory.ts';
import { answerItem, reasoningItem, userItem } from './messages.ts';
import { note, noticeItem, unknownItem } from './notice.ts';
import { partsOf } from './parts.ts';
import { imageItem, webSearchItem } from './response-item.ts';
import { reviewItem, reviewStartItem } from './review.ts';
import { rollbackItem } from './rollback.ts';
import { threadSettingsItem } from './session.ts';
import { titleRank } from './titles.ts';
import { tokenCountItem } from './tokens.ts';
import { turnItem } from './turn-items.ts';
import { beginTurn, failureWord, placedCompaction, turnFact, turnKey } from './turns.ts';

type Reader = (entry: Entry, memory: Memory, kind: string) => LineItem;

/** What the screen saw: since 0.32 some of it is kept, in newer files instead of items for the model. */
export function eventItem(entry: Entry, memory: Memory): LineItem {
  const type = textOf(entry.body['type']);
  const kind = `event_msg/${type ?? 'without a type'}`;
  if (type !== null && Object.hasOwn(readers, type)) return readers[type]!(entry, memory, kind);
  if (type !== null && silent.has(type)) return bookkeeping(entry, kind);
  return unknownItem(entry, memory, kind, () => jsonFromValue(entry.body));
}

const silent = new Set([
  'session_configured', 'shutdown_complete', 'raw_response_item', 'exec_command_begin', 'patch_apply_begin',
  'mcp_tool_call_begin', 'web_search_begin', 'image_generation_begin', 'turn_diff', 'plan_update', 'item_started',
  'agent_message_delta', 'agent_reasoning_delta', 'agent_reasoning_section_break', 'exec_command_output_delta',
  'collab_agent_spawn_begin', 'collab_agent_interaction_begin', 'collab_waiting_begin', 'collab_close_begin', 'collab_resume_begin',
]); // prettier-ignore

const readers: Record<string, Reader> = {
  task_started: taskStartedItem,
  turn_started: taskStartedItem,
  task_complete: taskCompleteItem,
  turn_complete: taskCompleteItem,
  turn_aborted: abortedItem,
  token_count: tokenCountItem,
  user_message: userMessageItem,
  agent_message: (entry, memory, kind) =>
    answerItem(entry, memory, { kind, parts: partsOf(textOf(entry.body['message']) ?? ''), family: 'event' }),
  agent_reasoning: thoughtItem,
  agent_reasoning_raw_content: thoughtItem,
  entered_review_mode: reviewStartItem,
  exited_review_mode: reviewItem,
  context_compacted: contextCompactedItem,
  thread_rolled_back: rollbackItem,
  undo_completed: (entry, memory, kind) =>
    noticeItem(entry, memory, kind, () =>
      note('undo', textOf(entry.body['message']) ?? '', entry.body['success'] === false ? 'warning' : 'info'),
    ),
  thread_name_updated: nameItem,
  thread_goal_updated: goalItem,
  thread_settings_applied: threadSettingsItem,
  patch_apply_end: patchEndItem,
  mcp_tool_call_end: mcpEndItem,
  exec_command_end: execEndItem,
  web_search_end: webSearchItem,
  image_generation_end: imageItem,
  view_image_tool_call: viewImageItem,
  sub_agent_activity: agentItem,
  collab_agent_spawn_end: spawnEndItem,
  collab_agent_interaction_end: (entry, _, kind) => bookkeeping(entry, kind),
  collab_waiting_end: (entry, _, kind) => bookkeeping(entry, kind),
  collab_close_end: (entry, _, kind) => bookkeeping(entry, kind),
  collab_resume_end: (entry, _, kind) => bookkeeping(entry, kind),
  dynamic_tool_call_request: dynamicRequestItem,
  dynamic_tool_call_response: dynamicResponseItem,
  guardian_assessment: guardianItem,
  error: (entry, memory, kind) => failureItem(entry, memory, kind, entry.body, { is_retried: false }),
  stream_error: (entry, memory, kind) => failureItem(entry, memory, kind, entry.body, { is_retried: true }),
  warning: (entry, memory, kind) =>
    noticeItem(entry, memory, kind, () => note('warning', textOf(entry.body['message']) ?? '', 'warning')),
  background_event: (entry, memory, kind) =>
    noticeItem(entry, memory, kind, () => note('notice', textOf(entry.body['message']) ?? '')),
  item_completed: turnItem,
};

function taskStartedItem(entry: Entry, memory: Memory, kind: string): LineItem {
  beginTurn(memory);
  return Object.assign(bookkeeping(entry, kind), turnFact(memory, { is_start: true }));
}

/** The end of a turn: how long it took, and whether it failed. */
function taskCompleteItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const error = shapeOf(body['error']);
  const duration_ms = numberOf(body['duration_ms']);
  const first_token_ms = countOf(body['time_to_first_token_ms']);
  const item = error
    ? failureItem(entry, memory, kind, error, { is_retried: false, duration_ms })
    : duration_ms === null
      ? bookkeeping(entry, kind)
      : noticeItem(entry, memory, kind, () =>
          note(
            'turn ended',
            first_token_ms === null ? '' : `first token after ${first_token_ms} ms`,
            'info',
            duration_ms,
          ),
        );
  const ends = error ? ('failed' as const) : ('completed' as const);
  const reason = error ? failureWord(error['codex_error_info']).word : null;
  return endTurn(memory, item, { ends, reason, duration_ms, first_token_ms });
}

function abortedItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const duration_ms = numberOf(body['duration_ms']);
  const item = noticeItem(entry, memory, kind, () =>
    note('interrupted', (textOf(body['reason']) ?? '').replaceAll('_', ' '), 'warning', duration_ms),
  );
  return endTurn(memory, item, { ends: 'interrupted', reason: wordOf(body['reason']), duration_ms });
}

function endTurn(memory: Memory, item: LineItem, said: Omit<TurnFact, 'turn_key'>): LineItem {
  memory.is_open = false;
  // A turn that was cut short says nothing about whether its compaction was asked for.
  const compaction = said.ends === 'interrupted' ? null : placedCompaction(memory, 'end');
  memory.is_running = false;
  if (memory.is_copied) return item;
  const judged = guardianWait(memory, said.duration_ms ?? null);
  return Object.assign(item, { compaction }, turnFact(memory, said), judged);
}

/** An error of the provider or of the program; tool errors stand with their tools. */
function failureItem(
  entry: Entry,
  memory: Memory,
  kind: string,
  error: Shape,
  { is_retried, duration_ms = null }: { is_retried: boolean; duration_ms?: number | null },
): LineItem {
  const { word, status } = failureWord(error['codex_error_info']);
  const item = noticeItem(entry, memory, kind, () => {
    const label = ['error', word?.replaceAll('_', ' '), status].filter((part) => part).join(' ');
    return note(label, textOf(error['message']) ?? '', 'error', duration_ms);
  });
  if (item.message) item.message.error_count = 1;
  // The end of the turn may say again what an event has said.
  const turn = is_retried ? null : turnKey(memory);
  const error_id = turn ?? `${memory.thread_id}:${entry.id}`;
  if (!memory.is_copied)
    item.api_error = { error_id, word, status, is_retried, attempt: null, most_attempts: null, wait_ms: null };
  return item;
}

/** `kind` said until 0.47 what of it was typed. */
function userMessageItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const said = filledTextOf(body['kind']);
  const injected = said === 'user_instructions' || said === 'environment_context';
  const text = textOf(body['message']) ?? '';
  const parts = [
    ...partsOf(text, [injected ? said : null]),
    ...listOf(body['images']).flatMap((url) => partsOf([{ type: 'image', image_url: url }])),
    ...listOf(body['local_images']).flatMap((path) => partsOf([{ type: 'local_image', path }])),
    ...(body['audio'] || listOf(body['local_audio']).length > 0 ? partsOf([{ type: 'audio' }]) : []),
  ];
  return userItem(entry, memory, { kind, parts, family: 'event' });
}

function thoughtItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const text = textOf(entry.body['text']) ?? '';
  return reasoningItem(entry, memory, { kind, texts: text === '' ? [] : [text], family: 'event', is_encrypted: false });
}

function nameItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const item = bookkeeping(entry, kind);
  const title = filledTextOf(entry.body['thread_name']);
  const thread = filledTextOf(entry.body['thread_id']);
  if (title !== null && (thread === null || thread === memory.thread_id))
    item.facts = { title: { rank: titleRank.named, text: seal(title) } };
  return item;
}

function goalItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const goal = shapeOf(entry.body['goal']) ?? {};
  const objective = filledTextOf(goal['objective']);
  const item = noticeItem(entry, memory, kind, () => {
    const used = countOf(goal['tokensUsed']);
    const budget = countOf(goal['tokenBudget']);
    const tokens = used === null ? '' : ` · ${used}${budget === null ? '' : ` of ${budget}`} tokens`;
    return note(`goal ${textOf(goal['status']) ?? ''}`.trim(), `${objective ?? ''}${tokens}`);
  });
  if (objective !== null) item.facts = { title: { rank: titleRank.goal, text: seal(objective), is_first: true } };
  return item;
}

/** What a reviewing model thought of a call that needed leave. */
function guardianItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const status = textOf(body['status']) ?? '';
  const item = noticeItem(entry, memory, kind, () => {
    const words = [status, body['risk_level'] && `risk ${String(body['risk_level'])}`, textOf(body['rationale'])];
    return note(
      'review of a call',
      words.filter((word) => word).join(' · '),
      /den|abort/i.test(status) ? 'warning' : 'info',
    );
  });
  if (!memory.is_copied) item.approvals = [guardianApproval(entry, memory)];
  return item;
}
