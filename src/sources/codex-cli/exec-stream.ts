import { filledTextOf, jsonFromValue, listOf, numberOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { LineItem } from '../source.ts';
import { endingFrom, mcpEnding, mcpName, patchUse } from './call-events.ts';
import { callItem, toolItem } from './calls.ts';
import { bookkeeping, type Entry, seal } from './item.ts';
import type { Memory } from './memory.ts';
import { answerItem, reasoningItem } from './messages.ts';
import { note, noticeItem, unknownItem } from './notice.ts';
import { partsOf } from './parts.ts';
import { namedChange } from './patch.ts';
import { usedSince } from './tokens.ts';
import { titleRank } from './titles.ts';
import { toolUse } from './tools.ts';
import { beginTurn, turnFact, turnKey } from './turns.ts';

const streamTypes =
  /^(?:thread\.(?:started|resumed)|session\.created|turn\.(?:started|completed|failed)|item\.(?:started|updated|completed|created|delta)|error)$/;

/** An event of `codex exec --json`, which a person may have saved. */
export const isExecRecord = (record: Shape): boolean => streamTypes.test(textOf(record['type']) ?? '');

/** Streams have no times, no model, no folder, and no prompts: what they hold is what the screen of a run showed. */
export function execItem(entry: Entry, memory: Memory): LineItem {
  const { record } = entry;
  const type = textOf(record['type'])!;
  switch (type) {
    case 'thread.started':
    case 'thread.resumed':
    case 'session.created':
      return threadItem(entry, memory, type);
    case 'turn.started':
      beginTurn(memory);
      memory.turn_id = `turn ${memory.turns}`;
      return Object.assign(bookkeeping(entry, type), turnFact(memory, { is_start: true }));
    case 'turn.completed':
      return completedItem(entry, memory, type);
    case 'turn.failed':
      return failedItem(entry, memory, type, shapeOf(record['error']) ?? {});
    case 'error':
      return streamErrorItem(entry, memory, type);
    default:
      return streamedItem(entry, memory, type);
  }
}

/** Several streams may stand in one file; each begins like this. */
function threadItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const id = filledTextOf(entry.record['thread_id']) ?? filledTextOf(entry.record['session_id']) ?? '';
  const isSame = id === memory.thread_id;
  const item = bookkeeping(entry, kind);
  if (memory.thread_id === '')
    item.facts = { entrypoint: seal('exec --json'), ...(id === '' ? {} : { copy_of: id, parent_session_id: id }) };
  if (kind === 'thread.resumed' && isSame) item.facts = { is_resume: true };
  if (!isSame) memory.used = null;
  memory.thread_id = memory.root_id = id;
  return item;
}

function completedItem(entry: Entry, memory: Memory, kind: string): LineItem {
  memory.is_open = false;
  const item = bookkeeping(entry, kind);
  const usage = shapeOf(entry.record['usage']);
  if (usage) item.call = usedSince(memory, usage);
  return Object.assign(item, turnFact(memory, { ends: 'completed' }));
}

/** Only `turn.failed` is final; these are signs of trouble on the way, such as `Reconnecting... 2/5`. */
function streamErrorItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const text = textOf(entry.record['message']) ?? '';
  const item = noticeItem(entry, memory, kind, () => note('notice', text, 'warning'));
  const retry = /^Reconnecting\.{3} (\d{1,4})\/(\d{1,4})/.exec(text);
  if (retry) {
    const [attempt, most_attempts] = [Number(retry[1]), Number(retry[2])];
    const error_id = `${memory.thread_id}:${entry.id}`;
    item.api_error = { error_id, word: null, status: null, is_retried: true, attempt, most_attempts, wait_ms: null };
  }
  return item;
}

function failedItem(entry: Entry, memory: Memory, kind: string, error: Shape): LineItem {
  memory.is_open = false;
  const item = noticeItem(entry, memory, kind, () => note('turn failed', textOf(error['message']) ?? '', 'error'));
  if (item.message) item.message.error_count = 1;
  const error_id = turnKey(memory) ?? `${memory.thread_id}:${entry.id}`;
  item.api_error = {
    error_id, word: null, status: null, is_retried: false, attempt: null, most_attempts: null, wait_ms: null,
  }; // prettier-ignore
  return Object.assign(item, turnFact(memory, { ends: 'failed' }));
}

/** `item.started` and `item.updated` are followed by `item.completed`, which says it all. */
function streamedItem(entry: Entry, memory: Memory, event: string): LineItem {
  const body = shapeOf(entry.record['item']) ?? entry.record;
  const type = textOf(body['type']) ?? textOf(body['item_type']);
  const kind = `${event}/${type ?? 'without a type'}`;
  const reader = type !== null && Object.hasOwn(readers, type) ? readers[type]! : null;
  if (!reader) return unknownItem({ ...entry, body }, memory, kind, () => jsonFromValue(body));
  if (event !== 'item.completed') return bookkeeping(entry, kind);
  return reader({ ...entry, body }, memory, kind);
}

type Reader = (entry: Entry, memory: Memory, kind: string) => LineItem;

/** A stream does not hold the prompt; the first answer has to name it. */
const message: Reader = (entry, memory, kind) => {
  const text = textOf(entry.body['text']) ?? '';
  const item = answerItem(entry, memory, { kind, parts: partsOf(text), family: 'event' });
  if (text.trim() !== '') item.facts = { title: { rank: titleRank.answer, text: seal(text), is_first: true } };
  return item;
};

const readers: Record<string, Reader> = {
  agent_message: message,
  assistant_message: message,
  reasoning: (entry, memory, kind) => {
    const text = textOf(entry.body['text']) ?? '';
    return reasoningItem(entry, memory, {
      kind,
      texts: text === '' ? [] : [text],
      family: 'event',
      is_encrypted: false,
    });
  },
  command_execution: (entry, memory, kind) => {
    const { body } = entry;
    const exit_code = numberOf(body['exit_code']);
    const outcome =
      body['status'] === 'declined' ? 'denied' : exit_code === null ? 'unknown' : exit_code === 0 ? 'ok' : 'error';
    const ending = endingFrom({
      text: textOf(body['aggregated_output']) ?? '',
      exit_code,
      outcome,
      denied_by: outcome === 'denied' ? 'person' : null,
    });
    return toolItem(entry, memory, kind, {
      use: toolUse(itemId(entry), 'exec_command', { command: unwrapped(textOf(body['command']) ?? '') }),
      ending,
    });
  },
  file_change: (entry, memory, kind) => {
    const changes = listOf(entry.body['changes']).map((change) => shapeOf(change) ?? {});
    const use = patchUse(
      itemId(entry),
      changes.map((change) =>
        namedChange(textOf(change['path']) ?? '', ways[textOf(change['kind']) ?? ''] ?? 'update'),
      ),
    );
    const text = changes.map((change) => `${textOf(change['kind']) ?? ''} ${textOf(change['path']) ?? ''}`).join('\n');
    return toolItem(entry, memory, kind, {
      use,
      ending: endingFrom({ text, outcome: entry.body['status'] === 'failed' ? 'error' : 'ok' }),
    });
  },
  mcp_tool_call: (entry, memory, kind) => {
    const { body } = entry;
    const use = toolUse(itemId(entry), mcpName(body['server'], body['tool']), body['arguments'] ?? {});
    const ending = mcpEnding(body['result'], body['error'], null);
    if (body['status'] === 'failed') ending.outcome = 'error';
    return toolItem(entry, memory, kind, { use, ending });
  },
  collab_tool_call: (entry, memory, kind) => {
    const { body } = entry;
    const use = toolUse(itemId(entry), textOf(body['tool']) ?? 'agent', {
      message: body['prompt'],
      agents: body['receiver_thread_ids'],
    });
    return toolItem(entry, memory, kind, {
      use,
      ending: endingFrom({ outcome: body['status'] === 'failed' ? 'error' : 'ok' }),
    });
  },
  web_search: (entry, memory, kind) =>
    toolItem(entry, memory, kind, {
      use: toolUse(itemId(entry), 'web_search', { query: entry.body['query'], ...shapeOf(entry.body['action']) }),
      ending: endingFrom({}),
    }),
  todo_list: (entry, memory, kind) => {
    const plan = listOf(entry.body['items']).map((step) => {
      const said = shapeOf(step) ?? {};
      return { step: said['text'], status: said['completed'] === true ? 'completed' : 'pending' };
    });
    return callItem(entry, memory, kind, toolUse(itemId(entry), 'update_plan', { plan }));
  },
  error: (entry, memory, kind) =>
    noticeItem(entry, memory, kind, () => note('warning', textOf(entry.body['message']) ?? '', 'warning')),
};

const ways: Record<string, 'create' | 'delete' | 'update'> = { add: 'create', delete: 'delete', update: 'update' };

/** Ids begin anew in every process; the line makes them one of a kind. */
const itemId = (entry: Entry): string => `${filledTextOf(entry.body['id']) ?? 'item'}@${entry.id}`;

/** The command as the shell quoted it for the screen: `/bin/bash -lc '…'`. */
function unwrapped(command: string): string {
  const inner = /^\S*(?:ba|z|da)?sh -l?c (['"]?)([\s\S]+)\1$/.exec(command);
  return inner ? (inner[1] === "'" ? inner[2]!.replaceAll(`'\\''`, "'") : inner[2]!) : command;
}
