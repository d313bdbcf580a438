import type { Output, Parsed } from '../../contract/api.ts';
import type { Message, MessageUsage } from '../../contract/message.ts';
import { ok, type Result } from '../../contract/result.ts';
import { num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import type { PageCall, ReaderAnswers, Refusal } from '../reading/reader-jobs.ts';
import { findSession, reading, threadIn } from './session-files.ts';

type PageAnswer = Exclude<ReaderAnswers['page'], Refusal>;

/** A page of a thread, read from the source file. It may hold fewer messages than asked for: go on at `next_offset`. */
export async function readMessages(
  engine: EngineParts,
  input: Parsed<'messages'>,
): Promise<Result<Output<'messages'>>> {
  const session = findSession(engine, input);
  if (!session.ok) return session;
  const thread = threadIn(session.value, input.agent_id);
  if (!thread.ok) return thread;
  const { source, file, agent_id, row } = thread.value;
  const page = await reading<PageAnswer>(
    engine.reading.run({ kind: 'page', source, file, agent_id, offset: input.offset, limit: input.limit }),
  );
  if (!page.ok) return page;
  const { messages, calls, total } = page.value;
  const end = input.offset + messages.length;
  return ok({
    messages: messages.map((message, n) => withUsage(engine, message, calls[n] ?? null, Number(row['id']))),
    total,
    next_offset: messages.length > 0 && end < total ? end : null,
  });
}

/** Figures come from the catalog, which knows the other lines and files of the same call. */
export function withUsage({ catalog }: EngineParts, message: Message, call: PageCall | null, file_id: number): Message {
  if (call === null) return message;
  const row = catalog.statement('select * from calls where call_key = ? and file_id = ?').get(call.call_key, file_id);
  if (!row) return message;
  const [input, cache_read, output] = [num(row['input']), num(row['cache_read']), num(row['output'])];
  const cache_write = num(row['cache_write_5m']) + num(row['cache_write_1h']);
  const context = input + cache_read + cache_write;
  const usage: MessageUsage = {
    input,
    cache_read,
    cache_write,
    output,
    reasoning: num(row['reasoning']),
    total: context + output,
    context,
    cost_usd: row['cost_usd'] === null ? null : num(row['cost_usd']),
    is_counted_here: row['counted'] === 1,
  };
  return { ...message, usage };
}
