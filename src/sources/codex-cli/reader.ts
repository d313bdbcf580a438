import { parseLine } from '../jsonl.ts';
import { filledTextOf, instantOf, jsonFromValue, type Shape, shapeOf, textOf } from '../shape.ts';
import type { Depth, LineItem, LineReader } from '../source.ts';
import { isExecRecord, execItem } from './exec-stream.ts';
import { bookkeeping, type Entry, problemItem } from './item.ts';
import { blankMemory, type Memory, memoryFrom, remember, takeFrom } from './memory.ts';
import { unknownItem } from './notice.ts';
import { envelopeItem } from './records.ts';
import { responseItem } from './response-item.ts';
import { followCopy, sessionItem } from './session.ts';

/** Reads one rollout, of any era, or a saved stream of `codex exec --json`. */
export function codexReader(state: unknown): LineReader {
  const memory = memoryFrom(state);
  return {
    read(bytes, line, depth) {
      const { records, problem } = parseLine(bytes);
      const itemsTo = (to: Depth, used: Memory): LineItem[] =>
        records.map((record, n) => itemFrom(record, n === 0 ? `r${line}` : `r${line}.${n}`, to, used));
      // Full content follows from the line alone: nothing is remembered, and nothing recalled.
      const full = depth === 'full' || depth === 'whole' ? itemsTo('full', blankMemory()) : [];
      const items = depth === 'full' ? full : itemsTo(depth, memory);
      if (depth === 'whole') items.forEach((item, n) => showContent(item, full[n]));
      if (problem !== null) items.push(problemItem(entryOf({}, `r${line}.p`, depth), problem));
      return items;
    },
    state: () => memory,
  };
}

function showContent(item: LineItem, full: LineItem | undefined): void {
  if (item.message) item.message.content = full?.message?.content ?? null;
}

const entryOf = (record: Shape, id: string, depth: Depth): Entry => ({
  record,
  body: record,
  at: instantOf(record['timestamp']),
  id,
  depth,
});

function itemFrom(record: Shape, id: string, depth: Depth, memory: Memory): LineItem {
  const entry = entryOf(record, id, depth);
  const item = itemOfShape(entry, memory);
  if (!item.is_known) item.version ??= memory.version;
  return withCallKeys(item, memory);
}

/** Three shapes of lines: with envelope, bare, and events of a stream. */
function itemOfShape(entry: Entry, memory: Memory): LineItem {
  const { record } = entry;
  const type = textOf(record['type']);
  const payload = shapeOf(record['payload']);
  if (type !== null && payload) {
    const inner: Entry = { ...entry, body: payload };
    enterTurn(inner, memory, type);
    return envelopeItem(inner, memory, type);
  }
  if (isExecRecord(record)) return execItem(entry, memory);
  if (record['record_type'] === 'state') return bookkeeping(entry, 'state');
  if (type === null && filledTextOf(record['id']) !== null && record['timestamp'] !== undefined)
    return sessionItem(entry, memory, 'header');
  if (type === null ? typeof record['role'] === 'string' : bareTypes.has(type))
    return responseItem(entry, memory, 'bare');
  if (type === null) return problemItem(entry, 'The record has no type.');
  return unknownItem(entry, memory, `bare/${type}`, () => jsonFromValue(record));
}

const bareTypes = new Set([
  'message', 'reasoning', 'function_call', 'function_call_output', 'local_shell_call', 'custom_tool_call',
  'custom_tool_call_output', 'web_search_call', 'other',
]); // prettier-ignore

/** Turn ids stand on few records and hold for those that follow. */
function enterTurn({ record, body, at, id, depth }: Entry, memory: Memory, type: string): void {
  const begins = type === 'turn_context' || body['type'] === 'task_started' || body['type'] === 'turn_started';
  const turn_id = begins ? filledTextOf(body['turn_id']) : null;
  if (type !== 'session_meta') followCopy({ record, body, at, id, depth }, memory, turn_id);
  if (turn_id === null) return;
  memory.turn_id = turn_id;
  memory.is_imported = turn_id.startsWith('external-import-turn-');
}

/**
 * Ids that providers count up instead of making them up are unique in their thread only, or not even there: a call whose
 * id has been answered before is another one.
 */
function withCallKeys(item: LineItem, memory: Memory): LineItem {
  for (const { call_id } of item.tool_calls) {
    if (!memory.answered.includes(call_id)) continue;
    const times = Number(takeFrom(memory.again, call_id) ?? 1) + 1;
    remember(memory.again, [call_id, String(times)], 100);
    memory.answered = memory.answered.filter((id) => id !== call_id);
  }
  for (const fact of [...item.tool_calls, ...item.tool_results]) {
    const call_key = callKey(fact.call_id, memory);
    if (call_key !== fact.call_id) fact.call_key = call_key;
  }
  for (const approval of item.approvals ?? [])
    if (approval.call_id !== null) approval.approval_id = approval.call_id = callKey(approval.call_id, memory);
  for (const { call_id } of item.tool_results)
    if (!memory.answered.includes(call_id)) remember(memory.answered, call_id, 400);
  return item;
}

/** By which a call is known in every file that repeats it. */
function callKey(call_id: string, memory: Memory): string {
  const times = memory.again.findLast(([id]) => id === call_id)?.[1];
  const isOwn = /^[\w-]{20,}$/.test(call_id);
  return `${isOwn ? '' : `${memory.root_id}:`}${call_id}${times === undefined ? '' : `#${times}`}`;
}
