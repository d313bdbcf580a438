import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { EngineEvent } from '../../../src/contract/events.ts';
import { methodNames } from '../../../src/contract/methods.ts';
import { connectOverHttp, requestOf } from '../../../src/renderer/api/http.ts';

describe('requestOf', () => {
  test('parts of the address are filled in, the rest is the query', () => {
    expect(requestOf('messages', { source: 'an_agent', session_id: 'a/b c', limit: 5, agent_id: undefined })).toEqual({
      verb: 'GET',
      path: '/api/v1/agent-sessions/an_agent/sessions/a%2Fb%20c/messages?limit=5',
      body: null,
    });
  });

  test('all sources are meant when none is named', () => {
    expect(requestOf('search', { q: 'a b&c' }).path).toBe('/api/v1/agent-sessions/all/search?q=a+b%26c');
  });

  test('a call that changes something sends a body', () => {
    expect(requestOf('scan', {})).toEqual({ verb: 'POST', path: '/api/v1/agent-sessions/scan', body: '{}' });
  });

  test('every method of the list has an address without gaps', () => {
    for (const name of methodNames) {
      const { path } = requestOf(name, { source: 's', session_id: 'i', block_id: 'b' });
      expect(path).toMatch(/^\/api\/v1\/[^:]+$/);
    }
  });
});

describe('connectOverHttp', () => {
  const asked: IncomingMessage[] = [];
  let reply: (request: IncomingMessage) => { status: number; body: string };
  const server = createServer((request, response) => {
    asked.push(request);
    const { status, body } = reply(request);
    response.writeHead(status, { 'Content-Type': 'application/json' }).end(body);
  });

  beforeEach(async () => {
    asked.length = 0;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));
  const connect = () =>
    connectOverHttp({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, token: 'secret' });

  test('a good answer is the value, asked for under the token', async () => {
    reply = () => ({ status: 200, body: '{"sources":[]}' });
    expect(await connect().api.sources({})).toEqual({ ok: true, value: { sources: [] } });
    expect(asked[0]?.headers.authorization).toBe('Bearer secret');
  });

  test('an error of the host is passed on with its code and advice', async () => {
    const error = { code: 'not_found', message: 'It is gone.', advice: 'Scan again.' };
    reply = () => ({ status: 404, body: JSON.stringify({ error }) });
    expect(await connect().api.status({})).toEqual({ ok: false, error });
  });

  test('a token that is refused has advice, as the host gives none', async () => {
    const error = { code: 'unauthorized', message: 'The token is missing or wrong.', advice: null };
    reply = () => ({ status: 401, body: JSON.stringify({ error }) });
    const result = await connect().api.status({});
    expect(result).toMatchObject({ ok: false, error: { ...error, advice: expect.stringContaining('rearview serve') } });
  });

  test('an answer that makes no sense is an error, not a crash', async () => {
    reply = () => ({ status: 500, body: 'null' });
    expect(await connect().api.status({})).toMatchObject({ ok: false, error: { code: 'internal' } });
    reply = () => ({ status: 200, body: '<html>' });
    expect(await connect().api.status({})).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });

  test('a host that is gone is unavailable', async () => {
    const { api } = connectOverHttp({ origin: 'http://127.0.0.1:1', token: null });
    expect(await api.status({})).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });
});

test('news is read only while the page can be seen, and after that anything may have changed', async () => {
  const page = Object.assign(new EventTarget(), { hidden: false });
  vi.stubGlobal('document', page);
  let open = 0;
  const server = createServer((_, response) => {
    open += 1;
    response.writeHead(200, { 'Content-Type': 'text/event-stream' });
    response.write(`data: {"type":"restarted","reason":"${open}"}\n\n`);
    response.on('close', () => (open -= 1));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const told: EngineEvent[] = [];
  const show = (isShown: boolean) => {
    page.hidden = !isShown;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const end = connectOverHttp({ origin, token: null }).onEvent((event) => told.push(event));
  await vi.waitFor(() => expect(told).toEqual([{ type: 'restarted', reason: '1' }]));
  show(false);
  await vi.waitFor(() => expect(open).toBe(0));
  show(true);
  await vi.waitFor(() =>
    expect(told.slice(1)).toEqual([
      { type: 'changed', sessions: null },
      { type: 'restarted', reason: '1' },
    ]),
  );
  end();
  await vi.waitFor(() => expect(open).toBe(0));
  server.close();
  vi.unstubAllGlobals();
});
