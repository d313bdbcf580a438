import type { RawAnswer } from '../../../src/contract/raw.ts';

/** One line of a log. */
export function madeUpRecords(message_count: number): RawAnswer {
  const text = JSON.stringify({ type: 'user', message: { role: 'user', content: 'Fix the login test' } }, null, 2);
  return {
    file: 'session.jsonl',
    records: [{ line: 1, bytes: 84, part: 'message', text, text_length: text.length, next_offset: null }],
    message_count,
  };
}
