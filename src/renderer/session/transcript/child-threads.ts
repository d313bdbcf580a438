import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Message } from '../../../contract/message.ts';
import type { ApiError, Result } from '../../../contract/result.ts';

/** Messages read at a time into a thread that is shown inside another. */
export const childPageSize = 40;

/** What is shown of a subagent's thread inside its parent. */
export interface ChildThread {
  messages: readonly Message[];
  total: number | null;
  error: ApiError | null;
  is_loading: boolean;
}

export type ChildThreads = StoreApi<ReadonlyMap<string, ChildThread>>;
type LoadPage = (
  agentId: string,
  offset: number,
  limit: number,
) => Promise<Result<{ messages: Message[]; total: number }>>;

export const createChildThreads = (): ChildThreads => createStore<ReadonlyMap<string, ChildThread>>(() => new Map());

const unread: ChildThread = { messages: [], total: null, error: null, is_loading: false };

/** Reads the next messages of a subagent's thread behind those that are there. */
export async function readMoreOfChild(store: ChildThreads, agentId: string, load: LoadPage): Promise<void> {
  const before = store.getState().get(agentId) ?? unread;
  if (before.is_loading) return;
  put(store, agentId, { ...before, is_loading: true, error: null });
  const result = await load(agentId, before.messages.length, childPageSize);
  if (!result.ok) {
    put(store, agentId, { ...before, error: result.error });
    return;
  }
  const { messages, total } = result.value;
  put(store, agentId, { messages: [...before.messages, ...messages], total, error: null, is_loading: false });
}

/**
 * Reads what is shown of a subagent's thread again, since its log has grown; when all of it was shown, what is new is shown
 * too. Messages that have not changed stay the same objects, so that they need not be drawn again.
 */
export async function readChildAgain(store: ChildThreads, agentId: string, load: LoadPage): Promise<void> {
  const before = store.getState().get(agentId);
  if (!before || before.is_loading) return;
  const wasWhole = before.messages.length === before.total;
  const wanted = before.messages.length + (wasWhole ? childPageSize : 0);
  const messages: Message[] = [];
  let total = before.total ?? 0;
  while (messages.length < wanted) {
    const result = await load(agentId, messages.length, Math.min(mostAtOnce, wanted - messages.length));
    if (!result.ok) return;
    total = result.value.total;
    if (result.value.messages.length === 0) break;
    messages.push(...result.value.messages.map((message, n) => sameOr(before.messages[messages.length + n], message)));
  }
  if (store.getState().get(agentId) === before) put(store, agentId, { ...before, messages, total, error: null });
}

const mostAtOnce = 200;

const sameOr = (known: Message | undefined, read: Message): Message =>
  known && JSON.stringify(known) === JSON.stringify(read) ? known : read;

/** Lets go of a thread that was folded. */
export function forgetChild(store: ChildThreads, agentId: string): void {
  const threads = new Map(store.getState());
  threads.delete(agentId);
  store.setState(threads, true);
}

function put(store: ChildThreads, agentId: string, thread: ChildThread): void {
  store.setState(new Map(store.getState()).set(agentId, thread), true);
}
