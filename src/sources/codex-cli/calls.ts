import type { FileChange } from '../../contract/message.ts';
import { parseJson } from '../json.ts';
import { filledTextOf, shapeOf, textOf } from '../shape.ts';
import type { LineItem, ToolResultFact } from '../source.ts';
import { givenApproval, requestedApproval } from './approvals.ts';
import { contentOf, type Entry, itemOf, partOf, type Shown, showAs } from './item.ts';
import { type Memory, remember, takeFrom } from './memory.ts';
import { assistantPart } from './messages.ts';
import { draftFrom, type Ending, endingOf, factFrom } from './output.ts';
import { areKnown, imagesIn, otherPartBlock, type Part, partsOf } from './parts.ts';
import { sumOf } from './patch.ts';
import { folderOf, toolCallBlock, toolCallFact, type ToolUse } from './tools.ts';
import { fileFacts } from './touched-files.ts';
import { isUuid } from './uuid.ts';

const mostCalls = 400;

/** A call that the model asked for. Its output comes with a later record. */
export function callItem(entry: Entry, memory: Memory, kind: string, use: ToolUse): LineItem {
  const item = itemOf(entry, kind, 'message');
  // In paginated files the commands of a script are listed one by one.
  item.tool_calls = [toolCallFact(use, { cwd: memory.cwd, counts: !(use.name === 'exec' && memory.is_paginated) })];
  remember(memory.calls, use.call_id, mostCalls);
  notePoll(memory, use);
  Object.assign(item, requestedApproval(memory, use));
  const message = assistantPart(memory, true);
  message.call_ids = [use.call_id];
  message.content = contentOf(entry, () => ({ blocks: [toolCallBlock(use)] }));
  return showAs(entry, memory, item, message);
}

/** Looking after a command that runs in the background: the poll's output is that command's too. */
function notePoll(memory: Memory, { call_id, name, fields }: ToolUse): void {
  const session = fields['session_id'];
  const place =
    name === 'write_stdin' && (typeof session === 'number' || typeof session === 'string')
      ? `session ${session}`
      : name === 'wait' && filledTextOf(fields['cell_id']) !== null
        ? `cell ${textOf(fields['cell_id'])!}`
        : null;
  if (place !== null) remember(memory.polls, [call_id, place], mostCalls);
}

/** The output of a call, as text or parts. */
export function outputItem(entry: Entry, memory: Memory, kind: string, call_id: string): LineItem {
  const { body } = entry;
  const parts = outputParts(body['output']);
  const ending = endingOf(joined(parts));
  if (body['success'] === false && ending.outcome === 'ok') ending.outcome = 'error';
  const item = itemOf(entry, kind, 'message');
  item.is_known = areKnown(parts);
  item.tool_results = [
    { ...factFrom(call_id, ending), agent_id: startedAgent(ending.text) },
    ...laterResults(memory, call_id, ending),
  ];
  Object.assign(item, givenApproval(memory, call_id, ending));
  memory.is_after_output = true;
  return showAs(
    entry,
    memory,
    item,
    resultsPart(entry, memory, call_id, () => outputContent(entry, call_id, ending, parts)),
  );
}

/** 0.5x wrapped the parts in an object. */
const outputParts = (output: unknown): Part[] => {
  const wrapped = shapeOf(output);
  return partsOf(wrapped ? (wrapped['content'] ?? wrapped['content_items'] ?? wrapped['body']) : output);
};

function joined(parts: Part[]): string {
  let text = '';
  for (const part of parts) {
    if (part.text === null) continue;
    text += text === '' || text.endsWith('\n') ? part.text : `\n${part.text}`;
  }
  return text;
}

export function resultsPart(
  entry: Entry,
  memory: Memory,
  call_id: string,
  write: () => Shown,
): NonNullable<LineItem['message']> {
  return partOf(memory, {
    merge_key: entry.id,
    role: 'user',
    outline_kind: 'm',
    is_meta: true,
    result_ids: [call_id],
    is_only_results: true,
    content: contentOf(entry, write),
  });
}

function outputContent(entry: Entry, call_id: string, ending: Ending, parts: Part[]): Shown {
  const others = parts.filter((part) => part.text === null && part.image === null).map(otherPartBlock);
  const draft = draftFrom(call_id, entry.at, ending);
  draft.injected = others.map((block) => ({
    label: block.type === 'text' ? (block.label ?? '') : '',
    text: block.type === 'text' ? block.text : '',
  }));
  return { blocks: [], results: [draft], images: imagesIn(parts, call_id) };
}

/** A background command is begun by one call and ends in the output of another. */
function laterResults(memory: Memory, call_id: string, ending: Ending): ToolResultFact[] {
  const place = takeFrom(memory.polls, call_id);
  const starter = place === null ? null : (memory.running.findLast(([known]) => known === place)?.[1] ?? null);
  if (ending.runs_in !== null && starter === null) remember(memory.running, [ending.runs_in, call_id], 100);
  if (place === null || starter === null || ending.runs_in !== null) return [];
  takeFrom(memory.running, place);
  return [{ ...factFrom(starter, { ...ending, duration_ms: null }), content_id: call_id }];
}

/** The answer to `spawn_agent` names the new thread. */
function startedAgent(text: string): string | null {
  if (!text.startsWith('{') || text.length > 2000 || !text.includes('"agent_id"')) return null;
  try {
    const id = filledTextOf(shapeOf(parseJson(text))?.['agent_id']);
    return id !== null && isUuid(id) ? id : null;
  } catch {
    return null;
  }
}

/** What a record says about a call: all of it, or only what the call's own records left open. */
export interface ToolRecord {
  use: ToolUse;
  /** Null while it runs. */
  ending: Ending | null;
  changes?: FileChange[];
  parts?: Part[];
}

/**
 * A record that holds a call together with how it ended. Mostly the call itself has a record too, and this one only
 * adds to its result; commands of a script have no other.
 */
export function toolItem(
  entry: Entry,
  memory: Memory,
  kind: string,
  { use, ending, changes = [], parts = [] }: ToolRecord,
): LineItem {
  const isKnownCall = memory.calls.includes(use.call_id);
  const item = itemOf(entry, kind, 'message');
  if (ending) {
    const isDone = ending.outcome === 'ok';
    item.tool_results = [
      {
        ...factFrom(use.call_id, ending),
        lines_added: isDone ? sumOf(changes, 'lines_added') : null,
        lines_removed: isDone ? sumOf(changes, 'lines_removed') : null,
        ...(use.files.length > 0 ? { files: fileFacts(use.files, folderOf(use, memory.cwd)) } : {}),
      },
    ];
    Object.assign(item, givenApproval(memory, use.call_id, ending));
  }
  const write = (): Shown => ({
    blocks: [toolCallBlock(use)],
    results: ending
      ? [{ ...draftFrom(use.call_id, entry.at, ending), changes: ending.outcome === 'ok' ? changes : [] }]
      : [],
    images: imagesIn(parts, use.call_id),
  });
  if (isKnownCall) return showAs(entry, memory, item, resultsPart(entry, memory, use.call_id, write));
  remember(memory.calls, use.call_id, mostCalls);
  item.tool_calls = [
    {
      ...toolCallFact(use, { cwd: memory.cwd }),
      ...(changes.length > 0
        ? { lines_added: sumOf(changes, 'lines_added'), lines_removed: sumOf(changes, 'lines_removed') }
        : {}),
    },
  ];
  const message = innerPart(memory);
  message.call_ids = [use.call_id];
  message.result_ids = ending ? [use.call_id] : [];
  message.content = contentOf(entry, write);
  return showAs(entry, memory, item, message);
}

/** A call inside a script belongs to the message that holds the script, although the response has ended. */
function innerPart(memory: Memory): NonNullable<LineItem['message']> {
  const wasOpen = memory.is_open;
  if (memory.response > 0 && !memory.is_after_output) memory.is_open = true;
  const part = assistantPart(memory, true);
  memory.is_open = wasOpen || memory.is_open;
  return part;
}
