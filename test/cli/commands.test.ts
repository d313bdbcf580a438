import { describe, expect, test } from 'vitest';
import { methodNames } from '../../src/contract/methods.ts';
import { fail, ok } from '../../src/contract/result.ts';
import { fakeEngine, idleStatus, oneSession } from '../helpers/small-engine.ts';
import { runCli } from './run-cli.ts';

const methodsCalled = (run: { engine: { calls: { method: string }[] } }): string[] =>
  run.engine.calls.map((call) => call.method);

describe('commands that answer from the catalog', () => {
  test.each([['sources'], ['list'], ['stats'], ['show', 'aaaa1111'], ['search', 'login']])(
    '%s looks at the disk first',
    async (...args) => {
      const run = await runCli(args);
      expect(run.code).toBe(0);
      expect(methodsCalled(run)[0]).toBe('scan');
    },
  );

  test.each([['sources'], ['list'], ['stats'], ['show', 'aaaa1111'], ['search', 'login']])(
    '%s does not with --no-scan',
    async (...args) => {
      const run = await runCli([...args, '--no-scan']);
      expect(run.code).toBe(0);
      expect(methodsCalled(run)).not.toContain('scan');
    },
  );

  test.each([['sources'], ['list'], ['stats'], ['show', 'aaaa1111'], ['search', 'login'], ['scan']])(
    '%s --json prints one JSON document and nothing else',
    async (...args) => {
      const run = await runCli([...args, '--json'], { columns: 80 });
      expect([run.code, run.notes]).toEqual([0, '']);
      expect(typeof JSON.parse(run.out)).toBe('object');
    },
  );
});

test('sources: one aligned row each, then what there is to say', async () => {
  const run = await runCli(['sources']);
  const [head = '', alpha = '', beta = ''] = run.out.split('\n');
  expect(head).toMatch(/^Source +Id +Status +Sessions +Messages +Size +Last activity +Folder$/);
  expect(alpha.indexOf('available')).toBe(head.indexOf('Status'));
  expect(beta).toContain('4.0 KiB');
});

test('sources: one that cannot be read says why and what to do', async () => {
  const usual = await fakeEngine().api.sources({});
  const cards = usual.ok ? usual.value.sources : [];
  const absent = {
    ...cards[0]!,
    source_status: 'not_found' as const,
    status_reason: 'Nothing is there.',
    setup_hint: 'Set X.',
  };
  const run = await runCli(['sources'], { engine: fakeEngine({ sources: () => ok({ sources: [absent] }) }) });
  expect(run.out).toContain('not found');
  expect(run.out).toContain('Alpha: Nothing is there. Set X.');
});

describe('list', () => {
  test('passes on what it was asked, words as q', async () => {
    const run = await runCli(
      'list login test -s alpha -n 5 --offset 5 --sort cost --has error --from 2026-08-01'.split(' '),
    );
    expect(run.code).toBe(0);
    expect(run.engine.calls.at(-1)).toEqual({
      method: 'sessions',
      input: {
        source: 'alpha_agent',
        q: 'login test',
        limit: '5',
        offset: '5',
        sort: 'cost',
        has: 'error',
        from: '2026-08-01',
      },
    });
  });

  test('shows a row for each session and says how many there are', async () => {
    const run = await runCli(['list']);
    expect(run.out).toMatch(/Alpha +site +Fix the login test +3 +1 +0 +1,500 +\$0\.25 +aaaa1111/);
    expect(run.out).toContain('1 of 1 session.');
  });

  test('says where to look when there are none', async () => {
    const run = await runCli(['list', 'nowhere']);
    expect(run.out).toBe('No sessions were found. `rearview sources` says where was looked.\n');
  });

  test('names the next page', async () => {
    const page = { next_offset: 50, total: 99, source: 'all', source_status: 'available' as const, source_path: null };
    const engine = fakeEngine({ sessions: () => ok({ ...page, sessions: [oneSession], last_scanned_at: null }) });
    expect((await runCli(['list'], { engine })).out).toContain(
      '1 of 99 sessions. The next page begins with --offset 50.',
    );
  });

  test('shows unknown figures as unknown and not as 0', async () => {
    const unknown = { ...oneSession, cost_usd: null, last_message_at: null, project_dir: null };
    const page = { next_offset: null, total: 1, source: 'all', source_status: 'available' as const, source_path: null };
    const engine = fakeEngine({ sessions: () => ok({ ...page, sessions: [unknown], last_scanned_at: null }) });
    const [, row = ''] = (await runCli(['list'], { engine })).out.split('\n');
    expect(row).toMatch(/^– +Alpha +– .* – +aaaa1111$/);
  });

  test('fits the terminal by cutting the title', async () => {
    const long = { ...oneSession, title: 'A very long title '.repeat(20) };
    const page = { next_offset: null, total: 1, source: 'all', source_status: 'available' as const, source_path: null };
    const engine = fakeEngine({ sessions: () => ok({ ...page, sessions: [long], last_scanned_at: null }) });
    const lines = (await runCli(['list'], { engine, columns: 120 })).out.split('\n');
    expect(lines.every((line) => line.length <= 120)).toBe(true);
    expect(lines[1]).toContain('…');
    expect((await runCli(['list'], { engine })).out).toContain(long.title.trim());
  });
});

describe('show', () => {
  test('prints the figures and the messages', async () => {
    const run = await runCli(['show', 'aaaa1111']);
    expect(run.out).toContain('Fix the login test\n  Id         aaaa1111\n  Source     Alpha\n');
    expect(run.out).toContain('  Cost       $0.25 (estimated)\n');
    expect(run.out).toMatch(/── user, 2026-08-01 \d\d:\d\d\nFix the login test\n/);
  });

  test('with --json gives the session and its page of messages', async () => {
    const run = await runCli(['show', 'aaaa1111', '--json', '-n', '1']);
    expect(JSON.parse(run.out)).toMatchObject({
      session: { session_id: 'aaaa1111' },
      messages: [{}],
      total: 1,
      next_offset: null,
    });
    expect(run.engine.calls.at(-1)?.input).toEqual({ source: 'alpha_agent', session_id: 'aaaa1111', limit: '1' });
  });

  test('takes the beginning of an id', async () => {
    const run = await runCli(['show', 'aaaa']);
    expect([run.code, run.out.includes('aaaa1111')]).toEqual([0, true]);
  });

  test('does not guess between two', async () => {
    const twin = { ...oneSession, session_id: 'aaaa2222' };
    const page = { next_offset: null, total: 2, source: 'all', source_status: 'available' as const, source_path: null };
    const engine = fakeEngine({ sessions: () => ok({ ...page, sessions: [oneSession, twin], last_scanned_at: null }) });
    const run = await runCli(['show', 'aaaa'], { engine });
    expect(run).toMatchObject({ code: 2, out: '', notes: '2 sessions begin with aaaa. Give more of the id.\n' });
  });

  test('says so when there is none', async () => {
    const run = await runCli(['show', 'unknown']);
    expect(run).toMatchObject({ code: 1, out: '', notes: 'This session is not known. Rescan the source.\n' });
  });
});

describe('search', () => {
  test('waits for the text index, then asks for all words', async () => {
    let asked = 0;
    const engine = fakeEngine({
      scan: () => ok({ ...idleStatus, phase: 'text', text_done: false }),
      status: () => {
        asked += 1;
        return ok({ ...idleStatus, phase: 'text', text_done: asked >= 2 });
      },
    });
    const run = await runCli(['search', 'login', 'test'], { engine });
    expect(asked).toBe(2);
    expect(engine.calls.at(-1)).toEqual({ method: 'search', input: { q: 'login test', source: 'all' } });
    expect(run.out).toContain('Fix the login test  (alpha_agent aaaa1111)');
    expect(run.out).toContain('please login test it');
    expect(run.out).toContain('1 message in 1 session.');
  });

  test('does not wait for an index that nobody builds', async () => {
    const engine = fakeEngine({
      scan: () => ok({ ...idleStatus, text_done: false }),
      status: () => ok({ ...idleStatus, text_done: false }),
    });
    expect((await runCli(['search', 'login'], { engine })).code).toBe(0);
  });

  test('marks matches on a terminal only, and not where colours are unwanted', async () => {
    expect((await runCli(['search', 'login'], { columns: 80 })).out).toContain('please \u001B[1mlogin\u001B[22m it');
    const quiet = await runCli(['search', 'login'], { columns: 80, environment: { NO_COLOR: '1' } });
    expect(quiet.out).toContain('please login it');
    expect((await runCli(['search', 'login', '--json'])).out).toContain('\uE000login\uE001');
  });
});

test('stats: totals, models, projects and tools', async () => {
  const run = await runCli(['stats', '-d', '7', '-s', 'beta']);
  expect(run.out).toContain('The last 7 days. Prices as of 2026-08-01.');
  expect(run.out).toMatch(/model-a +1 +2 +1,200 +0 +0 +300 +\$0\.25\nTotal +1 +2/);
  expect(run.out).toMatch(/Bash +2 +1 +0/);
  const inputs = run.engine.calls.slice(-2).map((call) => call.input);
  expect(inputs).toEqual([
    { days: '7', source: 'beta_agent' },
    { days: '7', source: 'beta_agent' },
  ]);
});

const textPending = () =>
  fakeEngine({ scan: () => ok({ ...idleStatus, phase: 'text', text_done: false }), status: () => ok(idleStatus) });

describe('scan', () => {
  test('waits for the text index unless told not to', async () => {
    expect(methodsCalled(await runCli(['scan'], { engine: textPending() }))).toEqual(['scan', 'status']);
    expect(methodsCalled(await runCli(['scan', '--catalog-only'], { engine: textPending() }))).toEqual(['scan']);
  });

  test('shows progress to a person who watches, and clears it', async () => {
    const engine = fakeEngine();
    engine.api = {
      ...engine.api,
      scan: async () => {
        engine.send({
          type: 'status',
          status: { ...idleStatus, phase: 'catalog', bytes_done: 512, bytes_total: 2048 },
        });
        return ok(idleStatus);
      },
    };
    const watched = await runCli(['scan'], { engine, is_watched: true });
    expect(watched.notes).toBe('\r\u001B[KReading sessions: 25 % (2 of 2 sessions, 512 B of 2.0 KiB)\r\u001B[K');
    expect(engine.listener_count()).toBe(0);
    expect((await runCli(['scan'], { engine })).notes).toBe('');
  });

  test('prints what could not be done', async () => {
    const engine = fakeEngine({ scan: () => ok({ ...idleStatus, problems: ['The data folder is not writable.'] }) });
    expect((await runCli(['scan'], { engine })).out).toContain('\nThe data folder is not writable.\n');
  });
});

describe('call', () => {
  const inputs: Record<string, object> = {
    session: { session_id: 'aaaa1111' },
    outline: { session_id: 'aaaa1111' },
    timeline: { session_id: 'aaaa1111' },
    contextAutopsy: { session_id: 'aaaa1111' },
    messages: { session_id: 'aaaa1111' },
    blockText: { session_id: 'aaaa1111', block_id: 'b1' },
    image: { session_id: 'aaaa1111', block_id: 'b1' },
    find: { session_id: 'aaaa1111', q: 'x' },
    beginExport: { session_id: 'aaaa1111' },
    exportPart: { export_id: 'e1' },
    raw: { session_id: 'aaaa1111' },
    files: { session_id: 'aaaa1111' },
    fileHistory: { session_id: 'aaaa1111', path: '/a.ts' },
    fileSessions: { path: '/a.ts' },
    search: { q: 'x' },
    saveSettings: { level: 'private', extra_words: [] },
    saveMarks: { session_id: 'aaaa1111', is_pinned: true },
    saveSearches: { searches: [] },
    importMarks: { marks: { version: 1, sessions: [], searches: [] } },
    forgetSession: { session_id: 'aaaa1111' },
    pauseText: { is_paused: true },
    showSamples: { is_shown: true },
    redactText: { text: 'x' },
  };

  test.each(methodNames)('reaches %s', async (name) => {
    const run = await runCli(['call', name, JSON.stringify(inputs[name] ?? {})]);
    expect([run.code, run.notes, methodsCalled(run)]).toEqual([0, '', [name]]);
    expect(typeof JSON.parse(run.out)).toBe('object');
  });

  test('reads its input from stdin when told so', async () => {
    const run = await runCli(['call', 'session', '-'], { stdin: '{"session_id":"aaaa1111"}' });
    expect([run.code, run.engine.calls]).toEqual([0, [{ method: 'session', input: { session_id: 'aaaa1111' } }]]);
  });

  test('a failure of the method is exit code 1', async () => {
    const engine = fakeEngine({ status: () => fail('unavailable', 'Not now.') });
    expect(await runCli(['call', 'status'], { engine })).toMatchObject({ code: 1, out: '', notes: 'Not now.\n' });
  });
});

describe('serve', () => {
  test('prints the address with the token, opens it, and stops when interrupted', async () => {
    let answered = 0;
    const run = await runCli(['serve', '--token', 'a b&c'], {
      whileServing: async (out) => {
        const url = new URL(/http:\S+/.exec(out)?.[0] ?? '');
        const page = await fetch(url);
        const status = await fetch(new URL('/api/v1/agent-sessions/status', url), {
          headers: { authorization: 'Bearer a b&c' },
        });
        if (page.ok && status.ok) answered += 1;
      },
    });
    expect([run.code, answered]).toEqual([0, 1]);
    expect(run.out).toMatch(/^Rearview is at http:\/\/127\.0\.0\.1:\d+\/#token=a%20b%26c\n$/);
    expect(run.opened).toEqual([run.out.slice('Rearview is at '.length, -1)]);
    await expect(fetch(run.opened[0] ?? '')).rejects.toThrow();
  });

  test('takes the token of the environment, else makes one; an empty one counts as none', async () => {
    const named = await runCli(['serve', '--no-open'], { environment: { REARVIEW_TOKEN: 'from-outside' } });
    expect(named.out).toContain('#token=from-outside\n');
    expect(named.opened).toEqual([]);
    const made = await Promise.all(
      ['', '--token='].map((option) =>
        runCli(['serve', '--no-open', ...(option ? [option] : [])], { environment: { REARVIEW_TOKEN: '' } }),
      ),
    );
    const tokens = made.map((run) => /#token=(.+)\n/.exec(run.out)?.[1] ?? '');
    expect(tokens.every((token) => token.length === 22)).toBe(true);
    expect(new Set(tokens).size).toBe(2);
  });

  test('a port in use is a sentence and exit code 1', async () => {
    let second: Awaited<ReturnType<typeof runCli>> | null = null;
    await runCli(['serve', '--no-open'], {
      whileServing: async (out) => {
        const port = new URL(/http:\S+/.exec(out)?.[0] ?? '').port;
        second = await runCli(['serve', '--no-open', '--port', port]);
      },
    });
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second!.notes).toMatch(/^Port \d+ is in use by another program\. Give another one with --port\.\n$/);
  });
});

describe('redact', () => {
  const key = `sk-ant-api03-${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF'.repeat(3)}-AA`.slice(0, 108);

  test('hides secrets in a text and leaves the rest, without starting the engine', async () => {
    const run = await runCli(['redact'], { stdin: `hello\nANTHROPIC_API_KEY=${key}\nbye\u200B` });
    expect([run.code, run.used_engine]).toEqual([0, false]);
    expect(run.out).toMatch(/^hello\nANTHROPIC_API_KEY=\[REDACTED:[a-z0-9-]+:[0-9a-f]{6}\]\nbye\u200B$/);
  });

  test('with --jsonl each line is a text, wherever the stream was cut', async () => {
    const lines = [`key ${key}`, 'plain \u2028 text', ''].map((line) => JSON.stringify(line)).join('\n');
    const bytes = Buffer.from(`${lines}\n`);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, at) => bytes.subarray(at * 7, at * 7 + 7));
    const run = await runCli(['redact', '--jsonl'], { stdin: pieces });
    const texts = run.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as string);
    expect(texts).toEqual([expect.stringMatching(/^key \[REDACTED:/), 'plain \u2028 text', '']);
  });

  test('equal secrets have equal marks within a run, and other ones in the next', async () => {
    const stdin = `${JSON.stringify(key)}\n${JSON.stringify(`again ${key}`)}\n`;
    const marks = async (): Promise<string[]> =>
      [...(await runCli(['redact', '--jsonl'], { stdin })).out.matchAll(/:([0-9a-f]{6})\]/g)].map(
        (match) => match[1] ?? '',
      );
    const [one, other] = [await marks(), await marks()];
    expect([one.length, one[0] === one[1], one[0] === other[0]]).toEqual([2, true, false]);
  });

  test('what is no JSON string is an error that names the line', async () => {
    const run = await runCli(['redact', '--jsonl'], { stdin: '"a"\n{"b":1}\n"c"\n' });
    expect(run).toMatchObject({ code: 1, out: '"a"\n', notes: 'Line 2 is not a JSON string.\n' });
  });
});
