import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { methods } from '../../src/contract/methods.ts';
import type { Output } from '../../src/contract/api.ts';
import { linesFromText } from './claude-log.ts';
import { errorOf, scannedEngine, TestHome, type TestEngine, valueOf } from './running-engine.ts';

const home = new TestHome(afterAll);
let engine: TestEngine;
beforeAll(async () => {
  engine = await scannedEngine(home);
});

const app = '/home/dev/site/src/app.ts';
const hunk = (start: number, ...lines: string[]) => ({
  oldStart: start,
  oldLines: lines.filter((line) => !line.startsWith('+')).length,
  newStart: start,
  newLines: lines.filter((line) => !line.startsWith('-')).length,
  lines,
});

/** A drawn session whose results also have their structured part, by the id of the call. */
function withDetails(drawing: string, session_id: string, details: Record<string, object>, agent_id = ''): string {
  const lines = linesFromText(drawing, agent_id === '' ? { session_id } : { session_id, agent_id }).map((line) => {
    const record = JSON.parse(line) as { message: { content: { tool_use_id?: string }[] }; toolUseResult?: object };
    const id = Array.isArray(record.message.content) ? record.message.content[0]?.tool_use_id : undefined;
    const detail = id === undefined ? undefined : details[id];
    return JSON.stringify(detail ? { ...record, toolUseResult: detail } : record);
  });
  return `${lines.join('\n')}\n`;
}

const edited = (filePath: string, ...structuredPatch: object[]) => ({
  filePath,
  oldString: 'x',
  newString: 'y',
  structuredPatch,
});

async function place(session_id: string, text: string): Promise<void> {
  home.write(`${session_id}.jsonl`, text);
  await engine.scanned();
}

async function files(session_id: string): Promise<Output<'files'>> {
  const answer = valueOf(await engine.api.files({ session_id }));
  expect(methods.files.output.parse(answer)).toEqual(answer);
  return answer;
}

async function history(session_id: string, path: string): Promise<Output<'fileHistory'>> {
  const answer = valueOf(await engine.api.fileHistory({ session_id, path }));
  expect(methods.fileHistory.output.parse(answer)).toEqual(answer);
  return answer;
}

const twoEdits = `
  09:00:00 user change it
  09:00:01 calls r Read ${app}
  09:00:02 returns r 1 one
  09:00:03 calls e Edit ${app}
  09:00:04 returns e ok
  09:00:05 calls f Edit ${app}
  09:00:06 returns f ok
  09:00:07 calls g Edit ${app}
  09:00:08 fails g not found
  09:00:09 calls s LS /home/dev
  09:00:10 returns s src`;
const details = {
  e: edited(app, hunk(1, ' one', '-two', '+2', ' three')),
  f: edited(app, hunk(2, ' 2', ' three', '-four', '+4')),
};

describe('files', () => {
  test('are told with what was done to them, changed ones first', async () => {
    await place('two', withDetails(twoEdits, 'two', details));
    const { files: list, total } = await files('two');
    expect(total).toBe(list.length);
    expect(list[0]).toMatchObject({
      path: app,
      read_count: 1,
      write_count: 2,
      other_count: 1,
      lines_added: 2,
      lines_removed: 2,
      agent_ids: [null],
      first_at: '2026-08-01T09:00:01.000Z',
      last_at: '2026-08-01T09:00:07.000Z',
    });
  });

  test('of subagents are among them', async () => {
    await place('boss', withDetails('09:00 user go', 'boss', {}));
    const child = '09:01 user look\n09:02 calls r Read /home/dev/site/b.ts\n09:03 returns r text';
    home.write('boss/subagents/agent-helper.jsonl', withDetails(child, 'boss', {}, 'helper'));
    await engine.scanned();
    expect((await files('boss')).files).toMatchObject([{ path: '/home/dev/site/b.ts', agent_ids: ['helper'] }]);
    expect((await history('boss', '/home/dev/site/b.ts')).steps).toMatchObject([{ agent_id: 'helper', index: 1 }]);
  });
});

describe('the history of a file', () => {
  test('has each call in order with its changes, and where it stands', async () => {
    await place('steps', withDetails(twoEdits, 'steps', details));
    const { steps, total } = await history('steps', app);
    expect(total).toBe(4);
    expect(steps.map(({ kind, outcome, index, changes }) => [kind, outcome, index, changes.length])).toEqual([
      ['read', 'ok', 1, 0],
      ['write', 'ok', 2, 1],
      ['write', 'ok', 3, 1],
      ['write', 'error', 4, 1],
    ]);
  });

  test('ends in one change, in which what was changed twice stands once', async () => {
    await place('net', withDetails(twoEdits, 'net', details));
    const { net } = await history('net', app);
    expect(net).toMatchObject({ is_known: true, change: { lines_added: 2, lines_removed: 2 } });
    const lines = net?.is_known ? net.change.hunks?.flatMap((each) => each.lines) : [];
    expect(lines).toEqual([' one', '-two', '+2', ' three', '-four', '+4']);
  });

  test('says why it cannot end in one change', async () => {
    await place('odd', withDetails(twoEdits, 'odd', { ...details, f: edited(app, hunk(2, '-something else', '+4')) }));
    expect((await history('odd', app)).net).toEqual({
      is_known: false,
      reason: expect.stringContaining('does not fit'),
    });
  });

  test('of a file that was only read ends in no change', async () => {
    await place('read', withDetails(`09:00 user go\n09:01 calls r Read ${app}\n09:02 returns r x`, 'read', {}));
    expect((await history('read', app)).net).toBeNull();
  });

  test('of a file that was not touched is an answer', async () => {
    await place('none', withDetails('09:00 user go', 'none', {}));
    expect(errorOf(await engine.api.fileHistory({ session_id: 'none', path: app })).code).toBe('not_found');
    expect(errorOf(await engine.api.files({ session_id: 'nobody' })).code).toBe('not_found');
  });
});

test('the sessions that touched a file are told, newest first', async () => {
  const path = '/home/dev/site/shared.ts';
  const drawing = (hour: string, name: string): string =>
    `${hour}:00 user go\n${hour}:01 calls x${hour} ${name} ${path}\n${hour}:02 returns x${hour} ok`;
  await place('early', withDetails(drawing('09', 'Read'), 'early', {}));
  await place('late', withDetails(drawing('11', 'Write'), 'late', {}));
  const answer = valueOf(await engine.api.fileSessions({ path }));
  expect(
    answer.sessions.map(({ session_id, read_count, write_count }) => [session_id, read_count, write_count]),
  ).toEqual([
    ['late', 0, 1],
    ['early', 1, 0],
  ]);
  expect(answer).toMatchObject({ total: 2, next_offset: null });
  const page = valueOf(await engine.api.fileSessions({ path, limit: 1 }));
  expect(page).toMatchObject({ total: 2, next_offset: 1 });
  expect(valueOf(await engine.api.fileSessions({ path: '/no/such' })).sessions).toEqual([]);
});
