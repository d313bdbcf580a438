import { request } from 'node:http';
import { onTestFinished } from 'vitest';
import { type RunningHost, startHost } from '../../src/web/host.ts';
import { builtPage } from '../helpers/built-page.ts';
import { type FakeEngine, fakeEngine } from '../helpers/small-engine.ts';

export const token = 'correct-horse-battery';

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  json: unknown;
}

export interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Leave the token out. */
  is_stranger?: boolean;
}

export interface Visit {
  host: RunningHost;
  engine: FakeEngine;
  bugs: unknown[];
  /** One request over a real connection, with headers that `fetch` would not let a test set. */
  send(path: string, sent?: Sent): Promise<Reply>;
}

/** A loopback host over a fake engine, closed when the test ends. */
export async function visitHost(engine: FakeEngine = fakeEngine()): Promise<Visit> {
  const bugs: unknown[] = [];
  const host = await startHost({
    engine,
    page_folder: builtPage(),
    host: '127.0.0.1',
    port: 0,
    token,
    onBug: (bug) => bugs.push(bug),
  });
  onTestFinished(() => host.close());
  return { host, engine, bugs, send: (path, sent) => send(host.port, path, sent) };
}

export function send(port: number, path: string, { method, headers, body, is_stranger }: Sent = {}): Promise<Reply> {
  const authorization = is_stranger ? {} : { authorization: `Bearer ${token}` };
  return new Promise((resolve, reject) => {
    const sending = request(
      { host: '127.0.0.1', port, path, method: method ?? 'GET', headers: { ...authorization, ...headers } },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const isJson = response.headers['content-type']?.startsWith('application/json') && text !== '';
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text,
            json: isJson ? JSON.parse(text) : null,
          });
        });
      },
    );
    sending.on('error', reject);
    sending.end(body);
  });
}
