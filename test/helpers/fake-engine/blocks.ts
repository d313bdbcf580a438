import type { Block, FileChange, Outcome, ToolKind } from '../../../src/contract/message.ts';
import type { Random } from './random.ts';
import { commands, files, replies, thoughts } from './words.ts';

/** What makers of blocks are given: the id of the message, its time, and a random source. */
export interface Making {
  id: string;
  at: string | null;
  random: Random;
}

type Result = Extract<Block, { type: 'tool_result' }>;
type Call = Extract<Block, { type: 'tool_call' }>;

/** Text longer than this is cut, as the engine does. */
export const cutAt = 4000;
/** Length of the one very long output that each session has. */
export const longOutputLength = 600_000;

const cut = (text: string): { text: string; text_length: number } => ({
  text: text.slice(0, cutAt),
  text_length: text.length,
});

export function textBlock(id: string, text: string, more: Partial<Extract<Block, { type: 'text' }>> = {}): Block {
  return { type: 'text', block_id: id, ...cut(text), format: 'markdown', label: null, is_injected: false, ...more };
}

export function thinkingBlock({ id, random }: Making): Block {
  const isRecorded = random.chance(0.8);
  return {
    type: 'thinking',
    block_id: `${id}-k`,
    ...cut(isRecorded ? random.pick(thoughts) : ''),
    is_recorded: isRecorded,
  };
}

/** A call and its result, of any kind of tool. */
export function toolBlocks(making: Making, place: number): Block[] {
  const makers = [commandTool, editTool, readTool, searchTool, commandTool, todoTool, webTool, mcpTool, patchTool];
  return makers[place % makers.length]!(making);
}

function commandTool(making: Making): Block[] {
  const { random } = making;
  const [command, about, output] = random.pick(commands);
  const exit_code = random.chance(0.15) ? random.pick([1, 2, 127]) : 0;
  const isDenied = random.chance(0.04);
  const text = isDenied ? 'The person refused this command.' : random.chance(0.02) ? longOutput() : output;
  return [
    call(making, 'Bash', 'command', command, { command, description: about }, { description: about }),
    result(making, text, isDenied ? 'denied' : exit_code === 0 ? 'ok' : 'error', {
      exit_code: isDenied ? null : random.chance(0.1) ? null : exit_code,
      denied_by: isDenied ? random.pick(['person', 'rule', 'hook']) : null,
    }),
  ];
}

function editTool(making: Making): Block[] {
  const path = `/home/dev/work/storefront/${making.random.pick(files)}`;
  const input = { file_path: path, old_string: 'Math.round(sum * 100) / 100', new_string: 'roundHalfEven(sum, 2)' };
  return [
    call(making, 'Edit', 'edit', path, input, {
      changes: [{ ...change(path), hunks: null, old_text: input.old_string, new_text: input.new_string }],
    }),
    result(making, `The file ${path} has been updated.`, 'ok', { changes: [change(path)] }),
  ];
}

function patchTool(making: Making): Block[] {
  const paths = ['src/refunds.ts', 'src/old-name.ts', 'src/new-file.ts'];
  const changes: FileChange[] = [
    change(paths[0]!),
    { ...change(paths[1]!), change: 'delete', hunks: null, lines_added: 0, lines_removed: 84 },
    {
      ...change(paths[2]!),
      change: 'create',
      hunks: null,
      old_text: null,
      new_text: 'export const cents = 100;\n',
      lines_added: 1,
      lines_removed: 0,
    },
  ];
  return [
    call(making, 'apply_patch', 'edit', paths.join(', '), { patch: '*** Begin Patch …' }, { changes }),
    result(
      making,
      'Success. Updated the following files:\nM src/refunds.ts\nD src/old-name.ts\nA src/new-file.ts',
      'ok',
      { changes },
    ),
  ];
}

function readTool(making: Making): Block[] {
  const path = `/home/dev/work/storefront/${making.random.pick(files)}`;
  const lines = Array.from(
    { length: making.random.whole(5, 60) },
    (_, line) => `${String(line + 1).padStart(5)}→const value_${line} = ${line};`,
  );
  return [
    call(making, 'Read', 'read', path, { file_path: path }),
    result(making, lines.join('\n'), 'ok', {
      injected: making.random.chance(0.2)
        ? [{ label: 'system reminder', text: 'Think about whether this file is what it seems to be.' }]
        : [],
    }),
  ];
}

function searchTool(making: Making): Block[] {
  return [
    call(making, 'Grep', 'search', 'Math\\.round', { pattern: 'Math\\.round', glob: '*.ts' }),
    result(making, 'Found 3 files\nsrc/refunds.ts\nsrc/invoice.ts\nsrc/total.ts', 'ok'),
  ];
}

function todoTool(making: Making): Block[] {
  const done = making.random.whole(0, 3);
  const steps = ['Find both places that round', 'Use one function', 'Add a test', 'Run the whole suite'];
  const todos = steps.map((text, step) => ({
    text,
    status: step < done ? ('completed' as const) : step === done ? ('in_progress' as const) : ('pending' as const),
  }));
  return [
    call(making, 'TodoWrite', 'todo', null, { todos }, { todos }),
    result(making, 'Todos have been modified.', 'ok'),
  ];
}

function webTool(making: Making): Block[] {
  const url = 'https://example.invalid/docs/rounding?lang=en';
  const isError = making.random.chance(0.4);
  return [
    call(making, 'WebFetch', 'web', url, { url, prompt: 'How does it round?' }),
    result(
      making,
      isError ? 'Request failed with status code 403' : 'It rounds half to even.',
      isError ? 'error' : 'ok',
    ),
  ];
}

function mcpTool(making: Making): Block[] {
  const blocks = [
    call(making, 'mcp__tracker__get_issue', 'mcp', 'SHOP-1412', { key: 'SHOP-1412' }),
    result(
      making,
      '{"key":"SHOP-1412","summary":"Refund is a cent off","token":"«github token a1f3»"}',
      making.random.chance(0.1) ? 'interrupted' : 'ok',
      {
        images: making.random.chance(0.3) ? [{ block_id: `${making.id}-i`, media_type: 'image/png', bytes: 68 }] : [],
      },
    ),
  ];
  return blocks;
}

/** A call that starts a subagent, and what came back from it. */
export function agentBlocks(making: Making, agentId: string): Block[] {
  const input = { description: 'Find all callers of roundHalfEven', prompt: 'List every caller with file and line.' };
  return [
    call(making, 'Task', 'agent', input.description, input, { agent_id: agentId }),
    result(making, 'There are 11 callers in 6 files.', 'ok', { duration_ms: 93_000, duration_basis: 'reported' }),
  ];
}

function call(
  making: Making,
  name: string,
  kind: ToolKind,
  subject: string | null,
  input: object,
  more: Partial<Call> = {},
): Call {
  const json = JSON.stringify(input, null, 2);
  return {
    type: 'tool_call',
    block_id: `${making.id}-c`,
    call_id: `call-${making.id}`,
    name,
    kind,
    subject,
    description: null,
    input: json.slice(0, cutAt),
    input_length: json.length,
    changes: [],
    todos: null,
    agent_id: null,
    ...more,
  };
}

function result(making: Making, text: string, outcome: Outcome, more: Partial<Result> = {}): Result {
  const isKnown = making.random.chance(0.9);
  return {
    type: 'tool_result',
    block_id: `${making.id}-r`,
    ...cut(text),
    call_id: `call-${making.id}`,
    at: making.at,
    is_error: outcome === 'error',
    outcome,
    denied_by: null,
    exit_code: null,
    duration_ms: isKnown ? making.random.whole(12, 9_000) : null,
    duration_basis: isKnown ? making.random.pick(['reported', 'observed'] as const) : null,
    changes: [],
    images: [],
    moved_output: null,
    injected: [],
    ...more,
  };
}

function change(path: string): FileChange {
  const lines = [
    " import { roundHalfEven } from './rounding.ts';",
    ' ',
    ' export function total(items: readonly Item[]): number {',
    '-  const sum = items.reduce((all, item) => all + item.price * item.count, 0);',
    '-  return Math.round(sum * 100) / 100;',
    '+  const sum = items.reduce((all, item) => all + item.price_cents * item.count, 0);',
    '+  return roundHalfEven(sum, 2);',
    ' }',
  ];
  return {
    path,
    change: 'update',
    hunks: [{ old_start: 38, old_lines: 6, new_start: 38, new_lines: 6, lines }],
    old_text: null,
    new_text: null,
    lines_added: 2,
    lines_removed: 2,
    is_cut: false,
  };
}

/** One very long output, of which a page shows only the beginning. */
export function longOutput(): string {
  const lines: string[] = [];
  for (let length = 0, place = 1; length < longOutputLength; place += 1) {
    const line = `${String(place).padStart(6)} [info] worker took job ${place * 7} from the queue and finished it\n`;
    lines.push(line);
    length += line.length;
  }
  return lines.join('').slice(0, longOutputLength);
}

export function replyBlock({ id, random }: Making): Block {
  return textBlock(`${id}-t`, random.pick(replies));
}
