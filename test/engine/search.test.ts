import fs from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Output } from '../../src/contract/api.ts';
import type { Result } from '../../src/contract/result.ts';
import { methods } from '../../src/contract/methods.ts';
import { shardPath } from '../../src/engine/text/text-index.ts';
import { threadModule } from './built-threads.ts';
import { sessionFromText } from './claude-log.ts';
import { errorOf, scannedEngine, startTestEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

type Hit = Output<'search'>['hits'][number];

const plain = (hit: Hit): string => hit.snippet.replaceAll(/[\uE000\uE001]/g, '');
const markedIn = (hit: Hit): string[] =>
  [...hit.snippet.matchAll(/\uE000([^\uE001]*)\uE001/g)].map((match) => match[1]!);

describe('search', () => {
  const home = new TestHome(afterAll);
  let engine: TestEngine;
  const find = async (q: string, input = {}): Promise<Output<'search'>> => {
    const answer = valueOf(await engine.api.search({ q, ...input }));
    expect(methods.search.output.parse(answer)).toEqual(answer);
    return answer;
  };

  beforeAll(async () => {
    home.draw(
      `09:00 user Please find the walrus
       09:01 thinks Walruses live in the cold
       09:02 calls w1 Bash grep walrus animals.txt
       09:03 returns w1 walrus: large, with tusks
       09:04 assistant Here is your Walrus.`,
      { session_id: 'zoo', day: '2026-08-02' },
    );
    home.draw('09:00 user the walrus again', { session_id: 'older', day: '2026-08-01', cwd: '/home/dev/ark' });
    home.write(
      'zoo/subagents/agent-a1.jsonl',
      sessionFromText('09:00 user a subagent and its walrus', { session_id: 'zoo', ids: 'a1', agent_id: 'a1' }),
    );
    for (let n = 0; n < 30; n++) home.draw('08:00 user one of many', { session_id: `many-${n}`, day: '2026-07-01' });
    engine = startTestEngine(home);
    await engine.scanned({ with_text: true });
  });

  test('answers or explains whatever is asked, in sessions, messages and one session', async () => {
    const pieces = [
      '"', "'", '(', ')', 'NEAR(', 'AND', 'OR', 'NOT', '^', '*', '-', '+', ':', 'text:', '{text}:', 'rowid:', '\\', '%', '_',
      '\0', '\n', '\u202E', '\uD83D', '\uE000', 'שלום', '漢字', '🙂', 'é', 'İ', 'walrus', 'w*', '*alr*', '"the walrus',
      'tool:', 'cost:>', 'after:x', 'before:2026-13-45', 'is:', 'has:error', 'file:[', 'project:"', 'in:nothing', 'model:*',
    ]; // prettier-ignore
    const text = fc.oneof(
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((list) => list.join('')),
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((list) => list.join(' ')),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }),
    );
    const codes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(text, async (q) => {
        const answers = [
          engine.api.search({ q }),
          engine.api.sessions({ q }),
          engine.api.find({ session_id: 'zoo', q }),
        ];
        for (const answer of await Promise.all<Result<unknown>>(answers)) {
          codes.add(answer.ok ? 'ok' : answer.error.code);
          expect(answer.ok ? 'Answered.' : answer.error.message).toMatch(/[.]$/);
        }
      }),
      {
        numRuns: 300,
        examples: [['"\0'], ['x'.repeat(1000)], ['*'.repeat(1000)], ['('.repeat(999)], ['"a'.repeat(500)]],
      },
    );
    expect([...codes].toSorted()).toEqual(['bad_request', 'ok']);
  });

  test('finds a word in prompts, reasoning, tool inputs, outputs and answers, newest sessions first', async () => {
    const { hits, total, total_sessions } = await find('walrus');
    expect([total, total_sessions]).toEqual([5, 2]);
    expect(hits.map((hit) => [hit.session_id, hit.role, hit.agent_id])).toEqual([
      ['zoo', 'user', null],
      ['zoo', 'assistant', null],
      ['zoo', 'assistant', null],
      ['zoo', 'user', 'a1'],
      ['older', 'user', null],
    ]);
    for (const hit of hits) expect(markedIn(hit).map((word) => word.toLowerCase())).toContain('walrus');
    expect((await find('tusks')).hits[0]).toMatchObject({ field: 'tool_output' });
    expect((await find('cold')).hits[0]).toMatchObject({ field: 'thinking' });
  });

  test('leads to the message: its place in its thread is that of the page', async () => {
    for (const { session_id, agent_id, index, message_id } of (await find('walrus')).hits) {
      const page = valueOf(
        await engine.api.messages({ session_id, agent_id: agent_id ?? undefined, offset: index!, limit: 1 }),
      );
      expect(page.messages[0]!.message_id).toBe(message_id);
    }
  });

  test('wants all words, takes phrases as they stand, and leaves out what is not wanted', async () => {
    expect((await find('walrus tusks')).total).toBe(1);
    expect((await find('"walrus again"')).total).toBe(1);
    expect((await find('"again walrus"')).total).toBe(0);
    expect((await find('walrus -again')).total).toBe(4);
    expect((await find('walr*')).total).toBe(6);
    expect((await find('tusks OR again')).total).toBe(2);
  });

  test('takes parts of words between stars, in one word or across several', async () => {
    const total = async (q: string): Promise<number> => (await find(q)).total;
    expect(await total('alru')).toBe(0);
    expect(await total('*alru*')).toBe(6);
    expect(await total('*alrus')).toBe(5);
    expect(await total('*ALRUS*')).toBe(6);
    expect(await total('*lrus.agai*')).toBe(1);
    expect(await total('*"lrus agai"*')).toBe(1);
    expect(await total('*"lrus agai"')).toBe(0);
    expect(await total('"walrus agai"*')).toBe(1);
    expect(await total('*imals* walrus')).toBe(1);
    expect(await total('*nosuchpart* OR tusks')).toBe(1);
    expect(await total('*nosuchpart* tusks')).toBe(0);
    expect(await total('walrus -*gai*')).toBe(4);
    expect(await total('walrus -*nosuchpart*')).toBe(5);
    for (const hit of (await find('*alru*')).hits) expect(markedIn(hit)[0]?.toLowerCase()).toBe('alru');
  });

  test('of each session gives as many hits as are asked for, and says how many there are', async () => {
    const { hits, total, next_offset } = await find('walrus', { per_session: 1 });
    expect(hits.map((hit) => [hit.session_id, hit.session_hits])).toEqual([
      ['zoo', 4],
      ['older', 1],
    ]);
    expect([total, next_offset]).toEqual([5, null]);
    const pages = [];
    for (let offset: number | null = 0; offset !== null;) {
      const page: Output<'search'> = await find('walrus', { per_session: 3, limit: 1, offset });
      pages.push(...page.hits.map((hit) => hit.message_id));
      offset = page.next_offset;
    }
    const all = (await find('walrus')).hits.map((hit) => hit.message_id);
    expect(pages).toEqual([...all.slice(0, 3), ...all.slice(4)]);
  });

  test('comes in pages that hold every hit once', async () => {
    const seen: string[] = [];
    for (let offset: number | null = 0; offset !== null;) {
      const page: Output<'search'> = await find('many', { offset, limit: 7 });
      expect(page).toMatchObject({ total: 30, total_sessions: 30 });
      seen.push(...page.hits.map((hit) => hit.session_id));
      offset = page.next_offset;
    }
    expect(new Set(seen).size).toBe(30);
    expect(seen).toHaveLength(30);
  });

  test('of a project finds only what is in it', async () => {
    expect((await find('walrus project:ark')).hits.map((hit) => hit.session_id)).toEqual(['older']);
    expect((await find('walrus project:/home/dev/ark')).total).toBe(1);
    expect((await find('walrus -project:ark')).total).toBe(4);
    expect((await find('project:ark')).hits.map((hit) => [hit.session_id, hit.field])).toEqual([['older', 'title']]);
  });

  test.each(['"', '*', 'zebra AND', '(', 'NEAR(', 'text:x', '-', 'OR OR', '\u0000', '🙂', "';--", 'x'.repeat(1000)])(
    'for %j is an answer and no bug',
    async (q) => {
      const answer = await engine.api.search({ q });
      expect(answer.ok ? answer.value.total : answer.error.code).toBeOneOf([0, 'bad_request']);
    },
  );

  test('for nothing at all is refused', async () => {
    expect(errorOf(await engine.api.search({ q: '' })).code).toBe('bad_request');
  });
});

describe('titles', () => {
  const home = new TestHome(afterAll);
  let engine: TestEngine;
  const titled = async (q: string): Promise<string[]> =>
    valueOf(await engine.api.search({ q })).hits.map((hit) => `${hit.session_id} ${hit.field}`);

  beforeAll(async () => {
    const cwd = '/home/dev/zoo';
    home.draw('08:00 user The Café-Menü of naïve cooks', { session_id: 'accents', day: '2026-08-02', cwd });
    home.draw('08:00 user FIX the foo_bar menu (again)', { session_id: 'plain', day: '2026-08-01', cwd });
    home.draw('08:00 user Another thing', { session_id: 'other', day: '2026-07-31', cwd });
    engine = startTestEngine(home);
    valueOf(await engine.api.pauseText({ is_paused: true }));
    await engine.scanned();
  });

  test.each([
    ['cafe', ['accents']],
    ['menu', ['accents', 'plain']],
    ['MENÜ', ['accents', 'plain']],
    ['fix menu', ['plain']],
    ['"the foo_bar"', ['plain']],
    ['*oo_b*', ['plain']],
    ['naive cooks', ['accents']],
    ['coo*', ['accents']],
    ['coo', []],
    ['oks', []],
    ['*oks', ['accents']],
    ['menu -fix', []],
    ['project:zoo', ['accents', 'plain', 'other']],
    [`menu ${'the '.repeat(90)}`, ['accents', 'plain']],
  ])('are found by %s before there is an index', async (q, sessions) => {
    expect(await titled(q)).toEqual(sessions.map((session) => `${session} title`));
  });
});

describe('the order of what is found', () => {
  const home = new TestHome(afterAll);
  let engine: TestEngine;
  const order = async (q: string, input = {}): Promise<string[]> => {
    const { hits } = valueOf(await engine.api.search({ q, per_session: 1, ...input }));
    return hits.map((hit) => hit.session_id);
  };

  beforeAll(async () => {
    const talk = (count: number): string =>
      Array.from({ length: count }, (_, n) => `09:0${n} user and the narwhal`).join('\n');
    home.draw(`08:00 user hello\n${talk(1)}`, { session_id: 'today', day: '2026-08-30' });
    home.draw(`08:00 user hello\n${talk(9)}`, { session_id: 'about-it', day: '2026-08-23' });
    home.draw(`08:00 user my narwhal\n${talk(1)}`, { session_id: 'titled', day: '2026-08-22' });
    home.draw(`08:00 user hello\n${talk(2)}`, { session_id: 'long-ago', day: '2025-08-01' });
    engine = startTestEngine(home);
    await engine.scanned({ with_text: true });
  });

  test('is that of relevance and age, or of age alone', async () => {
    expect(await order('narwhal')).toEqual(['titled', 'about-it', 'today', 'long-ago']);
    expect(await order('narwhal', { order: 'newest' })).toEqual(['today', 'about-it', 'titled', 'long-ago']);
  });
});

describe('the text index', () => {
  test('follows a file that is rewritten in place with the same size', async () => {
    const home = new TestHome();
    const text = sessionFromText('09:00 user A walrus for breakfast\n09:01 assistant yes');
    home.write('s-1.jsonl', text);
    const engine = startTestEngine(home);
    await engine.scanned({ with_text: true });
    home.write('s-1.jsonl', text.replace('walrus', 'ostric'), 300_000);
    await engine.scanned({ with_text: true });
    expect(valueOf(await engine.api.search({ q: 'walrus' })).total).toBe(0);
    const { hits } = valueOf(await engine.api.search({ q: 'ostric' }));
    expect(hits.map(plain)).toEqual(['A ostric for breakfast']);
  });

  test('follows a file that grows, and forgets one that is gone', async () => {
    const home = new TestHome();
    home.draw('09:00 user A walrus');
    const engine = startTestEngine(home);
    await engine.scanned({ with_text: true });
    home.append('s-1.jsonl', sessionFromText('10:00 user An ostrich', { ids: 'x' }), 400_000);
    const { bytes_read } = await engine.scanned({ with_text: true });
    expect(valueOf(await engine.api.search({ q: 'walrus' })).total).toBe(1);
    expect(valueOf(await engine.api.search({ q: 'ostrich' })).total).toBe(1);
    expect((await engine.scanned({ with_text: true })).bytes_read).toBe(bytes_read);
    fs.rmSync(home.fileOf('s-1.jsonl'));
    await engine.scanned({ with_text: true });
    expect(valueOf(await engine.api.search({ q: 'ostrich' })).total).toBe(0);
  });

  test('is filled by two threads at once, whatever ids the files have', async () => {
    const home = new TestHome();
    for (const n of [1, 2, 3, 4]) home.draw('09:00 user A walrus', { session_id: `s-${n}` });
    const engine = startTestEngine(home);
    await engine.api.pauseText({ is_paused: true });
    await engine.scanned();
    const rows = (database: string, sql: string) => {
      const db = new DatabaseSync(database, { readOnly: true });
      const found = db.prepare(sql).all();
      db.close();
      return found;
    };
    const even = rows(`${home.data_dir}/catalog.sqlite`, 'select session_id from files where id % 2 = 0');
    expect(even).toHaveLength(2);
    for (const { session_id } of even) fs.rmSync(home.fileOf(`${session_id}.jsonl`));
    await engine.scanned();
    await engine.api.pauseText({ is_paused: false });
    await vi.waitFor(async () => expect(valueOf(await engine.api.status({})).text_done).toBe(true), 20_000);
    expect([0, 1].map((shard) => rows(shardPath(home.data_dir, shard), 'select * from indexed').length)).toEqual([
      1, 1,
    ]);
  });

  test('does without a file on which its reader crashes, says so once, and tries again only when it changes', async () => {
    const home = new TestHome();
    home.draw('09:00 user A walrus', { session_id: 'index-ends' });
    home.draw('09:00 user Another walrus', { session_id: 'fine' });
    const engine = startTestEngine(home, { reader_url: threadModule('odd-reader') });
    const sentence = 'The text of 1 file could not be indexed: The reader stopped while reading the file.';
    expect((await engine.scanned({ with_text: true })).problems).toEqual([sentence]);
    const { bytes_read } = await engine.scanned({ with_text: true });
    expect(await engine.scanned({ with_text: true })).toMatchObject({
      problems: [sentence],
      bytes_read,
      text_done: true,
    });
    expect(valueOf(await engine.api.search({ q: 'another' })).total).toBe(1);
    expect(valueOf(await engine.api.sessions({})).total).toBe(2);
  });

  test('holds every other file after its reader has crashed on one, whatever that thread had not yet written', async () => {
    const home = new TestHome();
    home.draw('09:00 user hello\n09:01 assistant walrus', { session_id: 'index-ends' });
    for (const n of [1, 2, 3, 4])
      home.draw(`1${n}:00 user hello\n1${n}:01 assistant walrus`, { session_id: `before-${n}` });
    const engine = startTestEngine(home, { reader_url: threadModule('odd-reader') });
    await engine.scanned({ with_text: true });
    expect(valueOf(await engine.api.search({ q: 'walrus' })).total).toBe(4);
  });

  test('rests when the person says so, is searched as far as it has come, and goes on', async () => {
    const home = new TestHome();
    home.draw('09:00 user A walrus', { session_id: 'first' });
    const engine = startTestEngine(home);
    await engine.scanned({ with_text: true });
    expect(valueOf(await engine.api.pauseText({ is_paused: true })).text_paused).toBe(true);
    home.draw('09:00 user hello\n09:01 user An ostrich', { session_id: 'second' });
    const resting = await engine.scanned({ with_text: true });
    expect(resting).toMatchObject({ phase: 'idle', text_paused: true, text_done: false });
    expect(resting.sessions_total - resting.sessions_done).toBe(1);
    expect(valueOf(await engine.api.search({ q: 'walrus' })).total).toBe(1);
    expect(valueOf(await engine.api.search({ q: 'ostrich' })).total).toBe(0);
    expect(valueOf(await engine.api.pauseText({ is_paused: false })).text_paused).toBe(false);
    await vi.waitFor(async () => expect(valueOf(await engine.api.status({})).text_done).toBe(true), 20_000);
    expect(valueOf(await engine.api.search({ q: 'ostrich' })).total).toBe(1);
  });

  test('answers from a catalog alone while there is none yet', async () => {
    const home = new TestHome();
    home.draw('09:00 user A walrus\n09:01 assistant Hidden word');
    const engine = await scannedEngine(home);
    const { hits } = valueOf(await engine.api.search({ q: 'walrus' }));
    expect(hits.map((hit) => hit.field)).toEqual(['title']);
  });
});
