import { createStore, type StoreApi } from 'zustand/vanilla';

/** What the person has folded and opened in one transcript; survives rows that scroll out of sight. */
export interface Folds {
  /** Single bodies, by message and block. */
  bodies: ReadonlyMap<string, boolean>;
  /** Whole messages, for bodies without an entry of their own. */
  messages: ReadonlyMap<string, boolean>;
}

export type FoldStore = StoreApi<Folds>;

export const createFolds = (): FoldStore => createStore<Folds>(() => ({ bodies: new Map(), messages: new Map() }));

const bodyKey = (messageId: string, bodyId: string): string => `${messageId}\n${bodyId}`;

/** Whether a body is open: as the person left it, else as its message was left, else as it begins. */
export function isOpen(folds: Folds, messageId: string, bodyId: string, initial: boolean): boolean {
  return folds.bodies.get(bodyKey(messageId, bodyId)) ?? folds.messages.get(messageId) ?? initial;
}

export function setBody(store: FoldStore, messageId: string, bodyId: string, open: boolean): void {
  store.setState(({ bodies }) => ({ bodies: new Map(bodies).set(bodyKey(messageId, bodyId), open) }));
}

/** Opens bodies of a message, leaving the others as they are. */
export function openBodies(store: FoldStore, messageId: string, bodyIds: readonly string[]): void {
  store.setState(({ bodies }) => {
    const opened = new Map(bodies);
    for (const bodyId of bodyIds) opened.set(bodyKey(messageId, bodyId), true);
    return { bodies: opened };
  });
}

/** Opens all bodies of a message, or puts them back when they had been opened this way. */
export function toggleMessage(store: FoldStore, messageId: string): void {
  store.setState((folds) => {
    const messages = new Map(folds.messages);
    if (!messages.delete(messageId)) messages.set(messageId, true);
    return { bodies: without(folds.bodies, messageId), messages };
  });
}

/** Forgets what was opened and folded one by one, so that a change for all of them shows everywhere. */
export function forgetFolds(store: FoldStore): void {
  store.setState({ bodies: new Map(), messages: new Map() });
}

function without(bodies: ReadonlyMap<string, boolean>, messageId: string): Map<string, boolean> {
  const prefix = bodyKey(messageId, '');
  return new Map([...bodies].filter(([key]) => !key.startsWith(prefix)));
}
