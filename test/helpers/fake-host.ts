import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { type MethodName, methodNames, methods } from '../../src/contract/methods.ts';
import type { Result } from '../../src/contract/result.ts';
import { type FakeEngine, fakeEngine, type Mood, moods } from './fake-engine.ts';

/**
 * Answers `/api/v1/…` from made-up data. The mood is the one named in the address of the page that asks
 * (`/?mood=empty`), else `usual`. Returns false for every other address.
 */
export function fakeApi(now?: number): (request: IncomingMessage, response: ServerResponse) => boolean {
  const engines = new Map<Mood, FakeEngine>();
  return (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!url.pathname.startsWith('/api/v1/')) return false;
    const mood = moodOf(request, url);
    const engine = engines.get(mood) ?? fakeEngine(mood, now);
    engines.set(mood, engine);
    if (url.pathname === '/api/v1/events') streamEvents(engine, response);
    else void answerCall(engine, request, url, response);
    return true;
  };
}

/** Serves a built page and made-up data, under a policy as strict as the real hosts have. */
export async function startFakeHost(folder: string, port = 0): Promise<{ origin: string; server: Server }> {
  const api = fakeApi();
  const server = createServer((request, response) => {
    if (!api(request, response)) void serveFile(folder, request, response);
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  return { origin: `http://127.0.0.1:${typeof address === 'object' ? address?.port : port}`, server };
}

function moodOf(request: IncomingMessage, url: URL): Mood {
  const page = URL.parse(request.headers.referer ?? '');
  const wanted = url.searchParams.get('mood') ?? page?.searchParams.get('mood');
  return moods.find((mood) => mood === wanted) ?? 'usual';
}

async function answerCall(
  engine: FakeEngine,
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
): Promise<void> {
  const match = methodAt(request.method ?? 'GET', url.pathname.slice('/api/v1'.length));
  const body = request.method === 'POST' ? await bodyOf(request) : {};
  const input = { ...Object.fromEntries(url.searchParams), ...body, ...match?.parts };
  const result: Result<unknown> = await engine.call(match?.name ?? 'none', input);
  response.writeHead(result.ok ? 200 : result.error.code === 'not_found' ? 404 : 503, {
    'Content-Type': 'application/json',
  });
  response.end(JSON.stringify(result.ok ? result.value : { error: result.error }));
}

function methodAt(verb: string, path: string): { name: MethodName; parts: Record<string, string> } | null {
  for (const name of methodNames) {
    const [ownVerb, route = ''] = methods[name].http.split(' ');
    const pattern = new RegExp(`^${route.replaceAll(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const found = verb === ownVerb ? pattern.exec(path) : null;
    if (!found) continue;
    const parts = Object.entries(found.groups ?? {}).map(([part, value]) => [part, decodeURIComponent(value)]);
    return { name, parts: Object.fromEntries(parts) as Record<string, string> };
  }
  return null;
}

function streamEvents(engine: FakeEngine, response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream' });
  response.write(': made-up news\n\n');
  response.on(
    'close',
    engine.onEvent((event) => response.write(`data: ${JSON.stringify(event)}\n\n`)),
  );
}

async function bodyOf(request: IncomingMessage): Promise<object> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : (JSON.parse(text) as object);
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

async function serveFile(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const path = normalize(pathname === '/' ? '/index.html' : pathname);
  try {
    const content = await readFile(join(folder, path));
    response.writeHead(200, {
      'Content-Type': types[extname(path)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
    });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}
