import { describe, expect, test } from 'vitest';
import { context, event, item, message, meta, newReader, read, turn } from './rollout.ts';

const begun = [meta(), event('task_started', { turn_id: turn }), context('gpt-5.5')];
const compacted = { timestamp: '2026-05-04T14:10:00.000Z', type: 'compacted', payload: { message: '' } };
const compactionsIn = (lines: object[]) =>
  read(lines)
    .map((one) => one.compaction)
    .filter((one) => one !== null)
    .map(({ trigger, phase }) => [trigger, phase]);

describe('a compaction', () => {
  test('before the prompt of its turn came by itself', () => {
    const lines = [...begun, compacted, event('user_message', { message: 'go' })];
    expect(compactionsIn(lines)).toEqual([[null, null], ['auto', 'pre_turn']]); // prettier-ignore
  });

  test('in a turn with nothing else was asked for', () => {
    const lines = [...begun, compacted, event('task_complete', { turn_id: turn })];
    expect(compactionsIn(lines)).toEqual([[null, null], ['manual', 'standalone_turn']]); // prettier-ignore
  });

  test('after an answer came by itself in the middle of the turn', () => {
    const lines = [...begun, event('user_message', { message: 'go' }), message('assistant', 'ok'), compacted];
    expect(compactionsIn(lines)).toEqual([['auto', 'mid_turn']]); // prettier-ignore
  });

  test('in a file that does not tell where turns begin stands nowhere', () => {
    const lines = [meta(), event('user_message', { message: 'go' }), message('assistant', 'ok'), compacted];
    expect(compactionsIn(lines)).toEqual([[null, null]]); // prettier-ignore
  });

  test('is placed the same when the file is read in two parts between it and what tells', () => {
    const reader = newReader();
    read([...begun, compacted], reader);
    const later = read(
      [event('task_complete', { turn_id: turn })],
      newReader(JSON.parse(JSON.stringify(reader.state()))),
    );
    expect(later[0]!.compaction).toMatchObject({ trigger: 'manual', phase: 'standalone_turn', record_id: 'r4' });
  });
});

describe('a turn', () => {
  const turnsIn = (lines: object[]) => read(lines).flatMap((one) => (one.turn ? [one.turn] : []));

  test('is known by its id, and says once under which rules it runs', () => {
    const rules = {
      approval_policy: { granular: {} },
      sandbox_policy: { mode: 'workspace-write', network_access: true },
    };
    const said = {
      timestamp: '2026-05-04T14:00:09.000Z',
      type: 'turn_context',
      payload: { model: 'm', turn_id: turn, ...rules },
    };
    expect(turnsIn([meta(), event('task_started', { turn_id: turn }), said, said])).toEqual([
      { turn_key: turn, is_start: true },
      { turn_key: turn, approval_policy: 'granular', approval_reviewer: null, sandbox: 'workspace-write with network' },
    ]);
  });

  test('begins with its prompt in files that have no other mark', () => {
    const lines = [meta(), event('user_message', { message: 'one' }), event('turn_aborted', { reason: 'interrupted' })];
    const keys = turnsIn([...lines, event('user_message', { message: 'two' })]).map((one) => [
      one.turn_key.slice(-2),
      one.ends,
    ]);
    expect(keys).toEqual([[':1', undefined], [':1', 'interrupted'], [':2', undefined]]); // prettier-ignore
  });

  test('of copied history is told by the file that made it', () => {
    const older = '019df000-e765-7000-8000-000000000065';
    const told = ['task_started', 'task_complete'].map((type) => event(type, { turn_id: older }));
    expect(turnsIn([meta({ forked_from_id: 'parent' }), ...told])).toEqual([]);
    expect(turnsIn([meta(), ...told]).map((one) => one.turn_key)).toEqual([older, older]);
  });
});

describe('leave for a call', () => {
  const call = (call_id: string, said: object) =>
    item('function_call', { name: 'exec_command', call_id, arguments: JSON.stringify({ cmd: 'ls', ...said }) });
  const out = (call_id: string, output: string) => item('function_call_output', { call_id, output });
  const approvalsIn = (lines: object[]) =>
    read([...begun, ...lines]).flatMap((one) => (one.approvals ?? []).map((said) => [said.is_request, said.decision]));

  test('is asked for in its arguments, and was given when the call ran', () => {
    const id = 'call_0001AbCdEfGhIjKlMnOpQrSt';
    const asking = call(id, { sandbox_permissions: 'require_escalated' });
    expect(approvalsIn([asking, out(id, 'Exit code: 1\nWall time: 1 seconds\nOutput:\n')])).toEqual([[true, null], [false, 'granted']]); // prettier-ignore
    expect(approvalsIn([asking, out(id, 'aborted by user')])).toEqual([[true, null], [false, 'aborted']]); // prettier-ignore
    expect(approvalsIn([asking, out(id, 'exec command rejected by user')])).toEqual([[true, null]]); // prettier-ignore
  });

  test('is no matter of calls that do not ask', () => {
    const id = 'call_0002AbCdEfGhIjKlMnOpQrSt';
    expect(approvalsIn([call(id, {}), out(id, 'Exit code: 0\nWall time: 1 seconds\nOutput:\n')])).toEqual([]);
  });
});
