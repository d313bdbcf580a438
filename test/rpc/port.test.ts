import { describe, expect, onTestFinished, test } from 'vitest';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { EngineEvent } from '../../src/contract/events.ts';
import { ok } from '../../src/contract/result.ts';
import { connect } from '../../src/rpc/client.ts';
import type { Port } from '../../src/rpc/port.ts';
import { serve } from '../../src/rpc/serve.ts';
import { fakeHandlers, idleStatus, oneSession } from '../helpers/small-engine.ts';

const portOver = (port: MessagePort): Port => ({
  post: (message) => port.postMessage(message),
  onMessage: (listener) => void port.on('message', listener),
});

/** A served engine and its client at the two ends of a real channel. */
function connected(changed: Parameters<typeof fakeHandlers>[0] = {}) {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const bugs: unknown[] = [];
  const emit = serve(portOver(port1), fakeHandlers(changed), (bug) => void bugs.push(bug));
  return { client: connect(portOver(port2)), emit, bugs, near: port2, far: port1 };
}

describe('a call', () => {
  test('reaches its handler with defaults filled in and comes back with the answer', async () => {
    const inputs: unknown[] = [];
    const { client } = connected({
      sessions(input) {
        inputs.push(input);
        const place = { source: input.source, source_status: 'empty' as const, source_path: null };
        return ok({ sessions: [oneSession], total: 1, next_offset: null, ...place, last_scanned_at: null });
      },
    });
    expect(await client.api.sessions({ limit: 3 })).toMatchObject({ ok: true, value: { sessions: [oneSession] } });
    expect(inputs).toEqual([{ source: 'all', limit: 3, offset: 0, pins: 'among', sort: 'recent' }]);
  });

  test('without an input counts as one with an empty input', async () => {
    const { client } = connected();
    expect(await client.call('status', undefined)).toEqual(ok(idleStatus));
    expect(await client.call('status', null)).toEqual(ok(idleStatus));
  });

  test('takes the figures of a query as text', async () => {
    const { client } = connected({
      messages: ({ offset, limit }) => ok({ messages: [], total: offset, next_offset: limit }),
    });
    expect(await client.call('messages', { session_id: 's', offset: '7', limit: '2' })).toEqual(
      ok({ messages: [], total: 7, next_offset: 2 }),
    );
  });

  test.each(['nothing', '', 'constructor', '__proto__', 'toString', 'hasOwnProperty', 'Sessions', 'sessions '])(
    'of a method named %j is answered with not_found',
    async (name) => {
      const { client, bugs } = connected();
      expect(await client.call(name, {})).toMatchObject({ ok: false, error: { code: 'not_found' } });
      expect(bugs).toEqual([]);
    },
  );

  test.each([
    ['a session id that is missing', 'session', {}, 'session_id'],
    ['a limit of 0', 'sessions', { limit: 0 }, 'limit'],
    ['a limit beyond the most', 'sessions', { limit: 1001 }, 'limit'],
    ['an offset that is no whole number', 'messages', { session_id: 's', offset: 1.5 }, 'offset'],
    ['a source that is no id', 'sessions', { source: '../etc' }, 'source'],
    ['a sort order that is not in the list', 'sessions', { sort: 'random' }, 'sort'],
    ['a day that is none', 'usageAnalytics', { from: '2026-13-40' }, 'from'],
  ])('with %s is answered with bad_request and names the field', async (_, method, input, field) => {
    const { client } = connected();
    const answer = await client.call(method, input);
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(answer.ok ? '' : answer.error.message).toContain(field);
  });

  test.each([[42], ['text'], [[1, 2]], [true]])(
    'with %j in place of an input is answered with bad_request',
    async (input) => {
      const { client } = connected();
      expect(await client.call('sessions', input)).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    },
  );

  test('does not repeat what was sent in its error', async () => {
    const { client } = connected();
    const answer = await client.call('sessions', { limit: 'hunter2-secret' });
    expect(JSON.stringify(answer)).not.toContain('hunter2');
  });

  test('into a bug is answered once with internal, and only the server is told what was thrown', async () => {
    const { client, bugs } = connected({
      facets() {
        throw new Error('a path: /home/dev/secret');
      },
    });
    const answer = await client.call('facets', {});
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(answer)).not.toContain('secret');
    expect(bugs).toHaveLength(1);
    expect(await client.call('status', {})).toMatchObject({ ok: true });
  });

  test('into a handler that rejects is answered like one that throws', async () => {
    const { client, bugs } = connected({ scan: () => Promise.reject(new Error('later')) });
    expect(await client.call('scan', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(bugs).toHaveLength(1);
  });

  test('whose answer cannot be carried is answered with internal', async () => {
    const { client, bugs } = connected({ status: () => ok({ ...idleStatus, problems: [(() => {}) as never] }) });
    expect(await client.call('status', {})).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(bugs).toHaveLength(1);
  });

  test('whose input cannot be carried is answered with bad_request and leaves nothing waiting', async () => {
    const { client } = connected();
    expect(await client.call('status', { no: () => {} })).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(await client.call('status', {})).toEqual(ok(idleStatus));
  });

  test('is answered by its own answer, in whatever order answers come', async () => {
    const release = new Map<string, () => void>();
    const { client } = connected({
      facets: ({ source }) =>
        new Promise((resolve) => {
          release.set(source, () =>
            resolve(ok({ projects: [], models: [{ model: source, session_count: 1 }], branches: [] })),
          );
          if (release.size === 3) for (const name of ['cc', 'aa', 'bb']) release.get(name)!();
        }),
    });
    const answers = await Promise.all(['aa', 'bb', 'cc'].map((source) => client.api.facets({ source })));
    expect(answers.map((answer) => answer.ok && answer.value.models[0]!.model)).toEqual(['aa', 'bb', 'cc']);
  });
});

describe('the ports', () => {
  test('pass over messages that are neither calls nor answers', async () => {
    const { client, near, far } = connected();
    for (const odd of [null, 7, 'call', {}, { id: 'x', method: 'status' }, { id: 1 }, { method: 'status' }, []]) {
      near.postMessage(odd);
      far.postMessage(odd);
    }
    far.postMessage({ id: 999, result: 'for nobody' });
    expect(await client.call('status', {})).toEqual(ok(idleStatus));
  });

  test('carry news to every listener until it leaves', async () => {
    const { client, emit } = connected();
    const heard: string[] = [];
    const leave = client.onEvent((event) => void heard.push(`first ${event.type}`));
    client.onEvent((event) => void heard.push(`second ${event.type}`));
    const news: EngineEvent = { type: 'changed', sessions: null };
    emit(news);
    await client.call('status', {});
    leave();
    emit({ type: 'restarted', reason: 'test' });
    await client.call('status', {});
    expect(heard).toEqual(['first changed', 'second changed', 'second restarted']);
  });

  test('answer every waiting call with unavailable once the other side is given up', async () => {
    const { client } = connected({ scan: () => new Promise(() => {}), facets: () => new Promise(() => {}) });
    const waiting = [client.call('scan', {}), client.call('facets', {})];
    client.abandon('The engine stopped.');
    for (const answer of await Promise.all(waiting))
      expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable', message: 'The engine stopped.' } });
  });

  test('take an answer that comes after giving up for nobody', async () => {
    const { client, far } = connected({ scan: () => new Promise(() => {}) });
    const waiting = client.call('scan', {});
    client.abandon('gone');
    far.postMessage({ id: 1, result: ok('late') });
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(await client.call('status', {})).toEqual(ok(idleStatus));
  });
});

test('the typed API has one function for each method and cannot be changed', () => {
  const { client } = connected();
  expect(Object.isFrozen(client.api)).toBe(true);
  expect(Object.keys(client.api)).toContain('usageAnalytics');
});
