import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { methods } from '../../src/contract/methods.ts';
import { errorOf, scannedEngine, type TestEngine, TestHome, valueOf } from './running-engine.ts';

const source = 'claude_code';
const of = (session_id: string) => ({ source, session_id });

/** Five sessions, one an hour. */
async function fiveSessions(): Promise<{ home: TestHome; engine: TestEngine }> {
  const home = new TestHome();
  for (let n = 1; n <= 5; n++) home.draw(`0${n}:00 user task ${n}`, { session_id: `s-${n}` });
  return { home, engine: await scannedEngine(home) };
}

type Query = Parameters<TestEngine['api']['sessions']>[0];
const titles = async (engine: TestEngine, query: Query = {}): Promise<string[]> =>
  valueOf(await engine.api.sessions(query)).sessions.map(({ title }) => title);

describe('what the person puts on a session', () => {
  test('is shown with it, found by, outlives a rebuild, and is for the owner alone', async () => {
    const { home, engine } = await fiveSessions();
    const logs = home.snapshot();
    const saved = valueOf(
      await engine.api.saveMarks({ ...of('s-2'), title: 'My own title', tags: ['later', 'later'], note: 'ask Ann' }),
    );
    expect(saved.marks).toMatchObject({ title: 'My own title', tags: ['later'], is_pinned: false });
    expect(engine.events).toContainEqual({ type: 'changed', sessions: [of('s-2')] });
    for (const query of [{ tag: 'LATER' }, { is: 'noted' }, { q: 'own TITLE' }, { q: 'ann' }] as const)
      expect(await titles(engine, query)).toEqual(['My own title']);
    expect(valueOf(await engine.api.session(of('s-2'))).session).toMatchObject({ title: 'My own title', marks: saved.marks });
    valueOf(await engine.api.rebuild({}));
    await engine.scanned();
    expect(await titles(engine, { tag: 'later' })).toEqual(['My own title']);
    expect(fs.statSync(path.join(home.data_dir, 'marks.json')).mode & 0o777).toBe(0o600);
    expect(home.snapshot()).toEqual(logs);
    await engine.stop();
    const next = await scannedEngine(home);
    valueOf(await next.api.saveMarks({ ...of('s-2'), title: null, tags: [], note: null }));
    expect(valueOf(await next.api.marks({})).sessions).toEqual([]);
    expect(await titles(next, { q: 'task 2' })).toEqual(['task 2']);
  }); // prettier-ignore

  test('keeps pins first on every page and in every order, and counts each session once', async () => {
    const { engine } = await fiveSessions();
    for (const id of ['s-2', 's-4']) valueOf(await engine.api.saveMarks({ ...of(id), is_pinned: true }));
    expect(await titles(engine)).toEqual([5, 4, 3, 2, 1].map((n) => `task ${n}`));
    const pages = [0, 1, 2, 3, 4].map((offset) => titles(engine, { pins: 'first', offset, limit: 1 }));
    expect((await Promise.all(pages)).flat()).toEqual([4, 2, 5, 3, 1].map((n) => `task ${n}`));
    expect(await titles(engine, { pins: 'first', sort: 'oldest', limit: 3 })).toEqual(['task 2', 'task 4', 'task 1']);
    expect(await titles(engine, { pins: 'first', q: 'task 4' })).toEqual(['task 4']);
    expect(await titles(engine, { is: 'pinned' })).toEqual(['task 4', 'task 2']);
    expect(valueOf(await engine.api.sessions({ pins: 'first', limit: 1 })).total).toBe(5);
  });

  test('leaves hidden sessions out of lists, and not out of figures', async () => {
    const { engine } = await fiveSessions();
    const before = valueOf(await engine.api.usageAnalytics({ days: 'all' }));
    valueOf(await engine.api.saveMarks({ ...of('s-3'), is_hidden: true }));
    expect(await titles(engine)).not.toContain('task 3');
    expect(await titles(engine, { is: 'hidden' })).toEqual(['task 3']);
    expect(valueOf(await engine.api.session(of('s-3'))).session.marks?.is_hidden).toBe(true);
    expect(valueOf(await engine.api.usageAnalytics({ days: 'all' }))).toEqual(before);
  });

  test('goes through the rules of redaction, on disk too', async () => {
    const { home, engine } = await fiveSessions();
    const token = ['ghp', 'q7Rz2Lw9TnB4xVk8Yd3Hs6Jf1Gm5Pc0AeUiW'].join('_');
    valueOf(await engine.api.saveMarks({ ...of('s-1'), note: `token ${token}`, title: `the ${token}` }));
    const marks = JSON.stringify(valueOf(await engine.api.marks({})));
    expect(marks).toContain('[REDACTED:');
    expect(marks + fs.readFileSync(path.join(home.data_dir, 'marks.json'), 'utf8')).not.toContain(token);
  });

  test('is refused for a session that is not there, and for words that are no tags', async () => {
    const { engine } = await fiveSessions();
    expect(errorOf(await engine.api.saveMarks({ ...of('s-9'), is_pinned: true })).code).toBe('not_found');
    for (const tags of [['two words'], [''], ['a"b'], ['x'.repeat(41)]])
      expect(errorOf(await engine.call('saveMarks', { ...of('s-1'), tags })).code).toBe('bad_request');
  });
});

describe('marks on their way', () => {
  test('are taken over by another machine when they are new or were changed later', async () => {
    const { engine } = await fiveSessions();
    valueOf(await engine.api.saveMarks({ ...of('s-1'), tags: ['mine'] }));
    valueOf(await engine.api.saveSearches({ searches: [{ name: 'Errors', place: 'sessions', q: 'has:error' }] }));
    const file = valueOf(await engine.api.marks({}));
    expect(methods.marks.output.parse(file)).toEqual(file);
    const other = await fiveSessions();
    valueOf(await other.engine.api.saveMarks({ ...of('s-1'), tags: ['theirs, later'.replace(', ', '-')] }));
    valueOf(await other.engine.api.saveSearches({ searches: file.searches }));
    const older = { ...file.sessions[0]!, session_id: 's-2' };
    const answer = valueOf(
      await other.engine.api.importMarks({ marks: { ...file, sessions: [...file.sessions, older] } }),
    );
    expect(answer).toEqual({ taken: 1, kept: 1, searches: 0 });
    expect(await titles(other.engine, { tag: 'theirs-later' })).toEqual(['task 1']);
    expect(await titles(other.engine, { tag: 'mine' })).toEqual(['task 2']);
  });

  test('that another process writes are seen at once', async () => {
    const { home, engine } = await fiveSessions();
    const other = await scannedEngine(home);
    valueOf(await other.api.saveMarks({ ...of('s-5'), is_pinned: true }));
    expect(await titles(engine, { is: 'pinned' })).toEqual(['task 5']);
    valueOf(await engine.api.saveMarks({ ...of('s-4'), is_pinned: true }));
    expect(await titles(other, { is: 'pinned' })).toEqual(['task 5', 'task 4']);
  });

  test('in a file that cannot be understood are left alone', async () => {
    const home = new TestHome();
    fs.mkdirSync(home.data_dir, { mode: 0o700 });
    const file = path.join(home.data_dir, 'marks.json');
    fs.writeFileSync(file, '{"version":2}');
    home.draw('09:00 user hello');
    const engine = await scannedEngine(home);
    expect(valueOf(await engine.api.marks({})).sessions).toEqual([]);
    expect(errorOf(await engine.api.saveMarks({ ...of('s-1'), is_pinned: true })).code).toBe('unavailable');
    expect(fs.readFileSync(file, 'utf8')).toBe('{"version":2}');
  });
});
