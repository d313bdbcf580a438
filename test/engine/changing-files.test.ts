import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Session } from '../../src/contract/session.ts';
import { linesFromText, sessionFromText } from './claude-log.ts';
import {
  allMessages,
  errorOf,
  everythingIn,
  scannedEngine,
  TestHome,
  type TestEngine,
  valueOf,
} from './running-engine.ts';

const home = new TestHome(afterAll);
let engine: TestEngine;
beforeAll(async () => {
  home.draw('09:00 user A neighbour that stays as it is', { session_id: 'neighbour' });
  engine = await scannedEngine(home);
});

/** A session's drawing; ids of calls are its own. */
const morning = (id: string): string => `
  09:00:00 user Fix the login test
  09:00:05 calls ${id}-1 Bash npm test
  09:00:09 fails ${id}-1 Exit code 1
  09:00:20 calls ${id}-2 Edit /home/dev/site/login.ts
  09:00:21 returns ${id}-2 done
  09:01:00 assistant It is fixed.
  09:30:00 user Now the docs
  09:30:10 assistant Written.
`;

/** Puts a session into the home of the running engine, and has it read and shown. */
async function known(session_id: string, text = sessionFromText(morning(session_id), { session_id })): Promise<string> {
  home.write(`${session_id}.jsonl`, text);
  await engine.scanned({ with_text: true });
  await engine.api.messages({ session_id });
  return text;
}

const sessionOf = async (session_id: string): Promise<Session> =>
  valueOf(await engine.api.session({ session_id })).session;

/** Changes a log that the engine knows, and gives the bytes that were read for it. */
async function readFor(change: () => void): Promise<number> {
  const { bytes_read } = await engine.scanned({ with_text: true });
  change();
  return (await engine.scanned()).bytes_read - bytes_read;
}

const sizeOf = (session_id: string): number => fs.statSync(home.fileOf(`${session_id}.jsonl`)).size;

describe('a file that changes', () => {
  test('from empty to written to empty is a session while something stands in it, and is never gone', async () => {
    const listed = async () =>
      valueOf(await engine.api.sessions({ limit: 1000 })).sessions.map(({ session_id }) => session_id);
    home.write('hollow.jsonl', '');
    await engine.scanned();
    expect(await listed()).not.toContain('hollow');
    await known('hollow');
    expect(await listed()).toContain('hollow');
    home.write('hollow.jsonl', '', 1000);
    await engine.scanned();
    expect(await listed()).not.toContain('hollow');
    expect(errorOf(await engine.api.session({ session_id: 'hollow' })).code).toBe('not_found');
    expect(valueOf(await engine.api.status({})).problems).toEqual([]);
  });

  test('by growing is read from where the last reading ended', async () => {
    const lines = linesFromText(morning('grow'), { session_id: 'grow' });
    await known('grow', lines.slice(0, 5).join('\n') + '\n');
    const tail = lines.slice(5).join('\n') + '\n';
    expect(await readFor(() => home.append('grow.jsonl', tail))).toBe(Buffer.byteLength(tail));
    expect(await sessionOf('grow')).toMatchObject({ message_count: 6, user_message_count: 2, active_ms: 70_000 });
  });

  test('in any steps, in the middle of lines and characters, ends with all of its lines', async () => {
    const drawing = `${morning('steps')}\n09:40 user höhe 🙂`;
    const end = sessionFromText('09:50 user End', { session_id: 'steps', ids: 'late' });
    const bytes = Buffer.from(`${sessionFromText(drawing, { session_id: 'steps' })}\n\n${end}`);
    home.write('steps.jsonl', '');
    let steps = 0;
    for (let at = 0; at < bytes.length; steps++) {
      const next = Math.min(bytes.length, at + [61, 300, 7, 1, 977][steps % 5]!);
      fs.appendFileSync(home.fileOf('steps.jsonl'), bytes.subarray(at, next));
      home.age('steps.jsonl', 500_000 - steps * 3000);
      at = next;
      await engine.scanned();
      if (steps % 4 === 0) await engine.api.messages({ session_id: 'steps' });
    }
    expect(steps).toBeGreaterThan(5);
    expect(await sessionOf('steps')).toMatchObject({ user_message_count: 4, message_count: 8, problem_count: 0 });
    expect((await allMessages(engine, { session_id: 'steps' })).at(-2)!.blocks[0]).toMatchObject({ text: 'höhe 🙂' });
  });

  test('by getting shorter is read anew', async () => {
    await known('short');
    const other = sessionFromText('09:00 user Something else', { session_id: 'short' });
    expect(await readFor(() => home.write('short.jsonl', other, 300_000))).toBe(sizeOf('short'));
    expect(await sessionOf('short')).toMatchObject({ title: 'Something else', message_count: 1, tool_call_count: 0 });
  });

  test('by being replaced by another file is read anew, even when that one is longer', async () => {
    await known('replaced');
    const longer = sessionFromText(`${morning('replaced')}\n10:00 user And more`, { session_id: 'replaced', ids: 'x' });
    const read = await readFor(() => {
      const other = home.write('other.tmp', longer, 300_000);
      fs.renameSync(other, home.fileOf('replaced.jsonl'));
    });
    expect(read).toBe(sizeOf('replaced'));
    expect(await sessionOf('replaced')).toMatchObject({ message_count: 7, user_message_count: 3 });
  });

  test('by being rewritten in place with the same size is read anew', async () => {
    const text = await known('same-size');
    const changed = text.replace('Fix the login', 'Mix the basin');
    expect(changed.length).toBe(text.length);
    expect(await readFor(() => home.write('same-size.jsonl', changed, 300_000))).toBe(text.length);
    expect((await sessionOf('same-size')).title).toBe('Mix the basin test');
    const [first] = await allMessages(engine, { session_id: 'same-size' });
    expect(first!.blocks[0]).toMatchObject({ text: 'Mix the basin test' });
  });

  test('by being rewritten in place and longer is read anew', async () => {
    await known('longer');
    const drawing = `08:00 user A new beginning, quite a bit longer\n${morning('longer')}\n10:00 user And more`;
    const longer = sessionFromText(drawing, { session_id: 'longer' });
    expect(await readFor(() => home.write('longer.jsonl', longer, 300_000))).toBe(longer.length);
    const messages = await allMessages(engine, { session_id: 'longer' });
    expect(messages.map((message) => message.blocks[0]!.type)).toEqual([
      'text', 'text', 'tool_call', 'tool_call', 'text', 'text', 'text', 'text',
    ]); // prettier-ignore
  });

  test('within the last seconds is looked at again, whatever its size and time say', async () => {
    const text = sessionFromText('09:00 user Fix the login test', { session_id: 'just-now' });
    home.write('just-now.jsonl', text, 0);
    const { mtimeMs } = fs.statSync(home.fileOf('just-now.jsonl'));
    await engine.scanned();
    fs.writeFileSync(home.fileOf('just-now.jsonl'), text.replace('Fix the login', 'Mix the basin'));
    fs.utimesSync(home.fileOf('just-now.jsonl'), mtimeMs / 1000, mtimeMs / 1000);
    await engine.scanned();
    expect((await sessionOf('just-now')).title).toBe('Mix the basin test');
  });
});

describe('a file that comes or goes', () => {
  test('is found when it appears, and only it is read', async () => {
    const text = sessionFromText('10:00 user Second', { session_id: 'second' });
    expect(await readFor(() => home.write('second.jsonl', text))).toBe(text.length);
    expect((await sessionOf('second')).title).toBe('Second');
  });

  test('keeps its row when it is deleted, and its messages are answered with source_gone', async () => {
    await known('gone');
    const before = await sessionOf('gone');
    fs.rmSync(home.fileOf('gone.jsonl'));
    expect(errorOf(await engine.api.messages({ session_id: 'gone' })).code).toBe('source_gone');
    await engine.scanned();
    expect(await sessionOf('gone')).toEqual({ ...before, is_gone: true });
    expect(errorOf(await engine.api.messages({ session_id: 'gone' })).code).toBe('source_gone');
    expect(errorOf(await engine.api.outline({ session_id: 'gone' })).code).toBe('source_gone');
    const { problems } = valueOf(await engine.api.session({ session_id: 'gone' }));
    expect(problems).toEqual([{ file: 'main', line: null, reason: 'The file is no longer on disk.' }]);
    home.draw(morning('gone'), { session_id: 'gone' });
    await engine.scanned();
    expect(await sessionOf('gone')).toEqual(before);
    expect(valueOf(await engine.api.session({ session_id: 'gone' })).problems).toEqual([]);
  });

  test('while its agent writes is running, and no longer once it is deleted', async () => {
    const own = new TestHome();
    own.draw('-- user At no time', { session_id: 'timeless' });
    const at = (ms: number) => new Date(Date.now() + ms).toISOString();
    for (const [session_id, ms] of [['running', -1000], ['of tomorrow', 86_400_000]] as const)
      own.draw(`${at(ms).slice(11, 23)} user Running`, { session_id, day: at(ms).slice(0, 10), ageMs: 1000 }); // prettier-ignore
    const asked = await scannedEngine(own);
    const idsFor = async (q: string) =>
      valueOf(await asked.api.search({ q })).hits.map(({ session_id }) => session_id).toSorted(); // prettier-ignore
    const running = async () => {
      const listed = valueOf(await asked.api.sessions({ has: 'live' })).sessions;
      const { sessions } = valueOf(await asked.api.sessions({}));
      expect(sessions.filter(({ is_active }) => is_active)).toEqual(listed);
      return listed.map(({ session_id }) => session_id);
    };
    expect(await running()).toEqual(['running']);
    expect(await idsFor('is:live')).toEqual(['running']);
    expect(await idsFor('-is:live')).toEqual(['of tomorrow', 'timeless']);
    fs.rmSync(own.fileOf('running.jsonl'));
    await asked.scanned();
    expect(await running()).toEqual([]);
    expect(await idsFor('is:live')).toEqual([]);
    expect(await idsFor('-is:live')).toEqual(['of tomorrow', 'running', 'timeless']);
  });
});

/** Runs something as an account that may read what its mode says, which the administrator's may always. */
async function withoutPrivileges(run: (allow: (change: () => void) => void) => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  const allow = (change: () => void) => {
    if (isRoot) process.seteuid?.(0);
    change();
    if (isRoot) process.seteuid?.(65_534);
  };
  if (isRoot) process.seteuid?.(65_534);
  try {
    await run(allow);
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe('a root', () => {
  test('that is away and comes back has all its sessions again, and nothing of it is read twice', async () => {
    const own = new TestHome();
    own.draw('09:00 user First', { session_id: 'first' });
    own.draw('10:00 user Second', { session_id: 'second' });
    const asked = await scannedEngine(own);
    const before = await everythingIn(asked);
    const { bytes_read } = await asked.scanned({ with_text: true });
    const away = path.join(own.path, 'away');
    fs.renameSync(own.root, away);
    await asked.scanned();
    const { sessions } = valueOf(await asked.api.sessions({}));
    expect(sessions.map(({ session_id, is_gone }) => [session_id, is_gone])).toEqual([['second', true], ['first', true]]); // prettier-ignore
    fs.renameSync(away, own.root);
    expect(await asked.scanned({ with_text: true })).toMatchObject({ bytes_read, problems: [] });
    expect(await everythingIn(asked)).toEqual(before);
    expect(valueOf(await asked.api.search({ q: 'second' })).total).toBeGreaterThan(0);
  });

  test.skipIf(process.platform === 'win32').each([
    ['the root', ''],
    ['the folder of all projects', 'projects'],
    ['the folder of a project', 'projects/-p'],
  ])('of which %s cannot be read for a while has lost nothing, and says why', async (_, folder) => {
    const own = new TestHome();
    own.draw('09:00 user First', { session_id: 'first' });
    fs.mkdirSync(own.data_dir);
    for (const each of [own.path, own.data_dir]) fs.chownSync(each, 65_534, 65_534);
    const locked = path.join(own.root, folder);
    await withoutPrivileges(async (allow) => {
      const asked = await scannedEngine(own);
      const { bytes_read, rows_written } = await asked.scanned();
      allow(() => fs.chmodSync(locked, 0o000));
      expect(await asked.scanned()).toMatchObject({ bytes_read, rows_written });
      expect(valueOf(await asked.api.sessions({})).sessions).toMatchObject([{ title: 'First', is_gone: false }]);
      expect(valueOf(await asked.api.sources({})).sources[0]).toMatchObject({
        source_status: 'unreadable',
        status_reason: expect.stringContaining('can'),
        setup_hint: 'Check that the folder may be read.',
        session_count: 1,
      });
      expect(errorOf(await asked.api.messages({ session_id: 'first' })).code).toBe('unreadable');
      const looked = [
        await asked.api.find({ session_id: 'first', q: 'First' }),
        await asked.api.files({ session_id: 'first' }),
      ];
      expect(JSON.stringify(looked)).toContain('cannot be read');
      expect(JSON.stringify(looked)).not.toContain('no longer on disk');
      allow(() => fs.chmodSync(locked, 0o755));
      expect(await asked.scanned()).toMatchObject({ bytes_read, rows_written });
      expect(valueOf(await asked.api.messages({ session_id: 'first' })).total).toBe(1);
      await asked.stop();
    });
  });
});

const threeLines = (session_id: string): string[] =>
  linesFromText('09:00 user One\n09:01 assistant Two\n09:02 user Three', { session_id });

describe('the last line of a file', () => {
  test('waits while it is torn, is told as a problem, and counts once it is complete', async () => {
    const whole = threeLines('torn').join('\n') + '\n';
    await known('torn', whole.slice(0, -40));
    const before = valueOf(await engine.api.session({ session_id: 'torn' }));
    expect(before.session).toMatchObject({ message_count: 2, problem_count: 1 });
    expect(before.line_counts).toMatchObject({ lines: 2, messages: 2, problems: 0 });
    expect(before.problems).toEqual([
      { file: 'main', line: 3, reason: 'The last line is not complete: it is still being written, or was torn.' },
    ]);
    expect(await allMessages(engine, { session_id: 'torn' })).toHaveLength(2);
    home.append('torn.jsonl', whole.slice(-40));
    await engine.scanned();
    const after = valueOf(await engine.api.session({ session_id: 'torn' }));
    expect(after.session).toMatchObject({ message_count: 3, problem_count: 0 });
    expect(after.problems).toEqual([]);
  });

  test('counts without a line break when it is a whole record', async () => {
    const [one, two, three] = threeLines('unbroken');
    await known('unbroken', `${one}\n${two}`);
    expect(await sessionOf('unbroken')).toMatchObject({ message_count: 2, problem_count: 0 });
    home.append('unbroken.jsonl', `\n${three}`);
    await engine.scanned();
    expect(await sessionOf('unbroken')).toMatchObject({ message_count: 3, problem_count: 0 });
  });

  test('does not shift the numbers of later lines, and neither do blank lines', async () => {
    const [one, two, three] = threeLines('numbered');
    await known('numbered', `${one}\n\n\n${two}`);
    home.append('numbered.jsonl', `\n{"broken\n${three}\n`);
    await engine.scanned();
    const { problems } = valueOf(await engine.api.session({ session_id: 'numbered' }));
    expect(problems).toMatchObject([{ file: 'main', line: 5 }]);
  });
});

test('after all these changes everything is as an engine without any memory reads it', async () => {
  await engine.scanned({ with_text: true });
  const fresh = await scannedEngine(home, { data_dir: path.join(home.path, 'fresh') });
  expect(await everythingIn(engine)).toEqual(await everythingIn(fresh));
  await fresh.scanned({ with_text: true });
  for (const q of ['login', 'basin', 'more', 'three', 'höhe']) {
    const answer = async (asked: TestEngine) => valueOf(await asked.api.search({ q, limit: 200 }));
    expect(await answer(engine)).toEqual(await answer(fresh));
  }
});
