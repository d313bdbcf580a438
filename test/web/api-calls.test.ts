import { describe, expect, test } from 'vitest';
import { methodNames, methods } from '../../src/contract/methods.ts';
import { fail, ok } from '../../src/contract/result.ts';
import { fakeEngine, idleStatus, oneSession } from '../helpers/small-engine.ts';
import { visitHost } from './running-host.ts';

/** An address for a method, with every part filled in. */
function addressOf(name: (typeof methodNames)[number]): { method: string; path: string } {
  const [method = '', template = ''] = methods[name].http.split(' ');
  const { session_id } = oneSession;
  const parts: Record<string, string> = { source: 'alpha_agent', session_id, block_id: 'b1', export_id: 'e1' };
  const path = template.replaceAll(/:(\w+)/g, (_, part: string) => parts[part] ?? 'missing');
  return { method, path: `/api/v1${path}${queries[name] ?? ''}` };
}

const queries: Partial<Record<(typeof methodNames)[number], string>> = {
  search: '?q=login',
  find: '?q=login',
  fileHistory: '?path=/a.ts',
  fileSessions: '?path=/a.ts',
};

const bodies: Partial<Record<(typeof methodNames)[number], object>> = {
  saveSettings: { level: 'strict', extra_words: [] },
  saveMarks: { session_id: 'aaaa1111', is_pinned: true },
  saveSearches: { searches: [] },
  importMarks: { marks: { version: 1, sessions: [], searches: [] } },
  pauseText: { is_paused: true },
  showSamples: { is_shown: true },
  redactText: { text: 'a text' },
};

describe('every method of the list', () => {
  test.each(methodNames)('%s answers at its address, and what it answers has the shape it promised', async (name) => {
    const visit = await visitHost();
    const { method, path } = addressOf(name);
    const body = JSON.stringify(bodies[name] ?? {});
    const post = method === 'POST' ? { headers: { 'content-type': 'application/json' }, body } : {};
    const reply = await visit.send(path, { method, ...post });
    expect(reply.status).toBe(200);
    expect(reply.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(methods[name].output.safeParse(reply.json).success).toBe(true);
    expect(visit.engine.calls.map((call) => call.method)).toEqual([name]);
  });
});

describe('addresses', () => {
  test('parts of the address and of the query become the input', async () => {
    const visit = await visitHost();
    const reply = await visit.send(
      '/api/v1/agent-sessions/alpha_agent/sessions?limit=5&offset=10&q=login%20test&sort=cost',
    );
    expect(reply.status).toBe(200);
    const input = { source: 'alpha_agent', limit: '5', offset: '10', q: 'login test', sort: 'cost' };
    expect(visit.engine.calls).toEqual([{ method: 'sessions', input }]);
  });

  test('the address wins over a field of the same name in the query', async () => {
    const visit = await visitHost();
    await visit.send('/api/v1/agent-sessions/alpha_agent/sessions?source=beta_agent');
    expect(visit.engine.calls[0]?.input).toMatchObject({ source: 'alpha_agent' });
  });

  test('an encoded slash in an id stays part of the id', async () => {
    const visit = await visitHost();
    await visit.send('/api/v1/agent-sessions/alpha_agent/sessions/a%2Fb');
    expect(visit.engine.calls).toEqual([{ method: 'session', input: { source: 'alpha_agent', session_id: 'a/b' } }]);
  });

  test('a word that the query does not know is passed over', async () => {
    const visit = await visitHost();
    const reply = await visit.send('/api/v1/agent-sessions/alpha_agent/sessions?cache_buster=1');
    expect(reply.status).toBe(200);
    expect(visit.engine.calls[0]?.input).toEqual({ source: 'alpha_agent' });
  });

  test.each([
    ['sessions?limit=0', 'limit'],
    ['sessions?limit=5000', 'limit'],
    ['sessions?limit=many', 'limit'],
    ['sessions?offset=-1', 'offset'],
    ['sessions?sort=colour', 'sort'],
    ['sessions?from=yesterday', 'from'],
    ['sessions?limit=5&limit=6', 'limit'],
    ['analytics/tools?days=0', 'days'],
    ['analytics/usage?days=soon', 'days'],
    ['search', 'q'],
    ['search?q=', 'q'],
  ])('a bad query is answered with 400 and the name of the field: %s', async (rest, field) => {
    const visit = await visitHost();
    const reply = await visit.send(`/api/v1/agent-sessions/all/${rest}`);
    expect(reply.status).toBe(400);
    expect(reply.json).toMatchObject({ error: { code: 'bad_request', message: expect.stringContaining(field) } });
  });

  test.each([
    '/api/v1/agent-sessions/no_such_source/sessions',
    '/api/v1/agent-sessions/Alpha%20Agent/sessions',
    '/api/v1/agent-sessions/constructor/sessions/x/y/z',
    '/api/v1/agent-sessions/alpha_agent/sessions/unknown',
    '/api/v1/agent-sessions/alpha_agent/sessions/unknown/messages',
    `/api/v1/agent-sessions/alpha_agent/sessions/${'x'.repeat(301)}`,
    '/api/v1/agent-sessions/alpha_agent/sessions/%E0%A4%A',
    '/api/v1/agent-sessions/alpha_agent/sessions/',
    '/api/v1/agent-sessions',
    '/api/v1/',
    '/api/',
  ])('an unknown source, session or address is answered with 404: %s', async (path) => {
    const visit = await visitHost();
    const reply = await visit.send(path);
    expect(reply.status).toBe(404);
    expect(reply.json).toMatchObject({ error: { code: 'not_found', message: expect.any(String) } });
  });
});

describe('aliases', () => {
  test('each source answers under its own word as it does under its id', async () => {
    const visit = await visitHost();
    const rests = ['sessions?limit=1', 'sessions/aaaa1111', 'analytics/tools?days=7', 'analytics/usage', 'search?q=x'];
    for (const rest of rests) {
      const long = await visit.send(`/api/v1/agent-sessions/beta_agent/${rest}`);
      const short = await visit.send(`/api/v1/beta/${rest}`);
      expect(short).toMatchObject({ status: 200, text: long.text });
    }
  });

  test('the words are asked for once', async () => {
    const visit = await visitHost();
    await visit.send('/api/v1/alpha/sessions');
    await visit.send('/api/v1/beta/sessions');
    expect(visit.engine.calls.filter((call) => call.method === 'sources')).toHaveLength(1);
  });

  test('when they could not be had, they are asked for again', async () => {
    let tries = 0;
    const good = fakeEngine();
    const engine = fakeEngine({
      sources: async () => {
        tries += 1;
        return tries === 1 ? fail('unavailable', 'Not yet.') : good.api.sources({});
      },
    });
    const visit = await visitHost(engine);
    expect((await visit.send('/api/v1/alpha/sessions')).status).toBe(404);
    expect((await visit.send('/api/v1/alpha/sessions')).status).toBe(200);
  });

  test('a word that is no source’s is unknown, and so are inherited ones', async () => {
    const visit = await visitHost();
    for (const word of ['gamma', 'constructor', '__proto__', 'alpha_agent', '']) {
      expect((await visit.send(`/api/v1/${word}/sessions`)).status).toBe(404);
    }
  });

  test('a wrong verb at an alias says which are right', async () => {
    const visit = await visitHost();
    const sent = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
    const reply = await visit.send('/api/v1/alpha/sessions', sent);
    expect(reply).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });
});

describe('failures', () => {
  test.each([
    ['bad_request', 400],
    ['unauthorized', 401],
    ['not_found', 404],
    ['source_gone', 410],
    ['too_large', 413],
    ['unreadable', 422],
    ['internal', 500],
    ['unavailable', 503],
  ] as const)('%s of a method becomes %i', async (code, status) => {
    const visit = await visitHost(fakeEngine({ status: () => fail(code, 'It did not work.', 'Do this.') }));
    const reply = await visit.send('/api/v1/agent-sessions/status');
    expect(reply.status).toBe(status);
    expect(reply.json).toEqual({ error: { code, message: 'It did not work.', advice: 'Do this.' } });
  });

  test('what a handler throws stays inside', async () => {
    const engine = fakeEngine({
      status: () => {
        throw new Error('secret path /home/dev');
      },
    });
    const visit = await visitHost(engine);
    const reply = await visit.send('/api/v1/agent-sessions/status');
    expect(reply.status).toBe(500);
    expect(reply.text).not.toContain('secret');
    expect(engine.bugs).toHaveLength(1);
  });

  test('a carrier that breaks is told of inside and nowhere else', async () => {
    const engine = fakeEngine();
    engine.call = () => Promise.reject(new Error('secret of the carrier'));
    const visit = await visitHost(engine);
    const reply = await visit.send('/api/v1/agent-sessions/status');
    expect(reply.status).toBe(500);
    expect(reply.text).not.toContain('secret');
    expect(visit.bugs).toHaveLength(1);
  });
});

test('fifty requests at once over kept connections all get their own answer', async () => {
  const visit = await visitHost(fakeEngine({ status: () => ok(idleStatus) }));
  const ids = Array.from({ length: 50 }, (_, place) => `id-${place}`);
  const replies = await Promise.all(ids.map((id) => visit.send(`/api/v1/agent-sessions/all/sessions?q=${id}`)));
  expect(replies.every((reply) => reply.status === 200)).toBe(true);
  const asked = visit.engine.calls.map((call) => (call.input as { q: string }).q);
  expect(asked.toSorted()).toEqual(ids.toSorted());
});
