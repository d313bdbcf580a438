import { anything, assert, asyncProperty, constantFrom, jsonValue, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { methodNames } from '../../src/contract/methods.ts';
import { ok } from '../../src/contract/result.ts';
import { serveBridge } from '../../src/main/bridge.ts';
import { checkedCalls, mostInputSize, mostReplySize } from '../../src/main/checked-call.ts';
import { sizeOfPlainData } from '../../src/main/plain-data.ts';
import { isTrustedSender, type SenderFacts } from '../../src/main/sender.ts';
import { channels } from '../../src/rpc/desktop-bridge.ts';
import { fakeEngine, oneSession } from '../helpers/small-engine.ts';
import { fakeElectron } from './fake-electron.ts';

const origin = 'app://bundle';
const frame = { detached: false, origin, parent: null, url: 'app://bundle/index.html' };
const sender = { id: 7, isDestroyed: () => false };
const trusted: SenderFacts = { sender, senderFrame: frame };
const isOurs = (id: number): boolean => id === 7;

const input = (name: string): Record<string, unknown> =>
  ({
    session: { session_id: 'aaaa1111' },
    outline: { session_id: 'aaaa1111' },
    timeline: { session_id: 'aaaa1111' },
    contextAutopsy: { session_id: 'aaaa1111' },
    messages: { session_id: 'aaaa1111' },
    blockText: { session_id: 'aaaa1111', block_id: 'b1' },
    image: { session_id: 'aaaa1111', block_id: 'b1' },
    beginExport: { session_id: 'aaaa1111' },
    exportPart: { export_id: 'e1' },
    find: { session_id: 'aaaa1111', q: 'x' },
    raw: { session_id: 'aaaa1111' },
    files: { session_id: 'aaaa1111' },
    fileHistory: { session_id: 'aaaa1111', path: '/a.ts' },
    fileSessions: { path: '/a.ts' },
    search: { q: 'login' },
    saveSettings: { level: 'private', extra_words: [] },
    saveMarks: { session_id: 's', is_pinned: true },
    saveSearches: { searches: [] },
    importMarks: { marks: { version: 1, sessions: [], searches: [] } },
    forgetSession: { session_id: 'aaaa1111' },
    pauseText: { is_paused: true },
    showSamples: { is_shown: true },
    redactText: { text: 'password=abc' },
  })[name] ?? {};

const strangers: [who: string, event: SenderFacts][] = [
  ['a frame that is gone', { sender, senderFrame: null }],
  ['a detached frame', { sender, senderFrame: { ...frame, detached: true } }],
  ['a frame in the page', { sender, senderFrame: { ...frame, parent: frame } }],
  ['another origin', { sender, senderFrame: { ...frame, origin: 'https://evil.example' } }],
  ['an origin that begins like ours', { sender, senderFrame: { ...frame, origin: 'app://bundle.evil' } }],
  ['our host in another scheme', { sender, senderFrame: { ...frame, origin: 'http://bundle' } }],
  ['an opaque origin', { sender, senderFrame: { ...frame, origin: 'null' } }],
  ['an empty origin', { sender, senderFrame: { ...frame, origin: '' } }],
  ['about:blank, which inherits our origin', { sender, senderFrame: { ...frame, url: 'about:blank' } }],
  ['about:srcdoc', { sender, senderFrame: { ...frame, url: 'about:srcdoc' } }],
  ['a blob page', { sender, senderFrame: { ...frame, url: 'blob:app://bundle/1' } }],
  ['no address', { sender, senderFrame: { ...frame, url: '' } }],
  ['unknown contents', { sender: { ...sender, id: 8 }, senderFrame: frame }],
  ['contents that are gone', { sender: { ...sender, isDestroyed: () => true }, senderFrame: frame }],
];

describe('who is answered', () => {
  test('the page of our window', () => expect(isTrustedSender(trusted, origin, isOurs)).toBe(true));

  test.each(strangers)('not %s', (_who, event) => expect(isTrustedSender(event, origin, isOurs)).toBe(false));

  test.each(strangers)('not %s, on any channel, and nothing is called', async (_who, event) => {
    const fake = fakeElectron();
    const engine = fakeEngine();
    const links: unknown[] = [];
    const files: unknown[] = [];
    serveBridge({
      ipcMain: fake.electron.ipcMain,
      call: checkedCalls(engine.call, () => {}),
      openLink: async (url) => {
        links.push(url);
        return ok({ opened: true });
      },
      saveFile: async (name) => {
        files.push(name);
        return ok({ saved: true });
      },
      isOurs,
    });
    const { call, openLink, saveFile } = channels;
    expect(Object.keys(fake.ipc).toSorted()).toEqual([call, openLink, saveFile].toSorted());
    for (const handler of Object.values(fake.ipc)) {
      expect(await handler(event, 'status', {})).toMatchObject({ ok: false, error: { code: 'unauthorized' } });
    }
    expect([engine.calls, links, files]).toEqual([[], [], []]);
  });

  test('the sender is looked at before anything is waited for', () => {
    const fake = fakeElectron();
    serveBridge({
      ipcMain: fake.electron.ipcMain,
      call: async () => ok(1),
      openLink: async () => ok({ opened: true }),
      saveFile: async () => ok({ saved: true }),
      isOurs,
    });
    const answer = fake.ipc[channels.call]?.({ sender, senderFrame: null }, 'status', {});
    expect(answer).toMatchObject({ ok: false });
  });
});

describe('what is carried', () => {
  test.each(methodNames)('%s', async (name) => {
    const engine = fakeEngine();
    const bugs: unknown[] = [];
    const result = await checkedCalls(engine.call, (bug) => bugs.push(bug))(name, input(name));
    expect(result.ok).toBe(true);
    expect([engine.calls.length, bugs]).toEqual([1, []]);
  });

  test.each(['nothing', '', 'constructor', '__proto__', 'toString', 'rearview:call', 42, null, undefined, {}])(
    'no method is named %j',
    async (name) => {
      const engine = fakeEngine();
      const result = await checkedCalls(engine.call, () => {})(name, {});
      expect(result).toMatchObject({ ok: false, error: { code: 'not_found' } });
      expect(engine.calls).toEqual([]);
    },
  );

  const cyclic: Record<string, unknown> = {};
  cyclic['self'] = cyclic;
  test.each([
    ['a string', 'x'],
    ['a number', 1],
    ['a list', []],
    ['a field it does not know', { source: 'all', path: '/etc/passwd' }],
    ['a cycle', { q: cyclic }],
    ['a date', { q: new Date(Number.NaN) }],
    ['a map', new Map([['q', 'x']])],
    ['a big integer', { limit: 5n }],
    ['a typed array', { q: new Uint8Array(10) }],
    ['not a number', { limit: Number.NaN }],
    ['a function', { q: () => 'x' }],
    ['an own __proto__', JSON.parse('{"__proto__":{"limit":1}}')],
    ['too much', { q: 'x'.repeat(mostInputSize) }],
    ['a value out of range', { limit: 100_000 }],
    ['too deep a nest', { q: JSON.parse('['.repeat(200) + ']'.repeat(200)) }],
  ])('%s is no input', async (_what, value) => {
    const engine = fakeEngine();
    const result = await checkedCalls(engine.call, () => {})('sessions', value);
    expect(result).toMatchObject({ ok: false, error: { code: 'bad_request' } });
    expect(engine.calls).toEqual([]);
  });

  test('a thousand made-up inputs are answered and none throws', async () => {
    const calls = checkedCalls(fakeEngine().call, () => {});
    await assert(
      asyncProperty(
        constantFrom(...methodNames),
        anything({ withBigInt: true, withDate: true, withMap: true }),
        async (name, value) => {
          const result = await calls(name, value);
          expect(typeof result.ok).toBe('boolean');
        },
      ),
      { numRuns: 1000 },
    );
  });

  test('a reply that is too large is refused', async () => {
    const engine = fakeEngine({ image: () => ok({ media_type: 'image/png', base64: 'A'.repeat(mostReplySize) }) });
    const result = await checkedCalls(engine.call, () => {})('image', input('image'));
    expect(result).toMatchObject({ ok: false, error: { code: 'too_large' } });
  });

  test('a reply of another shape is a bug, and is not passed on', async () => {
    const bugs: unknown[] = [];
    const engine = fakeEngine({ status: () => ok({ phase: 'sleeping' } as never) });
    const result = await checkedCalls(engine.call, (bug) => bugs.push(bug))('status', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(bugs).toHaveLength(1);
  });

  test('fields that the contract does not know do not pass', async () => {
    const page = { total: 1, next_offset: null, source: 'all', source_status: 'available' as const, source_path: null };
    const sessions = [{ ...oneSession, raw_line: 'secret' }];
    const engine = fakeEngine({ sessions: () => ok({ ...page, sessions, last_scanned_at: null }) });
    const result = await checkedCalls(engine.call, () => {})('sessions', {});
    expect(result.ok).toBe(true);
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  test('an engine that breaks is an internal error without its words', async () => {
    const bugs: unknown[] = [];
    const calls = checkedCalls(
      () => Promise.reject(new Error('secret')),
      (bug) => bugs.push(bug),
    );
    const result = await calls('status', {});
    expect(result).toMatchObject({ ok: false, error: { code: 'internal' } });
    expect(JSON.stringify(result)).not.toContain('secret');
    expect(bugs).toHaveLength(1);
  });

  test('when 256 calls wait, the next one is told to come back', async () => {
    const { promise: gate, resolve: release } = Promise.withResolvers<void>();
    const calls = checkedCalls(
      async () => {
        await gate;
        return fakeEngine().api.status({});
      },
      () => {},
    );
    const waiting = Array.from({ length: 256 }, () => calls('status', {}));
    expect(await calls('status', {})).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    release();
    expect((await Promise.all(waiting)).every((result) => result.ok)).toBe(true);
    expect((await calls('status', {})).ok).toBe(true);
  });
});

describe('the size of plain data', () => {
  test('is never less than its text', () => {
    assert(
      property(jsonValue({ maxDepth: 8 }), (value) => {
        const size = sizeOfPlainData(value, Number.POSITIVE_INFINITY) ?? 0;
        const strings = JSON.stringify(value).replaceAll(/[^a-z]/g, '').length;
        expect(size).toBeGreaterThan(0);
        expect(size * 8).toBeGreaterThanOrEqual(strings);
      }),
    );
  });

  test('is not asked of a getter', () => {
    let asked = 0;
    class Trap {
      get text(): string {
        asked += 1;
        return 'x';
      }
    }
    expect(sizeOfPlainData({ trap: new Trap() }, 1000)).toBeNull();
    expect(asked).toBe(0);
  });
});
