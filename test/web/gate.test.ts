import { describe, expect, test } from 'vitest';
import { securityHeaders } from '../../src/assets/security-headers.ts';
import { sendRaw } from '../helpers/raw-http.ts';
import { type Sent, visitHost } from './running-host.ts';

const status = '/api/v1/agent-sessions/status';
const json = { 'content-type': 'application/json' };

describe('what the host refuses', () => {
  const refused: [why: string, path: string, sent: (port: number) => Sent, status: number][] = [
    ['no token', status, () => ({ is_stranger: true }), 401],
    ['a wrong token', status, () => ({ headers: { authorization: 'Bearer wrong' } }), 401],
    ['an empty token', status, () => ({ headers: { authorization: 'Bearer ' } }), 401],
    ['a token of another scheme', status, () => ({ headers: { authorization: 'Basic correct-horse-battery' } }), 401],
    ['a token in the query', `${status}?token=correct-horse-battery`, () => ({ is_stranger: true }), 401],
    ['a token in a cookie', status, () => ({ is_stranger: true, headers: { cookie: 'token=x' } }), 401],
    ['no token for an unknown address', '/api/v1/nothing', () => ({ is_stranger: true }), 401],
    ['no token for the events', '/api/v1/events', () => ({ is_stranger: true }), 401],
    ['a foreign host name', status, () => ({ headers: { host: 'evil.example' } }), 403],
    ['a foreign host name for the page too', '/', () => ({ headers: { host: 'evil.example' } }), 403],
    ['the right name with another port', status, () => ({ headers: { host: '127.0.0.1:1' } }), 403],
    ['the right name without a port', status, () => ({ headers: { host: '127.0.0.1' } }), 403],
    ['a name that begins like ours', status, (port) => ({ headers: { host: `127.0.0.1:${port}.evil.example` } }), 403],
    ['a foreign origin', status, () => ({ headers: { origin: 'https://evil.example' } }), 403],
    ['the null origin', status, () => ({ headers: { origin: 'null' } }), 403],
    ['an origin with another port', status, () => ({ headers: { origin: 'http://127.0.0.1:1' } }), 403],
    ['our origin over https', status, (port) => ({ headers: { origin: `https://127.0.0.1:${port}` } }), 403],
    ['a request that a foreign page made', status, () => ({ headers: { 'sec-fetch-site': 'cross-site' } }), 403],
    ['a request of a neighbour', status, () => ({ headers: { 'sec-fetch-site': 'same-site' } }), 403],
    ['an unknown address', '/api/v1/agent-sessions/nothing/at/all', () => ({}), 404],
    ['another version of the API', '/api/v2/agent-sessions/status', () => ({}), 404],
    ['an unknown page', '/secret.txt', () => ({}), 404],
    ['a way up', '/../../etc/passwd', () => ({}), 404],
    ['an encoded way up', '/%2e%2e/%2e%2e/etc/passwd', () => ({}), 404],
    ['a page with a query', '/?x=1', () => ({}), 200],
    ['a wrong verb', status, () => ({ method: 'POST', headers: json, body: '{}' }), 405],
    ['reading what must be posted', '/api/v1/agent-sessions/scan', () => ({}), 405],
    ['DELETE', status, () => ({ method: 'DELETE' }), 405],
    ['PUT', status, () => ({ method: 'PUT', headers: json, body: '{}' }), 405],
    ['OPTIONS, so that no preflight succeeds', status, () => ({ method: 'OPTIONS' }), 405],
    ['posting to the events', '/api/v1/events', () => ({ method: 'POST', headers: json, body: '{}' }), 405],
    ['posting to a page', '/index.html', () => ({ method: 'POST', headers: json, body: '{}' }), 405],
    [
      'a form',
      '/api/v1/agent-sessions/scan',
      () => ({ method: 'POST', headers: { 'content-type': 'text/plain' } }),
      415,
    ],
    ['no content type', '/api/v1/agent-sessions/scan', () => ({ method: 'POST' }), 415],
    ['broken JSON', '/api/v1/agent-sessions/scan', () => ({ method: 'POST', headers: json, body: '{' }), 400],
    ['a list', '/api/v1/agent-sessions/scan', () => ({ method: 'POST', headers: json, body: '[]' }), 400],
    [
      'a body over 1 MiB',
      '/api/v1/agent-sessions/scan',
      () => ({ method: 'POST', headers: json, body: `{"a":"${'x'.repeat(1024 * 1024)}"}` }),
      413,
    ],
    ['a body sent with a promise of more', status, () => ({ headers: { expect: 'the unexpected' } }), 417],
  ];

  test.each(refused)('%s', async (_why, path, sent, expected) => {
    const visit = await visitHost();
    const reply = await visit.send(path, sent(visit.host.port));
    expect(reply.status).toBe(expected);
    if (expected !== 200) expect(reply.json).toMatchObject({ error: { code: expect.any(String), advice: null } });
    expect(visit.engine.calls.filter((call) => call.method !== 'sources')).toEqual([]);
    expect(visit.bugs).toEqual([]);
  });

  test('a body of unknown length over 1 MiB is cut off', async () => {
    const visit = await visitHost();
    const chunk = `${(70_000).toString(16)}\r\n${'x'.repeat(70_000)}\r\n`;
    const head = `POST /api/v1/agent-sessions/scan HTTP/1.1\r\nHost: 127.0.0.1:${visit.host.port}\r\nAuthorization: Bearer correct-horse-battery\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const answer = await sendRaw(visit.host.port, head + chunk.repeat(16));
    expect(answer).toContain('HTTP/1.1 413');
    expect(answer).toContain('Connection: close');
  });

  test('two Host headers', async () => {
    const visit = await visitHost();
    const own = `Host: 127.0.0.1:${visit.host.port}`;
    const answer = await sendRaw(
      visit.host.port,
      `GET / HTTP/1.1\r\n${own}\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1\.1 40[03]/);
  });

  test.each([
    ['an absolute address', (port: number) => `GET http://127.0.0.1:${port}/index.html HTTP/1.1`],
    ['an address with a second host', () => 'GET //evil.example/index.html HTTP/1.1'],
  ])('%s', async (_why, line) => {
    const visit = await visitHost();
    const own = `Host: 127.0.0.1:${visit.host.port}`;
    const answer = await sendRaw(visit.host.port, `${line(visit.host.port)}\r\n${own}\r\nConnection: close\r\n\r\n`);
    expect(answer).toContain('HTTP/1.1 404');
  });
});

describe('headers', () => {
  const expected = Object.entries(securityHeaders("'self'")).map(([name, value]) => [name.toLowerCase(), value]);

  test.each([
    ['the page', '/', {}],
    ['an answer', status, {}],
    ['a missing page', '/nothing', {}],
    ['a refusal at the gate', '/', { headers: { host: 'evil.example' } }],
    ['a missing token', status, { is_stranger: true }],
    ['a wrong verb', status, { method: 'DELETE' }],
  ] as [string, string, Sent][])(
    'the lock headers stand on %s, and no cross-origin permission does',
    async (_what, path, sent) => {
      const visit = await visitHost();
      const reply = await visit.send(path, sent);
      expect(reply.headers).toMatchObject(Object.fromEntries(expected));
      expect(Object.keys(reply.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
      expect(reply.headers['x-powered-by']).toBeUndefined();
    },
  );

  test('even what is not HTTP gets them', async () => {
    const visit = await visitHost();
    const answer = await sendRaw(visit.host.port, 'NONSENSE\r\n\r\n');
    expect(answer).toContain('HTTP/1.1 400');
    expect(answer).toContain("Content-Security-Policy: default-src 'none'");
  });
});

test.each(['127.0.0.1', 'localhost', '[::1]'])('%s is one of our own names, with our own origin', async (name) => {
  const visit = await visitHost();
  const host = `${name}:${visit.host.port}`;
  const headers = { host, origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
  expect((await visit.send(status, { headers })).status).toBe(200);
});

test('files of the page need no token; the address a person opens holds none', async () => {
  const visit = await visitHost();
  const page = await visit.send('/', { is_stranger: true });
  expect(page).toMatchObject({ status: 200, text: '<!doctype html><title>Rearview</title>' });
  const script = await visit.send('/assets/index-a1b2.js', { is_stranger: true });
  expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
  expect(visit.host.address).toBe(`http://127.0.0.1:${visit.host.port}/`);
});

test('HEAD answers like GET, without the body', async () => {
  const visit = await visitHost();
  for (const path of ['/', status]) {
    const get = await visit.send(path);
    const head = await visit.send(path, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, text: '' });
    expect(head.headers['content-length']).toBe(get.headers['content-length']);
  }
});

test('a port that is taken is the system’s own error', async () => {
  const first = await visitHost();
  const { startHost } = await import('../../src/web/host.ts');
  const { builtPage } = await import('../helpers/built-page.ts');
  const again = startHost({
    engine: first.engine,
    page_folder: builtPage(),
    host: '127.0.0.1',
    port: first.host.port,
    token: 'x',
    onBug: () => {},
  });
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' });
});

test('the host listens on the loopback address only', async () => {
  const { networkInterfaces } = await import('node:os');
  const { connect } = await import('node:net');
  const visit = await visitHost();
  const outer = Object.values(networkInterfaces())
    .flat()
    .filter((one) => one && !one.internal && one.family === 'IPv4');
  for (const one of outer) {
    const outcome = await new Promise((resolve) => {
      const socket = connect({ host: one?.address ?? '', port: visit.host.port, timeout: 2_000 });
      socket.on('connect', () => resolve('connected')).on('error', () => resolve('refused'));
      socket.on('timeout', () => resolve('refused'));
      socket.on('close', () => socket.destroy());
    });
    expect(outcome).toBe('refused');
  }
});

test('no more than 64 connections are held; one more is closed at once', async () => {
  const { connect } = await import('node:net');
  const visit = await visitHost();
  const open = (): Promise<import('node:net').Socket> =>
    new Promise((resolve, reject) => {
      const socket = connect(visit.host.port, '127.0.0.1', () => resolve(socket)).on('error', reject);
    });
  const held = await Promise.all(Array.from({ length: 64 }, open));
  const extra = await open();
  await new Promise((resolve) => extra.on('close', resolve).resume());
  expect(held.every((socket) => !socket.destroyed)).toBe(true);
  held.forEach((socket) => socket.destroy());
});
