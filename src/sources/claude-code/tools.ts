import type { FileChange, TodoItem, ToolKind } from '../../contract/message.ts';
import { countLineChanges, linesOf } from '../line-diff.ts';
import { filledTextOf, listOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { DraftBlock, ToolCallFact } from '../source.ts';
import { seal, sealText } from './item.ts';
import { programOf } from '../program.ts';

/** What each tool of Claude Code does, and which argument matters most. Names as of 1.0 to 2.1. */
const tools: Record<string, { kind: ToolKind; subject: string[] }> = {
  Bash: { kind: 'command', subject: ['command'] },
  PowerShell: { kind: 'command', subject: ['command'] },
  Monitor: { kind: 'command', subject: ['command', 'until'] },
  BashOutput: { kind: 'other', subject: ['bash_id'] },
  TaskOutput: { kind: 'other', subject: ['task_id'] },
  AgentOutputTool: { kind: 'other', subject: ['task_id', 'agentId'] },
  KillBash: { kind: 'other', subject: ['shell_id'] },
  KillShell: { kind: 'other', subject: ['shell_id'] },
  TaskStop: { kind: 'other', subject: ['task_id', 'shell_id'] },
  Read: { kind: 'read', subject: ['file_path'] },
  NotebookRead: { kind: 'read', subject: ['notebook_path'] },
  Write: { kind: 'write', subject: ['file_path'] },
  Edit: { kind: 'edit', subject: ['file_path'] },
  MultiEdit: { kind: 'edit', subject: ['file_path'] },
  NotebookEdit: { kind: 'edit', subject: ['notebook_path'] },
  Grep: { kind: 'search', subject: ['pattern'] },
  Glob: { kind: 'search', subject: ['pattern'] },
  LS: { kind: 'search', subject: ['path'] },
  LSP: { kind: 'search', subject: ['operation', 'filePath'] },
  ToolSearch: { kind: 'search', subject: ['query'] },
  WebFetch: { kind: 'web', subject: ['url'] },
  WebSearch: { kind: 'web', subject: ['query'] },
  web_fetch: { kind: 'web', subject: ['url'] },
  web_search: { kind: 'web', subject: ['query'] },
  bash_code_execution: { kind: 'command', subject: ['command'] },
  code_execution: { kind: 'other', subject: ['code'] },
  Task: { kind: 'agent', subject: ['description'] },
  Agent: { kind: 'agent', subject: ['description'] },
  Workflow: { kind: 'agent', subject: ['name', 'scriptPath'] },
  SendMessage: { kind: 'agent', subject: ['to', 'recipient'] },
  TodoWrite: { kind: 'todo', subject: [] },
  TaskCreate: { kind: 'todo', subject: ['subject'] },
  TaskUpdate: { kind: 'todo', subject: ['taskId'] },
  TaskGet: { kind: 'todo', subject: ['taskId'] },
  TaskList: { kind: 'todo', subject: [] },
  EnterPlanMode: { kind: 'plan', subject: [] },
  ExitPlanMode: { kind: 'plan', subject: [] },
  AskUserQuestion: { kind: 'question', subject: [] },
  Skill: { kind: 'skill', subject: ['skill', 'command'] },
  SlashCommand: { kind: 'skill', subject: ['command'] },
};

export function toolKindOf(name: string): ToolKind {
  if (Object.hasOwn(tools, name)) return tools[name]!.kind;
  return name.startsWith('mcp__') ? 'mcp' : 'other';
}

export function toolCallFact(call_id: string, name: string, input: Shape): ToolCallFact {
  const kind = toolKindOf(name);
  const command = kind === 'command' ? filledTextOf(input['command']) : null;
  const changes = kind === 'edit' || kind === 'write' ? changesOf(name, input) : [];
  return {
    call_id,
    name: seal(name),
    kind,
    path: kind === 'read' || kind === 'write' || kind === 'edit' ? sealText(pathOf(input)) : null,
    command: sealText(command),
    program: command === null ? null : sealText(programOf(command)),
    agent_type: kind === 'agent' ? sealText(input['subagent_type']) : null,
    agent_description: kind === 'agent' ? sealText(input['description']) : null,
    lines_added: sumOf(changes, 'lines_added'),
    lines_removed: sumOf(changes, 'lines_removed'),
  };
}

export function toolCallBlock(call_id: string, name: string, input: Shape): DraftBlock {
  const kind = toolKindOf(name);
  const subject = subjectOf(name, input);
  const description = filledTextOf(input['description']);
  return {
    type: 'tool_call',
    call_id,
    name,
    kind,
    subject,
    description: description === subject ? null : description,
    input,
    changes: kind === 'edit' || kind === 'write' ? changesOf(name, input) : [],
    todos: name === 'TodoWrite' ? todosOf(input['todos']) : null,
  };
}

const pathOf = (input: Shape): string | null =>
  filledTextOf(input['file_path']) ?? filledTextOf(input['notebook_path']);

function subjectOf(name: string, input: Shape): string | null {
  if (name === 'AskUserQuestion') return filledTextOf(shapeOf(listOf(input['questions'])[0])?.['question']);
  if (name === 'TodoWrite') return todoSubject(todosOf(input['todos']));
  const keys = Object.hasOwn(tools, name) ? tools[name]!.subject : Object.keys(input);
  for (const key of keys) {
    const value = filledTextOf(input[key]);
    if (value !== null) return value;
  }
  return null;
}

function todoSubject(todos: TodoItem[]): string {
  const done = todos.filter((todo) => todo.status === 'completed').length;
  return `${done} of ${todos.length} done`;
}

const todoStates = new Set(['pending', 'in_progress', 'completed', 'cancelled']);

function todosOf(value: unknown): TodoItem[] {
  return listOf(value)
    .map(shapeOf)
    .filter((todo) => todo !== null)
    .map((todo) => ({
      text: textOf(todo['content']) ?? textOf(todo['subject']) ?? '',
      status: (todoStates.has(String(todo['status'])) ? todo['status'] : 'pending') as TodoItem['status'],
    }));
}

/** Changes that the input asks for, as old and new text. */
function changesOf(name: string, input: Shape): FileChange[] {
  const path = pathOf(input);
  if (path === null) return [];
  if (name === 'Write') return [writtenFile(path, textOf(input['content']))];
  if (name === 'NotebookEdit') return [replacedText(path, null, textOf(input['new_source']))];
  const edits = name === 'MultiEdit' ? listOf(input['edits']).map(shapeOf) : [input];
  return edits
    .filter((edit) => edit !== null)
    .map((edit) => replacedText(path, textOf(edit['old_string']), textOf(edit['new_string'])));
}

export function writtenFile(path: string, new_text: string | null): FileChange {
  const lines_added = new_text === null ? null : linesOf(new_text).length;
  return {
    path,
    change: 'create',
    hunks: null,
    old_text: null,
    new_text,
    lines_added,
    lines_removed: 0,
    is_cut: false,
  };
}

export function replacedText(path: string, old_text: string | null, new_text: string | null): FileChange {
  const counted = new_text === null ? null : countLineChanges(old_text ?? '', new_text);
  return {
    path,
    change: 'update',
    hunks: null,
    old_text,
    new_text,
    lines_added: counted?.added ?? null,
    lines_removed: counted?.removed ?? null,
    is_cut: false,
  };
}

export function sumOf(changes: FileChange[], key: 'lines_added' | 'lines_removed'): number | null {
  const known = changes.map((change) => change[key]).filter((count) => count !== null);
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0);
}
