import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Input, Output } from '../../src/contract/api.ts';
import { methods } from '../../src/contract/methods.ts';
import type { Session } from '../../src/contract/session.ts';
import { sessionFromText } from './claude-log.ts';
import { errorOf, scannedEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

const home = new TestHome(afterAll);
let engine: TestEngine;

/** 40 small sessions in pairs that are alike in everything but their id, and five that stand out. */
beforeAll(async () => {
  for (let n = 0; n < 40; n++) {
    const same = Math.floor(n / 2) % 4;
    home.draw(`0${same}:00 user Alike\n0${same}:01 assistant yes`, {
      session_id: `pair-${String(n).padStart(2, '0')}`,
    });
  }
  home.draw('09:00 user Fix the LOGIN test 100%_sure\n09:01 calls t-1 Bash npm test\n09:02 fails t-1 Exit code 1', {
    session_id: 'login', day: '2026-08-03', cwd: '/home/dev/shop', branch: 'feature/login', model: 'claude-opus-4-1',
    usage: [900_000, 0, 0, 90_000],
  }); // prettier-ignore
  home.draw('09:00 user Edit it\n09:01 calls t-2 Write /home/dev/shop/a.ts\n09:02 returns t-2 done\n19:00 assistant long', {
    session_id: 'edit', day: '2026-08-04', cwd: '/home/dev/shop-2', branch: 'main',
  }); // prettier-ignore
  home.draw('-- user No time at all', { session_id: 'timeless', cwd: '/tmp/x' });
  const now = new Date().toISOString();
  home.draw(`${now.slice(11, 23)} user Running`, { session_id: 'live', day: now.slice(0, 10), model: 'own-model' });
  home.write('bookkeeping.jsonl', '{"type":"summary","summary":"x","leafUuid":"none"}\n');
  engine = await scannedEngine(home);
});

const list = async (input: Input<'sessions'> = {}): Promise<Output<'sessions'>> =>
  valueOf(await engine.api.sessions({ limit: 1000, ...input }));
const idsOf = async (input: Input<'sessions'>): Promise<string[]> =>
  (await list(input)).sessions.map((session) => session.session_id).toSorted();

describe('a list of sessions', () => {
  test('has the shape of the contract', async () => {
    const answer = await list();
    expect(methods.sessions.output.parse(answer)).toEqual(answer);
    expect(answer).toMatchObject({ total: 44, next_offset: null, source: 'all', source_status: 'available' });
  });

  test('leaves out files that hold no message', async () => {
    expect(await idsOf({ q: 'bookkeeping' })).toEqual([]);
  });

  test('comes in pages that hold every session once, whatever the order and however many are alike', async () => {
    const all = (await idsOf({})).toSorted();
    for (const sort of ['recent', 'oldest', 'cost', 'tokens', 'messages', 'duration', 'errors', 'title'] as const) {
      const seen: string[] = [];
      for (let offset: number | null = 0; offset !== null;) {
        const page: Output<'sessions'> = await list({ sort, offset, limit: 7 });
        seen.push(...page.sessions.map((session) => session.session_id));
        expect(page.total).toBe(44);
        expect(page.next_offset).toBe(seen.length < 44 ? seen.length : null);
        offset = page.next_offset;
      }
      expect([sort, seen.toSorted()]).toEqual([sort, all]);
    }
  });

  test('beyond its end is an empty page', async () => {
    expect(await list({ offset: 44 })).toMatchObject({ sessions: [], total: 44, next_offset: null });
    expect(await list({ offset: 1_000_000 })).toMatchObject({ sessions: [], total: 44, next_offset: null });
  });

  test.each([
    ['recent', (a: Session, b: Session) => order(b.last_message_at, a.last_message_at)],
    ['oldest', (a: Session, b: Session) => order(a.last_message_at, b.last_message_at)],
    ['cost', (a: Session, b: Session) => (b.cost_usd ?? -1) - (a.cost_usd ?? -1)],
    ['tokens', (a: Session, b: Session) => b.tokens.total - a.tokens.total],
    ['messages', (a: Session, b: Session) => b.message_count - a.message_count],
    ['duration', (a: Session, b: Session) => (b.duration_ms ?? -1) - (a.duration_ms ?? -1)],
    ['errors', (a: Session, b: Session) => b.error_count - a.error_count],
    ['title', (a: Session, b: Session) => order(a.title.toLowerCase(), b.title.toLowerCase())],
  ] as const)('sorted by %s is in that order', async (sort, compare) => {
    const { sessions } = await list({ sort });
    for (let n = 1; n < sessions.length; n++) expect(compare(sessions[n - 1]!, sessions[n]!)).toBeLessThanOrEqual(0);
  });
});

const order = (a: string | null, b: string | null): number => (a ?? '').localeCompare(b ?? '', 'en');

describe('a filter', () => {
  test.each<[string, Input<'sessions'>, string[]]>([
    ['project, exactly', { project: '/home/dev/shop-2' }, ['edit']],
    ['a part of the project', { project: 'shop' }, ['edit', 'login']],
    ['model', { model: 'opus' }, ['login']],
    ['branch', { branch: 'feature' }, ['login']],
    ['words, all of them, in any case', { q: 'login FIX' }, ['login']],
    ['a word of the project', { q: 'shop-2' }, ['edit']],
    ['a session id', { q: 'timeless' }, ['timeless']],
    ['words with the signs of a pattern, which stand for themselves', { q: '100%_sure' }, ['login']],
    ['a pattern that matches nothing as it stands', { q: '%_s%e' }, []],
    ['failed calls', { has: 'error' }, ['login']],
    ['changed lines', { has: 'edit' }, ['edit']],
    ['two marks at once', { has: 'error,edit' }, []],
    ['running sessions', { has: 'live' }, ['live']],
    ['a day, by the local clock', { from: '2026-08-03', to: '2026-08-03' }, ['login']],
    ['the days from one on', { from: '2026-08-03', to: '2026-09-01' }, ['edit', 'login']],
    ['an instant with an offset', { from: '2026-08-04T20:00:00+01:00', to: '2026-08-05' }, ['edit']],
    ['a range that ends before it begins', { from: '2026-08-05', to: '2026-08-01' }, []],
    ['everything together', { project: 'shop', model: 'opus', branch: 'login', q: 'test', has: 'error' }, ['login']],
    ['quotes and semicolons, which are no SQL', { q: "'; drop table sessions; --" }, []],
  ])('on %s keeps the right ones', async (_, input, ids) => {
    expect(await idsOf(input)).toEqual(ids);
    expect((await list({ ...input, limit: 1 })).total).toBe(ids.length);
  });

  test('by the figures of facets finds as many sessions as they say', async () => {
    const { projects, models, branches } = valueOf(await engine.api.facets({}));
    expect(projects).toContainEqual({ project_dir: '/home/dev/site', session_count: 41 });
    for (const { model, session_count } of models) expect((await list({ model })).total).toBe(session_count);
    for (const { branch, session_count } of branches) expect((await list({ branch })).total).toBe(session_count);
  });
});

describe('a source', () => {
  test('that nobody knows is not_found, in every method that takes one', async () => {
    for (const method of ['sessions', 'facets', 'toolAnalytics', 'usageAnalytics'] as const)
      for (const source of ['other_agent', 'constructor'])
        expect(errorOf(await engine.api[method]({ source })).code).toBe('not_found');
    expect(errorOf(await engine.api.search({ source: 'other_agent', q: 'x' })).code).toBe('not_found');
    expect(errorOf(await engine.api.session({ source: 'other_agent', session_id: 'login' })).code).toBe('not_found');
  });

  test('that is missing has an empty list and says why', async () => {
    const cards = valueOf(await engine.api.sources({})).sources;
    expect(methods.sources.output.parse({ sources: cards })).toEqual({ sources: cards });
    const missing = cards.filter((card) => card.source_status !== 'available');
    expect(missing.length).toBe(cards.length - 1);
    for (const card of missing) {
      expect(card).toMatchObject({ session_count: 0, message_count: 0, first_activity_at: null });
      expect(card.status_reason).toMatch(/\.$/);
      const answer = await list({ source: card.source });
      expect(answer).toMatchObject({ sessions: [], total: 0, source_status: card.source_status });
      expect(valueOf(await engine.api.toolAnalytics({ source: card.source }))).toMatchObject({
        tool_counts: {},
        session_count: 0,
        source_status: card.source_status,
      });
    }
  });

  test('and all sources together answer with the same sessions when only one has any', async () => {
    const own = await list({ source: 'claude_code' });
    expect(own.sessions).toEqual((await list({ source: 'all' })).sessions);
    expect(own.source_path).toBe(home.root);
    expect((await list({ source: 'codex_cli' })).total).toBe(0);
  });

  test('has a card whose figures agree with its list', async () => {
    const [card] = valueOf(await engine.api.sources({})).sources;
    const { sessions } = await list();
    expect(card!.session_count).toBe(44);
    expect(card!.message_count).toBe(sessions.reduce((sum, session) => sum + session.message_count, 0));
    expect(card!.last_activity_at).toBe(sessions.find((session) => session.session_id === 'live')!.last_message_at);
    expect(card!.daily_sessions).toHaveLength(30);
    expect(card!.daily_sessions.at(-1)).toBe(1);
  });
});

describe('one session', () => {
  test('that nobody knows is not_found', async () => {
    for (const session_id of ['nobody', '__proto__', '../../etc/passwd', 'login.jsonl', "' or 1=1 --"])
      expect(errorOf(await engine.api.session({ session_id })).code).toBe('not_found');
  });

  test('has the shape of the contract and the figures of its row in the list', async () => {
    for (const row of (await list({ limit: 1000 })).sessions.filter(
      (session) => !session.session_id.startsWith('pair'),
    )) {
      const answer = valueOf(await engine.api.session({ session_id: row.session_id }));
      expect(methods.session.output.parse(answer)).toEqual(answer);
      expect(answer.session).toEqual(row);
      const { lines, messages, notices, bookkeeping, copies, problems } = answer.line_counts;
      expect(messages + notices + bookkeeping + copies + problems).toBe(lines);
    }
  });

  test('without times has none, and counts its messages', async () => {
    const { session } = valueOf(await engine.api.session({ session_id: 'timeless' }));
    expect(session).toMatchObject({
      message_count: 1,
      first_message_at: null,
      last_message_at: null,
      duration_ms: null,
      active_ms: null,
      is_active: false,
    });
  });

  test.each([
    ['folders', '../-q/twin.jsonl'],
    ['roots', '../../../.config/claude/projects/-p/twin.jsonl'],
  ])('that lies in two %s is that of the file changed last, and the card says so', async (_, place) => {
    const other = new TestHome();
    other.write(
      place,
      sessionFromText('09:00 user Newer\n09:01 assistant yes', { session_id: 'twin', ids: 'n' }),
      800_000,
    );
    other.write('twin.jsonl', sessionFromText('09:00 user Older\n09:01 assistant no', { session_id: 'twin' }), 900_000);
    const twins = await scannedEngine(other);
    const { sessions } = valueOf(await twins.api.sessions({}));
    expect(sessions.map(({ title, tokens }) => [title, tokens.output])).toEqual([['Newer', 5]]);
    expect(valueOf(await twins.api.sources({})).sources[0]!.remarks.join()).toContain('two folders');
    const { messages } = valueOf(await twins.api.messages({ session_id: 'twin' }));
    expect(messages[0]!.blocks[0]).toMatchObject({ text: 'Newer' });
  });
});
