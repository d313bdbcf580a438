import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ToolAnalytics } from '../../src/contract/analytics.ts';
import { Message } from '../../src/contract/message.ts';
import { methods } from '../../src/contract/methods.ts';
import { Session } from '../../src/contract/session.ts';
import { secretsIn } from '../helpers/planted-secrets.ts';
import { acceptedSources, layOutElsewhere, type NamedPlace } from './accepted-sources.ts';
import { type RunningApp, runApp } from './running-app.ts';

const Sources = methods.sources.output;
const Sessions = methods.sessions.output;
const Page = methods.messages.output;

describe.each(acceptedSources)('$source', (accepted) => {
  const { source, label, route, variable, title, project_dir, tools } = accepted;
  let place: NamedPlace;
  let app: RunningApp;

  beforeAll(async () => {
    place = layOutElsewhere(accepted);
    app = await runApp({ ...place, environment: { [variable]: place.root } });
  });
  afterAll(async () => {
    await app?.stop();
    place?.remove();
  });

  const listed = async (): Promise<Session> => {
    const { sessions } = Sessions.parse((await app.get(`/agent-sessions/${source}/sessions`)).answer);
    expect(sessions).toHaveLength(1);
    return Session.parse(sessions[0]);
  };

  test('a folder named by the environment is read, and nowhere else', async () => {
    const { sources } = Sources.parse((await app.get('/agent-sessions/sources')).answer);
    const card = sources.find((each) => each.source === source);
    expect(card).toMatchObject({ provider_label: label, source_status: 'available', session_count: 1 });
    expect(card?.source_paths).toEqual([place.root]);
    expect((await listed()).title).toBe(title);
  });

  test('its sessions have the one shape of all sessions', async () => {
    const session = await listed();
    expect(session).toMatchObject({ source, provider_label: label, project_dir, title, git_branch: 'main' });
    expect(session.models).not.toEqual([]);
    expect(session.tokens.total).toBeGreaterThan(0);
    const { input, cache_read, cache_write, output, total } = session.tokens;
    expect(input + cache_read + cache_write + output).toBe(total);
    expect(session.cost_usd).toBeGreaterThan(0);
    const one = await app.get(`/agent-sessions/${source}/sessions/${session.session_id}`);
    expect(one.answer['session']).toEqual(session);
  });

  test('its messages come in pages, as turns of a person and of an assistant, with calls and their results', async () => {
    const { session_id } = await listed();
    const messages: Message[] = [];
    for (let offset: number | null = 0; offset !== null;) {
      const path: string = `/agent-sessions/${source}/sessions/${session_id}/messages?limit=2&offset=${offset}`;
      const page: z.infer<typeof Page> = Page.parse((await app.get(path)).answer);
      expect(page.messages.length).toBeLessThanOrEqual(2);
      messages.push(...page.messages);
      offset = page.next_offset;
    }
    const roles = messages.filter((message) => !message.is_meta).map(({ role }) => role);
    expect([...new Set(roles)].toSorted()).toEqual(expect.arrayContaining(['assistant', 'user']));
    expect(roles.filter((role) => role === 'user')).toHaveLength(1);
    const blocks = messages.flatMap((message) => message.blocks);
    const calls = blocks.filter((block) => block.type === 'tool_call');
    const results = blocks.filter((block) => block.type === 'tool_result');
    expect(countsOf(calls.map(({ name }) => name))).toEqual(tools);
    expect(results.map(({ call_id }) => call_id)).toEqual(calls.map(({ call_id }) => call_id));
  });

  test.each(['7', '30', '90', 'all'])('the tools of %s days are those of the session', async (days) => {
    const { answer } = await app.get(`/agent-sessions/${source}/analytics/tools?days=${days}`);
    const analytics = ToolAnalytics.parse(answer);
    expect(analytics).toMatchObject({ tool_counts: tools, session_count: 1, source, source_status: 'available' });
    expect(analytics.date_range_days).toBe(days === 'all' ? null : Number(days));
    expect(analytics.top_commands.length).toBeGreaterThan(0);
  });

  test('usage adds up to what the session used', async () => {
    const { tokens } = await listed();
    const { answer } = await app.get(`/agent-sessions/${source}/analytics/usage?days=30`);
    const usage = methods.usageAnalytics.output.parse(answer);
    expect(usage.totals.tokens).toEqual(tokens);
    expect(usage.by_day.reduce((sum, { tokens: { total } }) => sum + total, 0)).toBe(tokens.total);
  });

  test('its own addresses answer the same', async () => {
    for (const path of ['sessions', 'analytics/tools?days=30']) {
      const own = await app.get(`/${route}/${path}`);
      expect([own.status, own.answer]).toEqual([200, (await app.get(`/agent-sessions/${source}/${path}`)).answer]);
    }
  });

  test('no secret of the fixture stands in any answer', async () => {
    const { session_id } = await listed();
    const below = `/agent-sessions/${source}/sessions/${session_id}`;
    for (const path of [below, `${below}/messages`, `/agent-sessions/${source}/analytics/tools?days=all`]) {
      expect([path, secretsIn((await app.get(path)).text)]).toEqual([path, []]);
    }
  });
});

describe('a machine without history', () => {
  let place: NamedPlace;
  let app: RunningApp;

  beforeAll(async () => {
    const [first] = acceptedSources;
    if (!first) throw new Error('No source is accepted.');
    place = layOutElsewhere(first);
    app = await runApp({ ...place, home: `${place.data_dir}-no-home`, environment: {} });
  });
  afterAll(async () => {
    await app?.stop();
    place?.remove();
  });

  test('has a card with a reason for every source, and no error', async () => {
    const { status, answer } = await app.get('/agent-sessions/sources');
    const { sources } = Sources.parse(answer);
    expect(status).toBe(200);
    expect(sources.map((card) => card.source)).toEqual(
      expect.arrayContaining(['claude_code', 'codex_cli', 'openai_api']),
    );
    for (const card of sources) {
      expect(card.source_status).not.toBe('available');
      expect(card.status_reason).toMatch(/^[A-Z].*\.$/);
      expect(card.session_count).toBe(0);
    }
  });

  test.each(['claude_code', 'codex_cli', 'openai_api', 'all'])(
    'answers for %s with nothing, explained',
    async (source) => {
      const sessions = await app.get(`/agent-sessions/${source}/sessions`);
      expect(sessions.status).toBe(200);
      const list = Sessions.parse(sessions.answer);
      expect(list).toMatchObject({ sessions: [], total: 0, next_offset: null, source });
      expect(list.source_status).not.toBe('available');
      const tools = await app.get(`/agent-sessions/${source}/analytics/tools?days=30`);
      expect(ToolAnalytics.parse(tools.answer)).toMatchObject({
        tool_counts: {},
        session_count: 0,
        date_range_days: 30,
      });
    },
  );

  test('says what is not there, and what was asked wrongly', async () => {
    const statuses = await Promise.all(
      [
        '/agent-sessions/no_such_source/sessions',
        '/agent-sessions/claude_code/sessions/no-such-session',
        '/agent-sessions/claude_code/sessions?limit=0',
        '/agent-sessions/claude_code/sessions?sort=loudest',
        '/agent-sessions/claude_code/analytics/tools?days=never',
      ].map(async (path) => {
        const { status, answer } = await app.get(path);
        expect(answer['error']).toMatchObject({ code: expect.any(String), message: expect.stringMatching(/\.$/) });
        return status;
      }),
    );
    expect(statuses).toEqual([404, 404, 400, 400, 400]);
  });

  test.each([
    ['no token', null],
    ['a wrong one', 'not the token'],
    ['an empty one', ''],
  ])('answers nobody who comes with %s', async (_, token) => {
    const paths = Object.values(methods)
      .map(({ http }) => http)
      .filter((http) => http.startsWith('GET '))
      .map((http) => http.slice('GET '.length).replaceAll(/:\w+/g, 'all'));
    expect(paths.length).toBeGreaterThan(8);
    for (const path of paths) {
      const { status, answer } = await app.get(path, token);
      expect([path, status, Object.keys(answer)]).toEqual([path, 401, ['error']]);
    }
  });
});

function countsOf(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}
