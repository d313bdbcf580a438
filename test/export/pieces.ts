import type { Block, Message } from '../../src/contract/message.ts';
import type { ExportHead } from '../../src/export/session-writer.ts';
import { oneSession } from '../helpers/small-engine.ts';

type Of<T extends Block['type']> = Extract<Block, { type: T }>;

export const text = (words: string, more: Partial<Of<'text'>> = {}): Of<'text'> => ({
  type: 'text',
  block_id: '0-0-b0',
  text: words,
  text_length: words.length,
  format: 'markdown',
  label: null,
  is_injected: false,
  ...more,
});

export const thinking = (words: string): Of<'thinking'> => ({
  type: 'thinking',
  block_id: '0-0-b1',
  text: words,
  text_length: words.length,
  is_recorded: true,
});

export const call = (more: Partial<Of<'tool_call'>> = {}): Of<'tool_call'> => ({
  type: 'tool_call',
  block_id: '0-0-b2',
  call_id: 'toolu_1',
  name: 'Bash',
  kind: 'command',
  subject: 'npm test',
  description: null,
  input: '{\n  "command": "npm test"\n}',
  input_length: 27,
  changes: [],
  todos: null,
  agent_id: null,
  ...more,
});

export const result = (words: string, more: Partial<Of<'tool_result'>> = {}): Of<'tool_result'> => ({
  type: 'tool_result',
  block_id: '1-0-r0',
  text: words,
  text_length: words.length,
  call_id: 'toolu_1',
  at: null,
  is_error: false,
  outcome: 'ok',
  denied_by: null,
  exit_code: null,
  duration_ms: null,
  duration_basis: null,
  changes: [],
  images: [],
  moved_output: null,
  injected: [],
  ...more,
});

export const message = (blocks: Block[], more: Partial<Message> = {}): Message => ({
  message_id: 'm-1',
  index: 0,
  role: 'assistant',
  at: '2026-08-01T08:00:00.000Z',
  model: 'model-a',
  turn_id: null,
  agent_id: null,
  is_meta: false,
  branch: null,
  usage: null,
  stop_reason: null,
  effort: null,
  cache_miss: null,
  blocks,
  ...more,
});

export const head: ExportHead = {
  session: oneSession,
  subagents: [],
  level: 'private',
  rules_version: '0123456789abcdef',
  version: '1.2.3',
  exported_at: '2026-11-21T10:00:00.000Z',
  choice: { tool_output: 'short', with_reasoning: false, with_injected: false },
};
