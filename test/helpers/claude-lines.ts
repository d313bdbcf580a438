import { createRedactor } from '../../src/redaction/index.ts';
import { redact, type Unredacted } from '../../src/redaction/unredacted.ts';
import { claudeReader } from '../../src/sources/claude-code/reader.ts';
import type { Depth, DraftBlock, DraftResult, LineItem } from '../../src/sources/source.ts';

const redactor = createRedactor({ tag: () => '000000' });

/** What is in a sealed box. */
export const opened = <T>(box: Unredacted<T> | null | undefined): T | null =>
  box === null || box === undefined ? null : redact(box, redactor);

/** The items of a file of records, each on a line of its own, as one reader gives them. */
export function itemsOf(records: object[], depth: Depth = 'full', state: unknown = null): LineItem[] {
  const reader = claudeReader(state);
  return records.flatMap((record, n) => reader.read(Buffer.from(JSON.stringify(record)), n + 1, depth));
}

export const itemOf = (record: object, depth: Depth = 'full'): LineItem => itemsOf([record], depth)[0]!;

export const blocksOf = (item: LineItem): DraftBlock[] => opened(item.message?.content?.blocks) ?? [];
export const resultsOf = (item: LineItem): DraftResult[] => opened(item.message?.content?.results) ?? [];

const envelope = { sessionId: 's-1', cwd: '/srv/app', version: '2.1.220', timestamp: '2026-03-02T09:00:00.000Z' };

export const userLine = (content: unknown, more: object = {}): object => ({
  type: 'user',
  uuid: 'u-1',
  parentUuid: null,
  isSidechain: false,
  ...envelope,
  message: { role: 'user', content },
  ...more,
});

export const resultLine = (content: unknown, more: object = {}, block: object = {}): object =>
  userLine([{ type: 'tool_result', tool_use_id: 'toolu_1', content, ...block }], more);

export const assistantLine = (content: unknown, message: object = {}, more: object = {}): object => ({
  type: 'assistant',
  uuid: 'a-1',
  parentUuid: 'u-1',
  isSidechain: false,
  ...envelope,
  requestId: 'req_1',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude-opus-4-6',
    content,
    stop_reason: 'end_turn',
    usage: { input_tokens: 1, output_tokens: 2 },
    ...message,
  },
  ...more,
});
