import { describe, expect, test } from 'vitest';
import { commands } from '../../src/cli/commands/index.ts';
import { fail } from '../../src/contract/result.ts';
import { fakeEngine } from '../helpers/small-engine.ts';
import { runCli } from './run-cli.ts';

describe('help', () => {
  test('names every command and the exit codes', async () => {
    for (const asked of ['--help', '-h', 'help']) {
      const run = await runCli([asked]);
      expect([run.code, run.notes]).toEqual([0, '']);
      for (const command of commands) expect(run.out).toContain(`  ${command.name}`);
      expect(run.out).toContain('0: done, 1: failed, 2: wrong use');
    }
  });

  test.each(commands.map((command) => command.name))('%s explains itself and every option it has', async (name) => {
    const run = await runCli([name, '--help']);
    expect([run.code, run.notes, run.used_engine]).toEqual([0, '', false]);
    expect(run.out).toContain(`Usage: rearview ${name}`);
    const options = Object.keys(commands.find((command) => command.name === name)?.options ?? {});
    for (const option of options) expect(run.out).toContain(`--${option}`);
    expect(run.out.split('\n').every((line) => line.length <= 100)).toBe(true);
  });

  test('is no result when nobody asked for it', async () => {
    const run = await runCli([]);
    expect([run.code, run.out]).toEqual([2, '']);
    expect(run.notes).toContain('Usage: rearview <command>');
  });

  test('the version is one line', async () => {
    expect(await runCli(['--version'])).toMatchObject({ code: 0, out: '1.2.3\n' });
  });
});

describe('wrong use', () => {
  test.each([
    [['nothing'], 'There is no command named nothing. Commands are: serve, sources, list'],
    [['list', '--colour'], "Unknown option '--colour'. See rearview list --help."],
    [['list', '--limit'], 'argument missing. See rearview list --help.'],
    [['list', '--json=yes'], 'does not take an argument'],
    [['sources', 'extra'], 'extra'],
    [['list', '--limit', '0'], 'The value of limit is not valid.'],
    [['list', '--sort', 'colour'], 'The value of sort is not valid.'],
    [['list', '--source', 'gamma'], 'There is no source named gamma. Known are: alpha_agent, beta_agent.'],
    [['stats', '--days', 'soon'], 'The value of days is not valid.'],
    [['show'], 'Exactly one session id is needed.'],
    [['show', 'a', 'b'], 'Exactly one session id is needed.'],
    [['search'], 'At least one word is needed.'],
    [['call'], 'A method and at most one input are needed.'],
    [['call', 'nothing'], 'There is no method named nothing. Methods are: sources, status'],
    [['call', 'constructor'], 'There is no method named constructor.'],
    [['call', 'status', '{'], 'The input is not JSON.'],
    [['call', 'status', '[]'], 'The input of status is not valid'],
    [['call', 'sessions', '{"path":"/etc/passwd"}'], 'The input of sessions is not valid'],
    [['call', 'status', '{}', '{}'], 'A method and at most one input are needed.'],
    [['serve', '--port', 'http'], 'http is not a port.'],
    [['serve', '--port', '65536'], '65536 is not a port.'],
    [['serve', '--port=-1'], '-1 is not a port.'],
    [['serve', '--host', '0.0.0.0'], 'Only loopback hosts are served'],
    [['serve', '--host', '192.168.1.5'], 'Only loopback hosts are served'],
  ])('%j is answered with exit code 2 and a sentence on stderr', async (args, sentence) => {
    const run = await runCli(args);
    expect([run.code, run.out]).toEqual([2, '']);
    expect(run.notes).toContain(sentence);
    expect(run.notes.trimEnd().split('\n')).toHaveLength(1);
  });
});

const broken = () => fakeEngine({ scan: () => fail('unavailable', 'The engine is not running.', 'Start it again.') });

describe('failures', () => {
  test.each([['sources'], ['list'], ['stats'], ['show', 'x'], ['search', 'x'], ['scan']])(
    '%s says what went wrong on stderr, with exit code 1',
    async (...args) => {
      const run = await runCli(args, { engine: broken() });
      expect(run).toMatchObject({ code: 1, out: '', notes: 'The engine is not running. Start it again.\n' });
    },
  );

  test('with --json the error is JSON', async () => {
    const run = await runCli(['list', '--json'], { engine: broken() });
    expect([run.code, run.out]).toEqual([1, '']);
    expect(JSON.parse(run.notes)).toEqual({
      error: { code: 'unavailable', message: 'The engine is not running.', advice: 'Start it again.' },
    });
  });

  test('what is thrown is told in one sentence, without a stack', async () => {
    const engine = fakeEngine();
    engine.api = { ...engine.api, scan: () => Promise.reject(new Error('The page was not built.')) };
    const run = await runCli(['list'], { engine });
    expect(run).toMatchObject({ code: 1, out: '', notes: 'Rearview failed: The page was not built.\n' });
  });

  test('what an error says cannot command the terminal', async () => {
    const engine = fakeEngine({ status: () => fail('unreadable', 'bad \u001B[2J\u009B1m\u202Efile') });
    const run = await runCli(['call', 'status'], { engine });
    expect(run.notes).toBe('bad <U+202E>file\n');
  });
});
