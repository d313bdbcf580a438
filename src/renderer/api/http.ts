import type { Connection } from '../../contract/api.ts';
import type { EngineEvent } from '../../contract/events.ts';
import { type MethodName, methods } from '../../contract/methods.ts';
import { ErrorCode, fail, ok, type Result } from '../../contract/result.ts';
import { allSources } from '../../contract/source.ts';
import { apiFromCall } from '../../rpc/client.ts';
import { readEvents } from './event-stream.ts';
import { noteReach } from './reach.ts';
import { whileVisible } from './while-visible.ts';

interface Host {
  origin: string;
  token: string | null;
}

type Fields = Record<string, unknown>;

/** The engine behind a web host: one route for each method of the list, and its news as an event stream. */
export function connectOverHttp(host: Host): Connection {
  const listeners = new Set<(event: EngineEvent) => void>();
  const tell = (event: EngineEvent): void => listeners.forEach((each) => each(event));
  let stop: (() => void) | null = null;
  return {
    api: apiFromCall((method, input) => callOverHttp(host, method as MethodName, (input ?? {}) as Fields)),
    onEvent(listener) {
      listeners.add(listener);
      stop ??= whileVisible((isResumed) => {
        if (isResumed) tell({ type: 'changed', sessions: null });
        return readEvents(() => openEvents(host), tell, noteReach);
      });
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        stop?.();
        stop = null;
      };
    },
  };
}

/** The request that carries a call: verb, path below the origin, and body for verbs that have one. */
export function requestOf(method: MethodName, input: Fields): { verb: string; path: string; body: string | null } {
  const [verb = 'GET', route = ''] = methods[method].http.split(' ');
  const fields: Fields = { ...input };
  const path = route.replace(/:(\w+)/g, (_, name: string) => {
    const value = fields[name] ?? (name === 'source' ? allSources : '');
    delete fields[name];
    return encodeURIComponent(String(value));
  });
  if (verb !== 'GET') return { verb, path: `/api/v1${path}`, body: JSON.stringify(fields) };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined && value !== null) query.set(name, String(value));
  }
  return { verb, path: `/api/v1${path}${query.size > 0 ? `?${query}` : ''}`, body: null };
}

async function callOverHttp(host: Host, method: MethodName, input: Fields): Promise<Result<unknown>> {
  const { verb, path, body } = requestOf(method, input);
  const headers = { ...authorization(host), ...(body === null ? {} : { 'Content-Type': 'application/json' }) };
  try {
    const response = await fetch(`${host.origin}${path}`, { method: verb, headers, body });
    const answer: unknown = await response.json();
    return response.ok ? ok(answer) : failureFrom(answer, response.status);
  } catch {
    return fail('unavailable', 'Rearview does not answer.', 'See whether `rearview serve` is still running.');
  }
}

/** The error of an answer, whatever the host put into it. */
function failureFrom(answer: unknown, status: number): Result<never> {
  const { error } = (answer ?? {}) as { error?: { code?: unknown; message?: unknown; advice?: unknown } };
  const code = ErrorCode.options.find((known) => known === error?.code) ?? 'internal';
  const message = typeof error?.message === 'string' ? error.message : `Rearview answered with status ${status}.`;
  return fail(code, message, typeof error?.advice === 'string' ? error.advice : (usualAdvice[code] ?? null));
}

const usualAdvice: Partial<Record<ErrorCode, string>> = {
  unauthorized: 'Open the address that `rearview serve` printed: it carries the token.',
};

const openEvents = (host: Host): Promise<Response> =>
  fetch(`${host.origin}/api/v1/events`, { headers: { ...authorization(host), Accept: 'text/event-stream' } });

const authorization = (host: Host): Record<string, string> =>
  host.token === null ? {} : { Authorization: `Bearer ${host.token}` };
