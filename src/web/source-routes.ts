import type { Result } from '../contract/result.ts';
import { methods } from '../contract/methods.ts';

type Call = (method: string, input: unknown) => Promise<Result<unknown>>;

/**
 * Finds the source that a word in an address stands for, such as the first one in `/api/v1/<word>/sessions`.
 * The words are the sources' own, asked for once; the set of sources does not change while a host runs.
 */
export function sourceRoutes(call: Call): (word: string) => Promise<string | null> {
  let known: ReadonlyMap<string, string> | null = null;
  return async (word) => {
    known ??= await readRoutes(call);
    return known?.get(word) ?? null;
  };
}

async function readRoutes(call: Call): Promise<ReadonlyMap<string, string> | null> {
  const result = await call('sources', {});
  const answer = result.ok ? methods.sources.output.safeParse(result.value) : null;
  return answer?.success ? new Map(answer.data.sources.map((card) => [card.route, card.source])) : null;
}
