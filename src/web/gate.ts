import type { IncomingMessage } from 'node:http';
import { type Answer, refusal } from './answer.ts';

/** Why a request may not even be looked at; null when it may. Holds for pages and calls alike, whatever the token. */
export function refusalAtGate(request: IncomingMessage, port: number): Answer | null {
  const host = onlyHost(request);
  if (!host || !ownHosts(port).includes(host)) {
    return refusal('unauthorized', 'This host answers to its own loopback address only.', 403);
  }
  const { origin, 'sec-fetch-site': site } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`) {
    return refusal('unauthorized', 'Requests of other sites are not answered.', 403);
  }
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    return refusal('unauthorized', 'Requests of other sites are not answered.', 403);
  }
  return null;
}

/** The names this machine may be called by. Any other name means that a foreign name was bent to the loopback address. */
function ownHosts(port: number): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return port === 80 ? names : names.map((name) => `${name}:${port}`);
}

/** The `Host` header, unless there are several: which of them a client meant would be anyone's guess. */
function onlyHost(request: IncomingMessage): string | null {
  const names = request.rawHeaders.filter((_, place) => place % 2 === 0);
  const count = names.filter((name) => name.toLowerCase() === 'host').length;
  return count === 1 ? (request.headers.host ?? null) : null;
}
