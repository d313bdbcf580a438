import type { Output } from '../../../../contract/api.ts';
import { ok, type Result } from '../../../../contract/result.ts';
import { type ReadTurns, turnsOf } from './align.ts';

/* The most that the engine gives at once. */
const pageLength = 500;

/** Reads the first messages of a thread page by page, at least `most` of them if there are as many, and keeps their turns. */
export async function readTurns(
  page: (offset: number, limit: number) => Promise<Result<Output<'messages'>>>,
  most: number,
): Promise<Result<ReadTurns>> {
  let known: ReadTurns = { turns: [], total: 0, read: 0 };
  for (;;) {
    const answer = await page(known.read, pageLength);
    if (!answer.ok) return answer;
    const { messages, total } = answer.value;
    known = { turns: turnsOf(messages, known.turns), total, read: known.read + messages.length };
    if (messages.length === 0) return ok({ ...known, total: known.read });
    if (known.read >= Math.min(most, total)) return ok(known);
  }
}
