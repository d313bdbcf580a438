import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { readAssets, type Assets } from '../assets/read-assets.ts';
import { securityHeaders } from '../assets/security-headers.ts';
import type { Result } from '../contract/result.ts';
import { type Answer, refusal } from './answer.ts';
import { apiCalls } from './api-calls.ts';
import { type News, streamEvents } from './event-stream.ts';
import { refusalAtGate } from './gate.ts';
import type { LoopbackHost } from './loopback-hosts.ts';
import { carriesToken } from './token.ts';

export interface HostOptions {
  engine: News & { call(method: string, input: unknown): Promise<Result<unknown>> };
  /** The folder of the built page. */
  page_folder: string;
  host: LoopbackHost;
  /** 0 for any free one. */
  port: number;
  token: string;
  /** Told of what was thrown while a request was answered; the client never is. */
  onBug(error: unknown): void;
}

export interface RunningHost {
  /** Such as `http://127.0.0.1:4173/`, without the token. */
  address: string;
  port: number;
  /** Ends open connections and stops listening. */
  close(): Promise<void>;
}

const apiPrefix = '/api/v1/';
const mostConnections = 64;
const headers = securityHeaders("'self'");

/** Starts the loopback host. Rejects with the system's error when the port cannot be had. */
export async function startHost(options: HostOptions): Promise<RunningHost> {
  const assets = readAssets(options.page_folder);
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 });
  server.maxConnections = mostConnections;
  server.keepAliveTimeout = 5_000;
  server.maxHeadersCount = 100;
  const answer = answerer(options, assets, () => portOf(server));
  server.on('request', (request, response) => void answer(request, response));
  server.on('checkExpectation', (_request, response) =>
    send(response, refusal('bad_request', 'No expectations.', 417)),
  );
  server.on('clientError', refuseUnreadable);
  await listen(server, options.host, options.port);
  const name = options.host === '::1' ? '[::1]' : options.host;
  return { address: `http://${name}:${portOf(server)}/`, port: portOf(server), close: () => close(server) };
}

type Answerer = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

function answerer(options: HostOptions, assets: Assets, port: () => number): Answerer {
  const callApi = apiCalls(options.engine.call);
  const answerOf = async (request: IncomingMessage, response: ServerResponse): Promise<Answer | null> => {
    const [path = '', query = ''] = splitTarget(request.url ?? '');
    const refused = refusalAtGate(request, port()) ?? refusalOfVerb(request);
    if (refused) return refused;
    if (!path.startsWith('/api/')) return assetAnswer(assets, request, path);
    if (!carriesToken(request.headers.authorization, options.token)) return unauthorized;
    if (path === `${apiPrefix}events`) {
      if (request.method !== 'GET') return wrongVerb('GET');
      streamEvents(options.engine, response, headers);
      return null;
    }
    if (!path.startsWith(apiPrefix)) return refusal('not_found', 'There is nothing at this address.');
    return callApi(request, path.slice(apiPrefix.length - 1), query);
  };
  return async (request, response) => {
    try {
      const answer = await answerOf(request, response);
      if (answer) send(response, answer);
    } catch (error) {
      if (response.destroyed || request.errored) return;
      options.onBug(error);
      send(response, refusal('internal', 'Something went wrong inside Rearview.'));
    }
  };
}

const unauthorized = refusal('unauthorized', 'The token is missing or wrong.', 401, { 'WWW-Authenticate': 'Bearer' });

/** Path and query as they were sent. Nothing is resolved, so that no `..` and no second host can mean anything. */
function splitTarget(target: string): [path: string, query: string] {
  const mark = target.indexOf('?');
  return mark < 0 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}

function refusalOfVerb(request: IncomingMessage): Answer | null {
  if (['GET', 'HEAD', 'POST'].includes(request.method ?? '')) return null;
  return refusal('bad_request', 'This host knows GET and POST only.', 405, { Allow: 'GET, HEAD, POST' });
}

const wrongVerb = (allowed: string): Answer =>
  refusal('bad_request', 'This address does not know that method.', 405, { Allow: allowed });

function assetAnswer(assets: Assets, request: IncomingMessage, path: string): Answer {
  const asset = assets.get(path);
  if (!asset) return refusal('not_found', 'There is nothing at this address.');
  if (request.method === 'POST') return wrongVerb('GET, HEAD');
  return { status: 200, headers: { 'Content-Type': asset.type }, body: asset.bytes };
}

function send(response: ServerResponse, answer: Answer): void {
  const length = { 'Content-Length': String(Buffer.byteLength(answer.body)) };
  const end: Record<string, string> = response.req.complete ? {} : { Connection: 'close' };
  response.writeHead(answer.status, { ...headers, ...answer.headers, ...length, ...end });
  response.end(answer.body);
}

/** Answers what is not HTTP, or came too slowly, before there is a request to speak of. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const isSlow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const first = isSlow ? 'HTTP/1.1 408 Request Timeout' : 'HTTP/1.1 400 Bad Request';
  socket.end([first, ...lines, 'Connection: close', 'Content-Length: 0', '', ''].join('\r\n'));
}

function listen(server: Server, host: LoopbackHost, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
