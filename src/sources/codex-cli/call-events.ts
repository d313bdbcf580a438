import { filledTextOf, flagOf, jsonFromValue, listOf, numberOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { FileChange } from '../../contract/message.ts';
import type { LineItem } from '../source.ts';
import { callItem, toolItem } from './calls.ts';
import { commandText } from './commands.ts';
import { bookkeeping, type Entry } from './item.ts';
import type { Memory } from './memory.ts';
import { idOf } from './response-item.ts';
import { type Ending, endingOf } from './output.ts';
import { areKnown, partsOf, textIn } from './parts.ts';
import { changesFrom } from './patch.ts';
import { type ToolUse, toolUse } from './tools.ts';
import { changedFile, readFile } from './touched-files.ts';

/** An ending from fields instead of from a text. */
export const endingFrom = (said: Partial<Ending>): Ending => ({ ...endingOf(''), ...said });

/** `{secs, nanos}` or milliseconds; null when nothing took no time. */
export function durationOf(value: unknown): number | null {
  const shape = shapeOf(value);
  if (!shape) return numberOf(value);
  const secs = numberOf(shape['secs']);
  return secs === null ? null : Math.round(secs * 1e6 + (numberOf(shape['nanos']) ?? 0) / 1e3) / 1e3;
}

const outcomes: Record<string, Ending['outcome']> = {
  completed: 'ok',
  success: 'ok',
  failed: 'error',
  declined: 'denied',
  interrupted: 'interrupted',
  in_progress: 'unknown',
  inProgress: 'unknown',
};

/** How a command ended, from an item or from `exec_command_end`: both have the same fields. */
export function commandEnding(body: Shape): Ending {
  const exit_code = numberOf(body['exit_code']);
  const said = outcomes[textOf(body['status']) ?? ''];
  const byCode = exit_code === null ? 'unknown' : exit_code === 0 ? 'ok' : 'error';
  const outcome =
    said === 'denied' || said === 'interrupted' ? said : exit_code === null ? (said ?? 'unknown') : byCode;
  const text =
    filledTextOf(body['aggregated_output']) ??
    filledTextOf(body['formatted_output']) ??
    [body['stdout'], body['stderr']]
      .map(textOf)
      .filter((part) => part)
      .join('\n');
  const ms = durationOf(body['duration']);
  return endingFrom({
    text,
    exit_code,
    outcome,
    denied_by: outcome === 'denied' ? 'person' : null,
    duration_ms: ms !== null && ms >= 1 ? ms : null,
  });
}

/** A command with the files that it reads, as far as the agent found out. */
export function commandUse(call_id: string, body: Shape): ToolUse {
  const name = body['source'] === 'user_shell' ? 'user_shell' : 'exec_command';
  const use = toolUse(call_id, name, {
    command: commandText(body['command']) ?? '',
    workdir: textOf(body['cwd']) ?? undefined,
  });
  const reads = listOf(body['parsed_cmd'])
    .map(shapeOf)
    .filter((part) => part?.['type'] === 'read')
    .map((part) => filledTextOf(part!['path']) ?? filledTextOf(part!['name']))
    .filter((path) => path !== null);
  return { ...use, files: [...new Set(reads)].map(readFile) };
}

export const execEndItem = (entry: Entry, memory: Memory, kind: string): LineItem =>
  toolItem(entry, memory, kind, { use: commandUse(idOf(entry), entry.body), ending: commandEnding(entry.body) });

export function patchEnding(body: Shape): Ending {
  const said = outcomes[textOf(body['status']) ?? ''];
  const outcome = body['success'] === false && (said === undefined || said === 'ok') ? 'error' : (said ?? 'ok');
  const text = [body['stdout'], body['stderr']]
    .map(textOf)
    .filter((part) => part)
    .join('\n');
  const duration_ms = durationOf(body['duration']);
  return endingFrom({ text, outcome, denied_by: outcome === 'denied' ? 'person' : null, duration_ms });
}

export function patchEndItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const changes = changesFrom(body['changes']);
  return toolItem(entry, memory, kind, {
    use: patchUse(idOf(entry), changes),
    ending: patchEnding(body),
    changes,
  });
}

/** A change of files whose patch the log does not hold as text. */
export const patchUse = (call_id: string, changes: FileChange[]): ToolUse => ({
  ...toolUse(call_id, 'apply_patch', { files: changes.map(({ path }) => path) }),
  files: changes.map(changedFile),
});

/** The result of a server's tool: `{Ok: {content, isError}}`, `{Err: text}`, or the content itself. */
export function mcpEnding(result: unknown, error: unknown, duration: unknown): Ending {
  const shape = shapeOf(result);
  const ok = shapeOf(shape?.['Ok']) ?? (shape && !('Err' in shape) ? shape : null);
  const failure = filledTextOf(shape?.['Err']) ?? filledTextOf(shapeOf(error)?.['message']) ?? filledTextOf(error);
  const ms = durationOf(duration);
  const parts = partsOf(ok?.['content']);
  const structured = ok?.['structuredContent'] ?? ok?.['structured_content'];
  const text =
    failure ?? (textIn(parts) || (structured === undefined || structured === null ? '' : jsonFromValue(structured)));
  const isError = failure !== null || flagOf(ok?.['isError']) || flagOf(ok?.['is_error']);
  return endingFrom({ text, outcome: isError ? 'error' : 'ok', duration_ms: ms });
}

export const mcpName = (server: unknown, tool: unknown): string =>
  `mcp__${textOf(server) ?? 'server'}__${textOf(tool) ?? 'tool'}`;

export function mcpEndItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const { body } = entry;
  const invocation = shapeOf(body['invocation']) ?? {};
  const use = toolUse(idOf(entry), mcpName(invocation['server'], invocation['tool']), invocation['arguments'] ?? {});
  const parts = partsOf(shapeOf(shapeOf(body['result'])?.['Ok'])?.['content']);
  const item = toolItem(entry, memory, kind, { use, ending: mcpEnding(body['result'], null, body['duration']), parts });
  item.is_known = areKnown(parts) || !shapeOf(body['result']);
  return item;
}

export const viewImageItem = (entry: Entry, memory: Memory, kind: string): LineItem =>
  toolItem(entry, memory, kind, {
    use: toolUse(idOf(entry), 'view_image', { path: entry.body['path'] }),
    ending: endingFrom({ outcome: 'ok' }),
  });

/** Another thread that this one started, or that was heard of. */
export function agentItem(entry: Entry, _memory: Memory, kind: string): LineItem {
  const item = bookkeeping(entry, kind);
  const { body } = entry;
  const agent_id = filledTextOf(body['agent_thread_id']);
  const isStart = body['kind'] === 'started';
  if (agent_id !== null)
    item.subagents = [
      { agent_id, call_id: isStart ? (filledTextOf(body['event_id']) ?? filledTextOf(body['id'])) : null, state: null },
    ];
  return item;
}

export function spawnEndItem(entry: Entry, _memory: Memory, kind: string): LineItem {
  const item = bookkeeping(entry, kind);
  const agent_id = filledTextOf(entry.body['new_thread_id']);
  if (agent_id !== null) item.subagents = [{ agent_id, call_id: filledTextOf(entry.body['call_id']), state: null }];
  return item;
}

const dynamicUse = (body: Shape): ToolUse =>
  toolUse(
    filledTextOf(body['callId']) ?? filledTextOf(body['call_id']) ?? filledTextOf(body['id']) ?? '',
    textOf(body['tool']) ?? 'unnamed tool',
    body['arguments'] ?? {},
  );

/** The request names a call that mostly has a record of its own before it. */
export function dynamicRequestItem(entry: Entry, memory: Memory, kind: string): LineItem {
  const use = dynamicUse(entry.body);
  return memory.calls.includes(use.call_id)
    ? { ...bookkeeping(entry, kind), disposition: 'copy' }
    : callItem(entry, memory, kind, use);
}

export function dynamicEnding(body: Shape): Ending {
  const parts = partsOf(body['content_items']);
  const isError = body['success'] === false || filledTextOf(body['error']) !== null || body['status'] === 'failed';
  return endingFrom({
    text: filledTextOf(body['error']) ?? textIn(parts),
    outcome: isError ? 'error' : 'ok',
    duration_ms: durationOf(body['duration']),
  });
}

export const dynamicResponseItem = (entry: Entry, memory: Memory, kind: string): LineItem =>
  toolItem(entry, memory, kind, {
    use: dynamicUse(entry.body),
    ending: dynamicEnding(entry.body),
    parts: partsOf(entry.body['content_items']),
  });
