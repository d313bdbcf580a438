import { codexCli } from '../../../src/sources/codex-cli/index.ts';
import type { Depth, LineItem, LineReader, SessionFile } from '../../../src/sources/source.ts';

export const thread = '019df349-e701-7000-8000-000000000001';
export const turn = '019df349-e765-7000-8000-000000000065';

let seconds = 0;
const line = (type: string, payload: object): object => ({
  timestamp: new Date(Date.UTC(2026, 4, 4, 14, 0, seconds++)).toISOString(),
  type,
  payload,
});

export const meta = (said: object = {}): object =>
  line('session_meta', { id: thread, cwd: '/srv/app', cli_version: '0.128.0', source: 'cli', ...said });
export const event = (type: string, said: object = {}): object => line('event_msg', { type, ...said });
export const item = (type: string, said: object = {}): object => line('response_item', { type, ...said });
export const context = (model: string, turn_id: string | null = turn): object =>
  line('turn_context', { model, ...(turn_id === null ? {} : { turn_id }) });
export const message = (role: string, text: string): object =>
  item('message', { role, content: [{ type: role === 'assistant' ? 'output_text' : 'input_text', text }] });

type Four = [input: number, cached: number, output: number, reasoning: number];
const usageOf = ([input_tokens, cached_input_tokens, output_tokens, reasoning_output_tokens]: Four): object => ({
  input_tokens, cached_input_tokens, output_tokens, reasoning_output_tokens, total_tokens: input_tokens + output_tokens,
}); // prettier-ignore
export const count = (total: Four, last: Four | null): object =>
  event('token_count', { info: { total_token_usage: usageOf(total), last_token_usage: last && usageOf(last) } });

export const newReader = (state: unknown = null): LineReader => codexCli.reader({} as SessionFile, state);

/** What a reader makes of lines, one after the other. */
export function read(lines: object[], reader: LineReader = newReader(), depth: Depth = 'facts'): LineItem[] {
  return lines.flatMap((record, n) => reader.read(Buffer.from(JSON.stringify(record)), n + 1, depth));
}

export const callsIn = (items: LineItem[]): LineItem['call'][] =>
  items.map((one) => one.call).filter((call) => call !== null);
