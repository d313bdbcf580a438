import type { Output } from '../../../src/contract/api.ts';
import type { ExportFormat } from '../../../src/contract/export.ts';
import type { Message } from '../../../src/contract/message.ts';
import { type MethodName, methodNames } from '../../../src/contract/methods.ts';

/** Calls a method; the answer as it crossed, and its value, null when it is an error. */
export type Ask = (method: MethodName, input: Record<string, unknown>) => Promise<{ text: string; value: unknown }>;

export interface Asked {
  /** How often each method was called. */
  calls: Map<MethodName, number>;
  sessions: { source: string; session_id: string }[];
}

interface Wish {
  ask: Ask;
  source_ids: readonly string[];
  /** Words to search for. */
  queries: readonly string[];
  /** Texts to try out. */
  texts: readonly string[];
  /** Ids that nothing has. */
  foreign_ids: readonly string[];
  /** Each session is exported as each of these. */
  formats: readonly ExportFormat[];
}

const sorts = ['recent', 'oldest', 'cost', 'tokens', 'messages', 'duration', 'errors', 'title'];

/** Calls every method of the list in every useful way, but for `rebuild` and `saveSettings`, which change what is there. */
export async function askEverything({ ask, source_ids, queries, texts, foreign_ids, formats }: Wish): Promise<Asked> {
  const calls = new Map<MethodName, number>();
  const call: Ask = (method, input) => {
    calls.set(method, (calls.get(method) ?? 0) + 1);
    return ask(method, input);
  };
  const valueOf = async <M extends MethodName>(method: M, input: Record<string, unknown>): Promise<Output<M>> => {
    const { value, text } = await call(method, input);
    if (value === null) throw new Error(`${method} ${JSON.stringify(input)} was answered with ${text.slice(0, 300)}`);
    return value as Output<M>;
  };
  await valueOf('scan', { with_text: true });
  for (const method of ['sources', 'status', 'settings', 'marks'] as const) await valueOf(method, {});
  for (const source of [...source_ids, 'all']) {
    await valueOf('facets', { source });
    for (const method of ['toolAnalytics', 'usageAnalytics', 'activityAnalytics', 'eventAnalytics'] as const)
      await valueOf(method, { source, days: 'all' });
    await valueOf('sessions', { source, limit: 1000 });
  }
  for (const sort of sorts) await valueOf('sessions', { sort });
  const { sessions } = await valueOf('sessions', { limit: 1000 });
  for (const session of sessions)
    await askAbout({ source: session.source, session_id: session.session_id }, formats, { valueOf, call });
  for (const q of queries) await call('search', { q, limit: 200 });
  for (const text of texts) await valueOf('redactText', { text });
  for (const id of foreign_ids) await askForeign(id, call);
  for (const method of methodNames.filter((name) => !calls.has(name) && !changing.has(name)))
    for (const { source, session_id } of sessions) await call(method, { source, session_id });
  return { calls, sessions };
}

/** Methods that change what is kept; they are called by themselves. */
export const changing: ReadonlySet<MethodName> = new Set<MethodName>([
  'saveSettings',
  'rebuild',
  'removeData',
  'showSamples',
  'saveMarks',
  'saveSearches',
  'importMarks',
  'forgetSession',
]);

/** Whole files, with everything in them. */
async function exportAll(session: Place, formats: readonly ExportFormat[], valueOf: ValueOf): Promise<void> {
  const choice = { level: 'secrets', tool_output: 'all', with_reasoning: true, with_injected: true };
  for (const format of formats) {
    const { export_id } = await valueOf('beginExport', { ...session, ...choice, format });
    let phase: string;
    do ({ phase } = await valueOf('exportPart', { export_id }));
    while (phase !== 'done');
  }
}

type ValueOf = <M extends MethodName>(method: M, input: Record<string, unknown>) => Promise<Output<M>>;
type Place = { source: string; session_id: string; agent_id?: string };

async function askAbout(
  session: Place,
  formats: readonly ExportFormat[],
  { valueOf, call }: { valueOf: ValueOf; call: Ask },
): Promise<void> {
  const { subagents } = await valueOf('session', session);
  await exportAll(session, formats, valueOf);
  const threads: Place[] = [session, ...subagents.map(({ agent_id }) => ({ ...session, agent_id }))];
  for (const thread of threads) {
    const outline = await call('outline', thread);
    if (outline.value === null) continue;
    for (const method of ['timeline', 'contextAutopsy'] as const) await valueOf(method, thread);
    for (let offset: number | null = 0; offset !== null;) {
      const page: Output<'messages'> = await valueOf('messages', { ...thread, offset, limit: 500 });
      for (const message of page.messages) {
        await askBlocks(thread, message, call);
        await call('raw', { ...thread, index: message.index, limit: 262_144 });
      }
      offset = page.next_offset;
    }
  }
}

async function askBlocks(thread: Place, { blocks }: Message, call: Ask): Promise<void> {
  for (const block of blocks) {
    const ids = [block.block_id];
    if (block.type === 'tool_result') {
      if (block.moved_output) ids.push(block.moved_output.block_id);
      for (const image of block.images) await call('image', { ...thread, block_id: image.block_id });
    }
    for (const block_id of ids) await call('blockText', { ...thread, block_id, limit: 262_144 });
    if (block.type === 'image') await call('image', { ...thread, block_id: block.block_id });
  }
}

/** Questions about things that are not there must not be answered with the question. */
async function askForeign(id: string, call: Ask): Promise<void> {
  const short = id.slice(0, 90);
  for (const method of ['session', 'outline', 'messages'] as const) await call(method, { session_id: short });
  for (const method of ['blockText', 'image'] as const) await call(method, { session_id: short, block_id: short });
  await call('sessions', { source: short.toLowerCase().replaceAll(/[^a-z0-9]/g, 'x'), q: short });
  await call('search', { q: `before:${short}` });
  await call('search', { q: `cost:${short} is:${short}` });
}
