import type { Api, Connection } from '../contract/api.ts';
import type { EngineEvent } from '../contract/events.ts';
import { methodNames } from '../contract/methods.ts';
import { fail, type Result } from '../contract/result.ts';
import { isReply, type Port } from './port.ts';

/** Sends a call on its way by name. */
export type Call = (method: string, input: unknown) => Promise<Result<unknown>>;

/** Builds the typed API, one function for each method of the list, from a function that can carry any call. */
export function apiFromCall(call: Call): Api {
  const entries = methodNames.map((name) => [name, (input: unknown) => call(name, input)] as const);
  return Object.freeze(Object.fromEntries(entries)) as unknown as Api;
}

export interface Client extends Connection {
  call: Call;
  /** Answers every waiting call with this error: the other side is gone. */
  abandon(message: string): void;
}

/** The calling side of a port. */
export function connect(port: Port): Client {
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  const listeners = new Set<(event: EngineEvent) => void>();
  let lastId = 0;
  port.onMessage((message) => {
    if (!isReply(message)) return;
    if ('event' in message) {
      for (const listener of listeners) listener(message.event as EngineEvent);
      return;
    }
    waiting.get(message.id)?.(message.result as Result<unknown>);
    waiting.delete(message.id);
  });
  const call: Call = (method, input) =>
    new Promise((resolve) => {
      lastId += 1;
      try {
        port.post({ id: lastId, method, input });
        waiting.set(lastId, resolve);
      } catch {
        // The input holds something that no port can carry, such as a function.
        resolve(fail('bad_request', 'The input is not valid.'));
      }
    });
  return {
    call,
    api: apiFromCall(call),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    abandon(message) {
      for (const resolve of waiting.values()) resolve(fail('unavailable', message, 'Try again in a moment.'));
      waiting.clear();
    },
  };
}
