import { filledTextOf, jsonFromValue, listOf, numberOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { LineItem } from '../source.ts';
import {
  agentItem,
  commandEnding,
  commandUse,
  dynamicEnding,
  endingFrom,
  mcpEnding,
  mcpName,
  patchEnding,
  patchUse,
} from './call-events.ts';
import { toolItem } from './calls.ts';
import { contextCompactedItem } from './compaction.ts';
import { contentOf, type Entry, itemOf, showAs } from './item.ts';
import { hookRuns } from './hooks.ts';
import { injectedBlock } from './injected.ts';
import type { Memory } from './memory.ts';
import { answerItem, assistantPart, reasoningItem, userItem } from './messages.ts';
import { note, noticeItem, unknownItem } from './notice.ts';
import { partsOf } from './parts.ts';
import { changesFrom } from './patch.ts';
import { imageItem, webSearchItem } from './response-item.ts';
import { reviewItem, reviewStartItem } from './review.ts';
import { toolUse } from './tools.ts';

type Reader = (entry: Entry, memory: Memory, kind: string) => LineItem;

/** `item_completed`: paginated files keep each thing on the screen as an item; its fields are read as the record's own. */
export function turnItem(entry: Entry, memory: Memory): LineItem {
  const item = shapeOf(entry.body['item']) ?? {};
  const type = textOf(item['type']);
  const kind = `item_completed/${type ?? 'without a type'}`;
  const inner: Entry = { ...entry, body: withDuration(item, entry.body) };
  if (type === null || !Object.hasOwn(readers, type))
    return unknownItem(inner, memory, kind, () => jsonFromValue(item));
  return readers[type]!(inner, memory, kind);
}

/** The time from start to end, for tools whose item has no duration of its own. */
function withDuration(item: Shape, { started_at_ms, completed_at_ms }: Shape): Shape {
  const [from, to] = [numberOf(started_at_ms), numberOf(completed_at_ms)];
  const isKnown = from !== null && to !== null && from > 0 && to >= from;
  return isKnown && !('duration' in item) ? { ...item, duration: to - from } : item;
}

const readers: Record<string, Reader> = {
  UserMessage: (entry, memory, kind) =>
    userItem(entry, memory, { kind, parts: partsOf(entry.body['content']), family: 'event' }),
  AgentMessage: (entry, memory, kind) =>
    answerItem(entry, memory, { kind, parts: partsOf(entry.body['content']), family: 'event' }),
  Reasoning: (entry, memory, kind) => {
    const texts = [...listOf(entry.body['summary_text']), ...listOf(entry.body['raw_content'])].map(
      (part) => textOf(part) ?? textOf(shapeOf(part)?.['text']) ?? '',
    );
    return reasoningItem(entry, memory, {
      kind,
      texts: texts.filter((text) => text !== ''),
      family: 'event',
      is_encrypted: false,
    });
  },
  Plan: planItem,
  HookPrompt: hookItem,
  CommandExecution: (entry, memory, kind) =>
    toolItem(entry, memory, kind, {
      use: commandUse(itemId(entry), withPath(entry.body)),
      ending: commandEnding(entry.body),
    }),
  FileChange: (entry, memory, kind) => {
    const changes = changesFrom(entry.body['changes']);
    const use = patchUse(itemId(entry), changes);
    return toolItem(entry, memory, kind, { use, ending: patchEnding(entry.body), changes });
  },
  McpToolCall: (entry, memory, kind) => {
    const { body } = entry;
    const use = toolUse(itemId(entry), mcpName(body['server'], body['tool']), body['arguments'] ?? {});
    const parts = partsOf(shapeOf(body['result'])?.['content']);
    const ending = mcpEnding(body['result'], body['error'], body['duration'] ?? body['durationMs']);
    if (body['status'] === 'failed') ending.outcome = 'error';
    return toolItem(entry, memory, kind, { use, ending, parts });
  },
  DynamicToolCall: (entry, memory, kind) => {
    const use = toolUse(itemId(entry), textOf(entry.body['tool']) ?? 'unnamed tool', entry.body['arguments'] ?? {});
    return toolItem(entry, memory, kind, {
      use,
      ending: dynamicEnding(entry.body),
      parts: partsOf(entry.body['content_items']),
    });
  },
  CollabAgentToolCall: collabItem,
  SubAgentActivity: agentItem,
  WebSearch: webSearchItem,
  Extension: extensionItem,
  ImageView: (entry, memory, kind) =>
    toolItem(entry, memory, kind, {
      use: toolUse(itemId(entry), 'view_image', { path: entry.body['path'] }),
      ending: endingFrom({}),
    }),
  ImageGeneration: imageItem,
  EnteredReviewMode: reviewStartItem,
  ExitedReviewMode: reviewItem,
  ContextCompaction: contextCompactedItem,
  Sleep: sleepItem,
};

const itemId = ({ body, id }: Entry): string => filledTextOf(body['id']) ?? id;

/** The folder may be a `file:` address. */
function withPath(body: Shape): Shape {
  const cwd = textOf(body['cwd']);
  if (!cwd?.startsWith('file://')) return body;
  const path = cwd.slice('file://'.length).replace(/^\/([A-Za-z]:)/, '$1');
  try {
    return { ...body, cwd: decodeURIComponent(path) };
  } catch {
    return { ...body, cwd: path };
  }
}

/** A plan that waits for leave. */
function planItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const item = itemOf(entry, kind, 'message');
  const message = assistantPart(memory, true);
  message.content = contentOf(entry, () => ({
    blocks: [
      { type: 'text', text: textOf(entry.body['text']) ?? '', format: 'markdown', label: 'plan', is_injected: false },
    ],
  }));
  return showAs(entry, memory, item, message);
}

/** Hooks leave a trace only where they put words into the conversation. */
function hookItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const item = noticeItem(entry, memory, kind, () => note('hook output'));
  const fragments = listOf(entry.body['fragments']).map((part) => shapeOf(part) ?? {});
  const texts = fragments.map((part) => textOf(part['text']) ?? '');
  const ids = fragments.map((part) => filledTextOf(part['hookRunId']) ?? filledTextOf(part['hook_run_id']));
  item.hook_runs = hookRuns(memory, ids);
  if (item.message)
    item.message.content = contentOf(entry, () => ({
      blocks: texts.map((text) => injectedBlock(text, 'hook output')),
    }));
  return item;
}

/** Work with other threads: which ones were meant, and how they are. */
function collabItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const fields = { message: body['prompt'], model: body['model'], agents: body['receiver_thread_ids'] };
  const tool = textOf(body['tool']) ?? 'agent';
  const use = toolUse(itemId(entry), tool, fields);
  const states = shapeOf(body['agents_states']) ?? {};
  const text = Object.keys(states)
    .map((id) => `${id}: ${stateOf(states[id])}`)
    .join('\n');
  const outcome = body['status'] === 'failed' ? 'error' : body['status'] === 'in_progress' ? 'unknown' : 'ok';
  const item = toolItem(entry, memory, kind, { use, ending: endingFrom({ text, outcome }) });
  const ids = listOf(body['receiver_thread_ids'])
    .map(filledTextOf)
    .filter((id) => id !== null);
  item.subagents = ids.map((agent_id) => ({
    agent_id,
    call_id: tool === 'spawn_agent' ? use.call_id : null,
    state: endedState(states[agent_id]),
  }));
  return item;
}

const stateOf = (state: unknown): string =>
  textOf(state) ?? textOf(shapeOf(state)?.['status']) ?? Object.keys(shapeOf(state) ?? {})[0] ?? 'unknown';

function endedState(state: unknown): 'completed' | 'failed' | null {
  const word = stateOf(state).toLowerCase();
  if (word === 'completed') return 'completed';
  return word === 'errored' || word === 'failed' || word === 'interrupted' ? 'failed' : null;
}

/** Tools that came later and share one kind of item. */
function extensionItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const what = textOf(body['kind']) ?? 'without a kind';
  if (what === 'web.search') return webSearchItem(entry, memory, kind);
  if (what === 'image_gen.generation') return imageItem(entry, memory, kind);
  if (what === 'clock.sleep') return sleepItem(entry, memory, kind);
  return unknownItem(entry, memory, `${kind}/${what}`, () => jsonFromValue(body));
}

function sleepItem(entry: Entry, memory: Memory, kind: string): LineItem {
  return noticeItem(entry, memory, kind, () => note('waited', '', 'info', numberOf(entry.body['duration_ms'])));
}
