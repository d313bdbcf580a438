import fs from 'node:fs';
import path from 'node:path';
import type { Api, Input, Output } from '../../src/contract/api.ts';
import type { Message, Outline } from '../../src/contract/message.ts';
import { type MethodName, methods } from '../../src/contract/methods.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { LaidOut } from './fixture-cases.ts';

export const readerUrl = new URL('../../src/engine/reader-worker.ts', import.meta.url);

/** A key that is the same in every run, so that answers can be compared. */
const tagKey = '5'.repeat(64);

/** An engine over a home, with answers unpacked and checked against the contract. */
export interface OpenHome {
  scan(): Promise<Output<'status'>>;
  ask: <M extends MethodName>(method: M, input: Input<M>) => Promise<Output<M>>;
  close(): Promise<void>;
}

export function openHome({ home, environment, data_dir }: Omit<LaidOut, 'remove'>): OpenHome {
  fs.mkdirSync(data_dir, { recursive: true, mode: 0o700 });
  const key = path.join(data_dir, 'redaction.key');
  if (!fs.existsSync(key)) fs.writeFileSync(key, tagKey, { mode: 0o600 });
  const engine = new Engine({ reader_url: readerUrl.href, environment, home, data_dir }, () => {});
  return {
    scan: () => engine.scan(),
    ask: async (method, input) => {
      const handler = engine.handlers[method] as unknown as Api[typeof method];
      const result = await handler(methods[method].input.parse(input) as typeof input);
      if (!result.ok) throw new Error(`${method} failed: ${result.error.code}, ${result.error.message}`);
      methods[method].output.parse(result.value);
      return result.value;
    },
    close: () => engine.close(),
  };
}

/** A thread of messages; `agent_id` is null for the main one. Null when the file of the main thread is gone. */
export interface Thread {
  agent_id: string | null;
  outline: Outline;
  messages: Message[];
}

/** Everything that the engine says about a source. */
export interface Answers {
  card: Output<'sources'>['sources'][number];
  sessions: (Output<'session'> & { threads: Thread[] })[];
  usage: Output<'usageAnalytics'>;
  tools: Output<'toolAnalytics'>;
  facets: Output<'facets'>;
}

export async function askEverything({ ask }: OpenHome, source: string): Promise<Answers> {
  const { sources } = await ask('sources', {});
  const { sessions } = await ask('sessions', { source, limit: 1000 });
  const details = [];
  for (const { session_id } of sessions) {
    const session = await ask('session', { source, session_id });
    const agents: (string | null)[] = [null, ...session.subagents.map((agent) => agent.agent_id)];
    const threads = [];
    for (const agent_id of agents) threads.push(await readThread(ask, { source, session_id, agent_id }));
    details.push({ ...session, threads: threads.filter((thread) => thread !== null) });
  }
  return {
    card: sources.find((card) => card.source === source)!,
    sessions: details,
    usage: await ask('usageAnalytics', { source, days: 'all' }),
    tools: await ask('toolAnalytics', { source, days: 'all' }),
    facets: await ask('facets', { source }),
  };
}

async function readThread(
  ask: OpenHome['ask'],
  { source, session_id, agent_id }: { source: string; session_id: string; agent_id: string | null },
): Promise<Thread | null> {
  const input = { source, session_id, ...(agent_id === null ? {} : { agent_id }) };
  const messages: Message[] = [];
  try {
    const outline = await ask('outline', input);
    for (let offset: number | null = 0; offset !== null;) {
      const page: Output<'messages'> = await ask('messages', { ...input, offset, limit: 500 });
      messages.push(...page.messages);
      offset = page.next_offset;
    }
    return { agent_id, outline, messages };
  } catch (error) {
    if (agent_id === null && error instanceof Error && error.message.includes('source_gone')) return null;
    throw error;
  }
}
