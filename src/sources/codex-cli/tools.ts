import type { FileChange, TodoItem, ToolKind } from '../../contract/message.ts';
import { parseJson } from '../json.ts';
import { programOf } from '../program.ts';
import { filledTextOf, listOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { DraftBlock, ToolCallFact } from '../source.ts';
import { commandIn, commandsInScript, fileReadBy, patchInCommand } from './commands.ts';
import { seal, sealText } from './item.ts';
import { changesInPatch, sumOf } from './patch.ts';
import { changedFile, fileFacts, readFile, type TouchedFile, wholePath } from './touched-files.ts';

/** What each tool of Codex does, and which argument matters most. Names as of 0.2 to 0.160. */
const tools: Record<string, { kind: ToolKind; subject: string[] }> = {
  shell: { kind: 'command', subject: [] },
  shell_command: { kind: 'command', subject: [] },
  exec_command: { kind: 'command', subject: [] },
  'container.exec': { kind: 'command', subject: [] },
  local_shell: { kind: 'command', subject: [] },
  unified_exec: { kind: 'command', subject: [] },
  user_shell: { kind: 'command', subject: [] },
  exec: { kind: 'command', subject: [] },
  write_stdin: { kind: 'other', subject: ['chars', 'session_id'] },
  wait: { kind: 'other', subject: ['cell_id'] },
  apply_patch: { kind: 'edit', subject: [] },
  view_image: { kind: 'read', subject: ['path'] },
  read_file: { kind: 'read', subject: ['file_path', 'path'] },
  list_dir: { kind: 'search', subject: ['dir_path', 'path'] },
  grep_files: { kind: 'search', subject: ['pattern'] },
  tool_search: { kind: 'search', subject: ['query'] },
  web_search: { kind: 'web', subject: ['query', 'url', 'pattern'] },
  image_generation: { kind: 'other', subject: ['prompt'] },
  update_plan: { kind: 'todo', subject: [] },
  request_user_input: { kind: 'question', subject: [] },
  request_permissions: { kind: 'question', subject: ['reason'] },
  spawn_agent: { kind: 'agent', subject: ['task_name', 'message', 'prompt'] },
  send_input: { kind: 'agent', subject: ['message', 'id'] },
  send_message: { kind: 'agent', subject: ['message', 'recipient'] },
  followup_task: { kind: 'agent', subject: ['message', 'task_name'] },
  wait_agent: { kind: 'agent', subject: [] },
  close_agent: { kind: 'agent', subject: ['id', 'target'] },
  resume_agent: { kind: 'agent', subject: ['id'] },
  interrupt_agent: { kind: 'agent', subject: ['id', 'target'] },
  list_agents: { kind: 'agent', subject: [] },
  create_goal: { kind: 'plan', subject: ['objective'] },
  update_goal: { kind: 'plan', subject: ['status'] },
  get_goal: { kind: 'plan', subject: [] },
};

export const toolKindOf = (name: string): ToolKind =>
  Object.hasOwn(tools, name) ? tools[name]!.kind : name.startsWith('mcp__') ? 'mcp' : 'other';

/** A call as the log gives it, with its input taken apart. */
export interface ToolUse {
  call_id: string;
  name: string;
  /** The whole input, for reading. */
  input: unknown;
  /** The input's fields, when it has any. */
  fields: Shape;
  command: string | null;
  patch: string | null;
  description: string | null;
  /** Files that the log itself says are touched. */
  files: TouchedFile[];
}

/** A call from its name and its input: JSON fields, or a free text. */
export function toolUse(call_id: string, name: string, input: unknown): ToolUse {
  const fields = shapeOf(input) ?? {};
  const text = textOf(input);
  const commandFields = fields['cmd'] ?? fields['command'];
  const patch =
    name === 'apply_patch'
      ? (text ?? textOf(fields['input']) ?? textOf(fields['patch']))
      : patchInCommand(commandFields);
  const use = {
    call_id,
    input,
    fields,
    patch,
    files: [],
    description: filledTextOf(fields['justification']) ?? filledTextOf(fields['explanation']),
  };
  if (patch !== null) return { ...use, name: 'apply_patch', command: null };
  return { ...use, name, command: toolKindOf(name) === 'command' ? commandOf(name, fields, text) : null };
}

function commandOf(name: string, fields: Shape, text: string | null): string | null {
  if (name !== 'exec' || text === null) return commandIn(fields) ?? text;
  return commandsInScript(text).join('\n') || null;
}

/** The folder that the call's paths start from. */
export function folderOf({ fields }: ToolUse, cwd: string | null): string | null {
  const own = filledTextOf(fields['workdir']) ?? filledTextOf(fields['working_directory']);
  return own === null ? cwd : wholePath(own, cwd);
}

/** `counts`: false for a script of code mode whose commands the log lists one by one. */
export function toolCallFact(
  use: ToolUse,
  { cwd, counts = true }: { cwd: string | null; counts?: boolean },
): ToolCallFact {
  const { name, command, patch } = use;
  const kind = toolKindOf(name);
  const changes = patch === null ? [] : changesInPatch(patch);
  const files = fileFacts(filesOf(use, changes), folderOf(use, cwd));
  const counted = counts && command !== null && name !== 'exec' ? command : null;
  return {
    call_id: use.call_id,
    name: seal(name),
    kind,
    path: files[0]?.path ?? null,
    ...(files.length > 0 ? { files } : {}),
    command: sealText(counted),
    program: counted === null ? null : sealText(programOf(counted)),
    agent_type: kind === 'agent' ? sealText(use.fields['agent_type'] ?? use.fields['agent_role']) : null,
    agent_description: kind === 'agent' ? sealText(subjectOf(use)) : null,
    lines_added: sumOf(changes, 'lines_added'),
    lines_removed: sumOf(changes, 'lines_removed'),
  };
}

function filesOf({ name, fields, command, files }: ToolUse, changes: FileChange[]): TouchedFile[] {
  if (files.length > 0) return files;
  if (changes.length > 0) return changes.map(changedFile);
  const path =
    toolKindOf(name) === 'read'
      ? (filledTextOf(fields['path']) ?? filledTextOf(fields['file_path']))
      : command === null
        ? null
        : fileReadBy(command);
  return path === null ? [] : [readFile(path)];
}

export function toolCallBlock(use: ToolUse): DraftBlock {
  const { call_id, name, input, patch } = use;
  return {
    type: 'tool_call',
    call_id,
    name,
    kind: toolKindOf(name),
    subject: subjectOf(use),
    description: use.description,
    input,
    changes: patch === null ? [] : changesInPatch(patch),
    todos: name === 'update_plan' ? todosOf(use.fields) : null,
  };
}

function subjectOf(use: ToolUse): string | null {
  const { name, fields, command, patch } = use;
  if (patch !== null)
    return (
      changesInPatch(patch)
        .map((change) => change.path)
        .join(', ') || null
    );
  if (command !== null) return command;
  if (Array.isArray(fields['files'])) return fields['files'].map(String).join(', ') || null;
  if (name === 'update_plan') return planSubject(todosOf(fields));
  if (name === 'request_user_input') return filledTextOf(shapeOf(listOf(fields['questions'])[0])?.['question']);
  const keys = Object.hasOwn(tools, name) ? tools[name]!.subject : Object.keys(fields);
  for (const key of keys) {
    const value = typeof fields[key] === 'number' ? String(fields[key]) : filledTextOf(fields[key]);
    if (value !== null) return value;
  }
  return typeof use.input === 'string' ? filledTextOf(use.input) : null;
}

const states: Record<string, TodoItem['status']> = {
  pending: 'pending',
  in_progress: 'in_progress',
  completed: 'completed',
  cancelled: 'cancelled',
};

/** The steps of a plan. */
export function todosOf(fields: Shape): TodoItem[] {
  return listOf(fields['plan'])
    .map(shapeOf)
    .filter((step) => step !== null)
    .map((step) => ({
      text: textOf(step['step']) ?? textOf(step['text']) ?? '',
      status: states[textOf(step['status']) ?? ''] ?? 'pending',
    }));
}

function planSubject(todos: TodoItem[]): string {
  const done = todos.filter((todo) => todo.status === 'completed').length;
  return `${done} of ${todos.length} done`;
}

/** Arguments are JSON in a string; a text that is no JSON is the input as it stands. */
export function argumentsFrom(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? {};
  try {
    return parseJson(value) as unknown;
  } catch {
    return value;
  }
}

/** A name with what it belongs to: tools of servers are named after their server. */
export function toolName(name: unknown, namespace: unknown): string {
  const plain = filledTextOf(name) ?? 'unnamed tool';
  const space = filledTextOf(namespace);
  if (space === null || !space.startsWith('mcp__') || plain.startsWith('mcp__')) return plain;
  return `${space.replace(/_+$/, '')}__${plain}`;
}
