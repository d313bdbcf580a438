import { filledTextOf, jsonFromValue, listOf, numberOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { LineItem } from '../source.ts';
import { callItem, outputItem, toolItem } from './calls.ts';
import { bookkeeping, type Entry, problemItem } from './item.ts';
import type { Memory } from './memory.ts';
import { messageItem, reasoningItem } from './messages.ts';
import { noticeItem, note, unknownItem } from './notice.ts';
import { endingOf, type Ending } from './output.ts';
import { partsOf, textIn } from './parts.ts';
import { tokenCountItem } from './tokens.ts';
import { argumentsFrom, toolName, toolUse, type ToolUse } from './tools.ts';
import { isTwin } from './twins.ts';

/** What the model sees: messages, thoughts, calls and outputs. `kind` is prefixed by the shape of the line. */
export function responseItem(entry: Entry, memory: Memory, prefix = 'response_item'): LineItem {
  const { body } = entry;
  const type = textOf(body['type']) ?? (typeof body['role'] === 'string' ? 'message' : null);
  const kind = `${prefix}/${type ?? 'without a type'}`;
  const reader = type !== null && Object.hasOwn(readers, type) ? readers[type]! : null;
  if (reader) return reader(entry, memory, kind);
  return type === null
    ? problemItem(entry, 'The record has no type.')
    : unknownItem(entry, memory, kind, () => jsonFromValue(body));
}

type Reader = (entry: Entry, memory: Memory, kind: string) => LineItem;

const readers: Record<string, Reader> = {
  message: messageItem,
  reasoning: (entry, memory, kind) => {
    const { body } = entry;
    const summary = partsOf(body['summary']).map((part) => part.text ?? '');
    const content = partsOf(body['content']).map((part) => part.text ?? '');
    const texts = [...summary, ...content].filter((text) => text !== '');
    const is_encrypted = filledTextOf(body['encrypted_content']) !== null;
    return reasoningItem(entry, memory, { kind, texts, family: 'item', is_encrypted });
  },
  agent_message: agentMessageItem,
  function_call: (entry, memory, kind) => callItem(entry, memory, kind, functionUse(entry)),
  function_call_output: output,
  custom_tool_call: (entry, memory, kind) =>
    callItem(
      entry,
      memory,
      kind,
      toolUse(
        idOf(entry),
        toolName(entry.body['name'], entry.body['namespace']),
        textOf(entry.body['input']) ?? entry.body['input'],
      ),
    ),
  custom_tool_call_output: output,
  local_shell_call: (entry, memory, kind) =>
    callItem(entry, memory, kind, toolUse(idOf(entry), 'local_shell', shapeOf(entry.body['action']) ?? {})),
  tool_search_call: (entry, memory, kind) =>
    callItem(entry, memory, kind, toolUse(idOf(entry), 'tool_search', argumentsFrom(entry.body['arguments']))),
  tool_search_output: (entry, memory, kind) => {
    const names = listOf(entry.body['tools']).map((tool) => filledTextOf(shapeOf(tool)?.['name']) ?? 'a tool');
    const withOutput = { ...entry, body: { ...entry.body, output: names.join('\n') } };
    return outputItem(withOutput, memory, kind, idOf(entry));
  },
  web_search_call: webSearchItem,
  image_generation_call: (entry, memory, kind) => imageItem(entry, memory, kind),
  compaction: (entry) => bookkeeping(entry, 'response_item/compaction'),
  compaction_summary: (entry) => bookkeeping(entry, 'response_item/compaction'),
  context_compaction: (entry) => bookkeeping(entry, 'response_item/compaction'),
  ghost_snapshot: (entry) => bookkeeping(entry, 'response_item/ghost_snapshot'),
  configuration_update: (entry) => bookkeeping(entry, 'response_item/configuration_update'),
  other: (entry) => bookkeeping(entry, 'response_item/other'),
  token_count: tokenCountItem,
};

function output(entry: Entry, memory: Memory, kind: string): LineItem {
  const call_id = filledTextOf(entry.body['call_id']);
  return call_id === null
    ? problemItem(entry, 'The output does not say which call it belongs to.')
    : outputItem(entry, memory, kind, call_id);
}

/** Ids of hosted tools stand in another field or are missing; then the record's own place is one. */
export const idOf = ({ body, id }: Entry): string => filledTextOf(body['call_id']) ?? filledTextOf(body['id']) ?? id;

function functionUse(entry: Entry): ToolUse {
  const { body } = entry;
  return toolUse(idOf(entry), toolName(body['name'], body['namespace']), argumentsFrom(body['arguments']));
}

/** Messages between agents; the answer to a person is a `message`. */
function agentMessageItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { author, recipient } = entry.body;
  return noticeItem(entry, memory, kind, () =>
    note(
      `${textOf(author) ?? 'an agent'} → ${textOf(recipient) ?? 'an agent'}`,
      textIn(partsOf(entry.body['content'])) || 'Encrypted by the provider.',
    ),
  );
}

/** A search that the provider runs: call and result at once. Its twin among the events comes without a common id. */
export function webSearchItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const action = shapeOf(body['action']) ?? {};
  const fields = { ...action, ...(filledTextOf(body['query']) === null ? {} : { query: body['query'] }) };
  const use = toolUse(idOf(entry), 'web_search', withQuery(fields));
  const family = kind.startsWith('response_item') || kind.startsWith('bare') ? 'item' : 'event';
  if (isTwin(memory, 'r', family, `web ${searchKey(use)}`)) return { ...bookkeeping(entry, kind), disposition: 'copy' };
  return toolItem(entry, memory, kind, { use, ending: searchEnding(body) });
}

const withQuery = (fields: Record<string, unknown>): Record<string, unknown> =>
  typeof fields['query'] === 'string' && fields['query'] !== '' ? fields : { ...fields, ...queryIn(fields) };
const queryIn = (fields: Record<string, unknown>): Record<string, unknown> => {
  const first = filledTextOf(listOf(fields['queries'])[0]);
  return first === null ? {} : { query: first };
};
const searchKey = ({ fields }: ToolUse): string => String(fields['query'] ?? fields['url'] ?? fields['pattern'] ?? '');

function searchEnding(body: Shape): Ending {
  const lines = listOf(body['results'])
    .map(shapeOf)
    .filter((result) => result !== null)
    .map((result) =>
      [result['title'], result['url']]
        .map(textOf)
        .filter((part) => part)
        .join(' · '),
    );
  const ending = endingOf('');
  return {
    ...ending,
    text: lines.join('\n'),
    outcome: body['status'] === 'failed' ? 'error' : 'ok',
    duration_ms: numberOf(body['duration']),
  };
}

/** A picture made by the provider. */
export function imageItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const use = toolUse(idOf(entry), 'image_generation', { prompt: body['revised_prompt'] ?? null });
  const result = textOf(body['result']) ?? '';
  const parts =
    result === ''
      ? []
      : partsOf([
          { type: 'image', image_url: result.startsWith('data:') ? result : `data:image/png;base64,${result}` },
        ]);
  const text = filledTextOf(body['saved_path']) ?? '';
  const outcome = body['failure'] || body['status'] === 'failed' ? 'error' : 'ok';
  return toolItem(entry, memory, kind, { use, ending: { ...endingOf(''), text, outcome }, parts });
}
