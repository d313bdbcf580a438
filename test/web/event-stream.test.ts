import { get, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { idleStatus } from '../helpers/small-engine.ts';
import { token, type Visit, visitHost } from './running-host.ts';

interface Listening {
  response: IncomingMessage;
  /** Waits until this much text has come. */
  until(part: string): Promise<string>;
  leave(): void;
}

function listen(visit: Visit): Promise<Listening> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}` };
    const request = get({ host: '127.0.0.1', port: visit.host.port, path: '/api/v1/events', headers }, (response) => {
      let text = '';
      const waiting = new Set<() => void>();
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
        waiting.forEach((look) => look());
      });
      const until = (part: string): Promise<string> =>
        new Promise((found) => {
          const look = (): void => {
            if (text.includes(part)) found(text);
          };
          waiting.add(look);
          look();
        });
      resolve({ response, until, leave: () => request.destroy() });
    });
    request.on('error', reject);
  });
}

test('news of the engine arrive as server-sent events, in order', async () => {
  const visit = await visitHost();
  const listening = await listen(visit);
  expect(listening.response.headers['content-type']).toBe('text/event-stream; charset=utf-8');
  expect(listening.response.headers['x-content-type-options']).toBe('nosniff');
  visit.engine.send({ type: 'status', status: idleStatus });
  visit.engine.send({ type: 'changed', sessions: [{ source: 'alpha_agent', session_id: 'line\nbreak' }] });
  const text = await listening.until('break');
  const events = text.split('\n\n').filter((part) => part.startsWith('data: '));
  expect(events.map((part) => JSON.parse(part.slice('data: '.length)))).toEqual([
    { type: 'status', status: idleStatus },
    { type: 'changed', sessions: [{ source: 'alpha_agent', session_id: 'line\nbreak' }] },
  ]);
  listening.leave();
});

test('a listener that left is forgotten', async () => {
  const visit = await visitHost();
  const listening = await listen(visit);
  await listening.until(': open');
  expect(visit.engine.listener_count()).toBe(1);
  listening.leave();
  await expect.poll(() => visit.engine.listener_count()).toBe(0);
});

test('closing the host ends open streams', async () => {
  const visit = await visitHost();
  const listening = await listen(visit);
  const ended = new Promise((resolve) => listening.response.on('close', resolve));
  listening.response.on('error', () => {});
  await visit.host.close();
  await ended;
  expect(visit.engine.listener_count()).toBe(0);
});

test('a listener that stopped reading is cut off instead of filling the memory', async () => {
  const visit = await visitHost();
  const listening = await listen(visit);
  listening.response.on('error', () => {});
  listening.response.pause();
  const big = { type: 'restarted', reason: 'x'.repeat(256 * 1024) } as const;
  for (let sent = 0; sent < 200 && visit.engine.listener_count() > 0; sent += 1) {
    visit.engine.send(big);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(visit.engine.listener_count()).toBe(0);
});
