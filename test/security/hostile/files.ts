import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterAll, expect } from 'vitest';
import { sessionFromText } from '../../engine/claude-log.ts';
import { errorOf, startTestEngine, TestHome, valueOf } from '../../engine/running-engine.ts';
import { type Case, call, result, user, type World } from './world.ts';

const drawn = (title: string): string => sessionFromText(`09:00 user ${title}`);

/** Whether no session came of a name. */
const isNoSession = async (world: World, ...names: string[]): Promise<void> => {
  const listed = await world.listed();
  expect(names.filter((name) => listed.includes(name))).toEqual([]);
};

const linkCases: Case[] = [
  {
    n: 1,
    name: 'a link to a file of the system is passed over',
    make: ({ fileOf }) => fs.symlinkSync('/etc/passwd', fileOf('rollout-1.jsonl')),
    check: async (world) => {
      await isNoSession(world, 'rollout-1');
      expect(await world.remarks()).toMatch(/\d+ × link/);
    },
  },
  {
    n: 2,
    name: 'a link to credentials beside the sessions is passed over',
    make: (world) => {
      world.home.write('auth.json', JSON.stringify({ token: world.secret('auth.json') }));
      fs.symlinkSync(world.fileOf('auth.json'), world.fileOf('case-2.jsonl'));
    },
    check: (world) => isNoSession(world, 'case-2', 'auth'),
  },
  {
    n: 3,
    name: 'a folder of a year that is a link is not entered',
    make: (world) => {
      fs.mkdirSync(path.join(world.rollouts, '2026'), { recursive: true });
      world.writeOutside('2025/01/01/rollout-2025-01-01T00-00-00-case-3.jsonl');
      fs.symlinkSync(path.join(world.outside, '2025'), path.join(world.rollouts, '2025'));
    },
    check: async (world) => {
      await isNoSession(world, 'case-3');
      expect(await world.remarks('codex_cli')).toContain('1 × link');
    },
  },
  {
    n: 4,
    name: 'a circle of links ends',
    make: ({ home }) => {
      fs.symlinkSync(path.join(home.root, 'projects'), path.join(home.root, 'projects', '-circle'));
      fs.symlinkSync('.', home.fileOf('self'));
    },
    check: (world) => world.neighbourIsFine(),
  },
  {
    n: 5,
    name: 'a link to nothing is passed over',
    make: ({ fileOf }) => fs.symlinkSync('/nowhere/at/all', fileOf('case-5.jsonl')),
    check: (world) => isNoSession(world, 'case-5'),
  },
  {
    n: 6,
    name: 'a second name of a file outside is passed over',
    make: (world) => fs.linkSync(world.writeOutside('case-6.jsonl'), world.fileOf('case-6.jsonl')),
    check: async (world) => {
      await isNoSession(world, 'case-6');
      expect(await world.remarks()).toContain('1 × hard link');
    },
  },
];

const kindCases: Case[] = [
  {
    n: 7,
    name: 'a pipe is not waited for',
    make: ({ fileOf }) => void execFileSync('mkfifo', [fileOf('case-7.jsonl')]),
    check: (world) => isNoSession(world, 'case-7'),
  },
  {
    n: 8,
    name: 'a socket is passed over',
    make: ({ fileOf }) => {
      const server = net.createServer().listen(fileOf('case-8.jsonl'));
      afterAll(() => new Promise((resolve) => server.close(resolve)));
    },
    check: async (world) => {
      await isNoSession(world, 'case-8');
      expect(await world.remarks()).toMatch(/\d × pipe, socket or device/);
    },
  },
  {
    n: 9,
    name: 'a device is passed over',
    make: ({ fileOf }) => runs('mknod', fileOf('case-9.jsonl'), 'c', '1', '5'),
    check: (world) => isNoSession(world, 'case-9'),
  },
  {
    n: 10,
    name: 'a folder with the name of a session is none, whatever lies in it',
    make: (world) => void world.home.write('case-10.jsonl/inner.jsonl', drawn('inner')),
    check: async (world) => {
      await isNoSession(world, 'case-10', 'inner');
      expect(await world.remarks()).toContain('1 × folder with the name of a file');
    },
  },
  {
    n: 11,
    name: 'a file that may not be read says so, unless it can be read after all',
    make: (world) => fs.chmodSync(world.home.write('case-11.jsonl', drawn('locked')), 0),
    check: async (world) => {
      const { session } = await world.shown('case-11');
      if (session) expect(session.title).toBe('locked');
      else expect(valueOf(await world.engine.api.status({})).problems.join()).toContain('cannot be read');
    },
  },
  {
    n: 18,
    name: 'an empty file is no session and no problem',
    make: (world) => void world.home.write('case-18.jsonl', ''),
    check: (world) => isNoSession(world, 'case-18'),
  },
  {
    n: 20,
    name: 'folders 4,000 deep are left at the twelfth',
    make: (world) => {
      fs.mkdirSync(world.rollouts, { recursive: true });
      makeDeep(world.rollouts, 4000);
      world.home.beforeItGoes(() => runs('rm', '-rf', world.rollouts));
    },
    check: async (world) => {
      expect(await world.remarks('codex_cli')).toContain('1 × folder that is too deep');
      await isNoSession(world, 'case-20');
    },
  },
];

/** Names that some program might obey, and the titles of the sessions in them. */
const oddNames = [
  'new\nline',
  'esc\u001B[2Jape',
  'quo"te\'s',
  '$(touch x)',
  '`touch x`',
  '-rf',
  '--help',
  "'; drop table files; --",
  '<img src=x onerror=alert(1)>',
  '%00%2e%2e',
  ' blank ',
  '*',
  '~',
];

const nameCases: Case[] = [
  {
    n: 21,
    name: 'names that a program might obey are names',
    make: (world) => oddNames.forEach((name, n) => world.write(name, [user(`odd name ${n}`)])),
    check: async (world) => {
      const { sessions } = valueOf(await world.engine.api.sessions({ q: 'odd name', limit: 100 }));
      expect(sessions.map(({ session_id }) => session_id).toSorted()).toEqual(oddNames.toSorted());
      for (const { session_id, title } of sessions) {
        const { session, messages } = await world.shown(session_id);
        expect([session?.title, messages.length]).toEqual([title, 1]);
        expect(valueOf(await world.engine.api.session({ session_id })).resume_command).toBeNull();
      }
    },
  },
  {
    n: 22,
    name: 'a name that is not UTF-8 is passed over and counted',
    make: ({ fileOf }) => {
      const folder = Buffer.from(`${fileOf('.')}/`);
      fs.writeFileSync(Buffer.concat([folder, Buffer.from([0xff, 0xfe, 0xc0]), Buffer.from('.jsonl')]), drawn('x'));
    },
    check: async (world) => expect(await world.remarks()).toContain('1 × name that is not UTF-8'),
  },
  {
    n: 23,
    name: 'names that differ in how an accent is written are two',
    make: (world) =>
      ['case-23-\u00E9', 'case-23-e\u0301'].forEach((name) => world.write(name, [user(`accent of ${name.length}`)])),
    check: async (world) => {
      expect((await world.shown('case-23-\u00E9')).session?.title).toBe('accent of 9');
      expect((await world.shown('case-23-e\u0301')).session?.title).toBe('accent of 10');
    },
  },
  {
    n: 24,
    name: 'names that differ by case are two',
    make: (world) => ['case-24', 'CASE-24'].forEach((name) => world.write(name, [user(`in ${name}`)])),
    check: async (world) => {
      expect((await world.shown('case-24')).session?.title).toBe('in case-24');
      expect((await world.shown('CASE-24')).session?.title).toBe('in CASE-24');
    },
  },
  {
    n: 25,
    name: 'a name of 255 bytes can be asked for',
    make: (world) => world.write('n'.repeat(249), [user('long name')]),
    check: async (world) => expect((await world.shown('n'.repeat(249))).session?.title).toBe('long name'),
  },
  {
    n: 26,
    name: 'names of devices are passed over on every system',
    make: (world) => ['CON', 'nul', 'COM¹', 'lpt9.x', 'aux'].forEach((name) => world.write(name, [user('device')])),
    check: async (world) => {
      expect(await world.remarks()).toContain('5 × name of a device');
      expect(valueOf(await world.engine.api.sessions({ q: 'device' })).total).toBe(0);
    },
  },
  {
    n: 27,
    name: 'names with a second stream are passed over',
    make: (world) => ['case-27:evil', 'case-27::$DATA'].forEach((name) => world.write(name, [user('stream')])),
    check: async (world) => expect(valueOf(await world.engine.api.sessions({ q: 'stream' })).total).toBe(0),
  },
  {
    n: 28,
    name: 'a short name of another file is not asked for',
    make: (world) => void world.home.write('SESSIO~1.JSO', drawn('short')),
    check: (world) => isNoSession(world, 'SESSIO~1'),
  },
  {
    n: 29,
    name: 'paths of other machines are shown and never touched',
    make: (world) => {
      world.write('\\\\evil\\share\\x', [user('network name')]);
      const paths = ['\\\\?\\C:\\x', '\\\\evil\\share\\x', '//evil/share', 'file://evil/x', '\\\\.\\pipe\\x'];
      world.write('case-29', [
        user('paths', { cwd: '\\\\evil\\share' }),
        ...paths.flatMap((file_path, n) => [
          call(`toolu_path${n}00000000`, 'Read', { file_path }),
          result(`toolu_path${n}00000000`, 'x'),
        ]),
      ]);
    },
    check: async (world) => {
      const { session, messages } = await world.shown('case-29');
      expect(session?.cwd).toBe('\\\\evil\\share');
      const subjects = messages.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.type === 'tool_call' ? [block.subject] : [])),
      );
      expect(subjects).toEqual([
        '\\\\?\\C:\\x',
        '\\\\evil\\share\\x',
        '//evil/share',
        'file://evil/x',
        '\\\\.\\pipe\\x',
      ]);
      expect(valueOf(await world.engine.api.session({ session_id: 'case-29' })).resume_command).toBeNull();
      expect(valueOf(await world.engine.api.sessions({ q: 'network name' })).total).toBe(0);
    },
  },
];

const foreignIds = [
  '../../.ssh/id_rsa',
  '..%2f..%2fx',
  '%00',
  'a\0b',
  '....//....//x',
  '/etc/passwd',
  'file:///etc/passwd',
  '../outside/case-30',
  '__proto__',
  'constructor',
  '',
  ' ',
  "' or 1=1 --",
];

const doorCases: Case[] = [
  {
    n: 30,
    name: 'ids that look like paths lead nowhere, and neither do paths of outputs in a log',
    make: (world) => {
      const outside = world.writeOutside('case-30.jsonl');
      const moved = (name: string, n: number): object[] => [
        call(`toolu_moved${n}0000000`, 'Bash', { command: 'x' }),
        result(`toolu_moved${n}0000000`, 'moved', { toolUseResult: { persistedOutputPath: `/x/tool-results/${name}`, persistedOutputSize: 5 } }),
      ];
      world.write('case-30', [user('moved outputs'), ...['../../../../outside/case-30.jsonl', '..', outside, 'auth.json', '.env', 'x\0y'].flatMap(moved)]);
      world.home.write('case-30/tool-results/auth.json', world.secret('moved credentials'));
      world.home.write('case-30/tool-results/.env', `TOKEN=${world.secret('moved environment')}`);
    },
    check: async (world) => {
      const { api } = world.engine;
      for (const id of foreignIds) {
        const answers = [
          await api.session({ session_id: id }), await api.messages({ session_id: id }), await api.outline({ session_id: id }),
          await api.messages({ session_id: 'neighbour', agent_id: id || 'x' }),
          await api.blockText({ session_id: 'neighbour', block_id: id }), await api.image({ session_id: 'neighbour', block_id: id }),
          await api.blockText({ session_id: 'case-30', block_id: `file-${id}`.slice(0, 100) }),
        ]; // prettier-ignore
        for (const answer of answers) if (!answer.ok) expect(answer.error.code).toBeOneOf(['not_found', 'bad_request', 'source_gone', 'unreadable']);
        expect(answers.slice(0, 3).every(({ ok }) => !ok)).toBe(true);
      }
      for (const name of ['auth.json', '.env', '..', 'case-30.jsonl'])
        expect(errorOf(await api.blockText({ session_id: 'case-30', block_id: `file-${name}` })).code).toBeOneOf(['not_found', 'unreadable', 'source_gone']);
    },
  },
  {
    n: 31,
    name: 'a whole drive, a home, and what is no path at all are no roots; a neighbour with the same beginning is not read',
    make: (world) => {
      fs.mkdirSync(path.join(world.home.path, '.claude-evil', 'projects', '-p'), { recursive: true });
      fs.writeFileSync(path.join(world.home.path, '.claude-evil', 'projects', '-p', 'case-31.jsonl'), drawn('evil'));
    },
    check: async (world) => {
      await isNoSession(world, 'case-31');
      for (const CLAUDE_CONFIG_DIR of ['/', 'C:\\', '//', '/..', 'relative', '\0'])  {
        const home = new TestHome();
        const engine = startTestEngine(home, { environment: { CLAUDE_CONFIG_DIR } });
        await engine.scanned();
        const card = valueOf(await engine.api.sources({})).sources[0]!;
        expect([CLAUDE_CONFIG_DIR, card.session_count, card.source_status]).toEqual([CLAUDE_CONFIG_DIR, 0, 'unreadable']);
        expect(card.status_reason).toMatch(/is not read|not an absolute path/);
      }
    },
  },
  {
    n: 32,
    name: 'credentials inside of a root are not listed in any spelling',
    make: (world) => {
      for (const name of ['.credentials.json', 'Auth.JSON', 'auth.json.bak', 'auth .json', 'id_rsa.jsonl', '.env.jsonl', 'credentials.json.jsonl', 'server.pem.jsonl'])
        world.home.write(name, drawn(`credentials ${world.secret(name)}`));
    },
    check: async (world) => {
      expect(valueOf(await world.engine.api.sessions({ q: 'credentials' })).total).toBe(0);
      expect(await world.remarks()).not.toMatch(/credential|auth/i);
    },
  },
  {
    n: 33,
    name: 'times of files before, beside and after all time change nothing',
    make: (world) => {
      const times: [string, number][] = [['1970', 0], ['1969', -86_400], ['2100', 4_102_444_800], ['1902', -2_145_916_800]];
      for (const [year, at] of times) {
        world.write(`case-33-${year}`, [user(`year ${year}`)]);
        fs.utimesSync(world.fileOf(`case-33-${year}.jsonl`), at, at);
      }
    },
    check: async (world) => {
      for (const year of ['1970', '1969', '2100', '1902']) {
        const { session, messages } = await world.shown(`case-33-${year}`);
        expect([session?.title, session?.is_active, messages.length]).toEqual([`year ${year}`, false, 1]);
      }
    },
  },
]; // prettier-ignore

export const fileCases: readonly Case[] = [...linkCases, ...kindCases, ...nameCases, ...doorCases];

/** False when the machine does not let us. */
function runs(program: string, ...words: string[]): boolean {
  try {
    execFileSync(program, words, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Makes folders in each other, deeper than any path is long: each stretch begins at an open folder. */
function makeDeep(folder: string, depth: number): void {
  const stretch = 100;
  let at = fs.openSync(folder, fs.constants.O_RDONLY);
  for (let made = 0; made < depth; made += stretch) {
    let below = `/proc/self/fd/${at}`;
    for (let n = 0; n < stretch; n++) fs.mkdirSync((below += '/d'));
    const next = fs.openSync(below, fs.constants.O_RDONLY);
    fs.closeSync(at);
    at = next;
  }
  fs.writeFileSync(`/proc/self/fd/${at}/rollout-case-20.jsonl`, drawn('deep'));
  fs.closeSync(at);
}
