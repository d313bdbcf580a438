import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { array, assert as assertAlways, constantFrom, property } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resumeLine } from '../../src/engine/resume-command.ts';
import { sources } from '../../src/sources/index.ts';

const id = '0f9a2c1e-5e55-4000-8000-000000000001';

describe('the command to go on with a session', () => {
  const resumable = sources.filter((source) => source.resumeCommand);

  test.each(resumable.map((source) => [source.id, source] as const))(
    'is there for ids of the agent %s and for nothing that looks a little like one',
    (_, source) => {
      expect(source.resumeCommand!(id)).toContain(id);
      const bad = [
        '',
        `${id} `,
        `${id}\n`,
        `x; rm`,
        '--help',
        `${id};x`,
        `$(x)`,
        '../x',
        `${id}/..`,
        'x-0123456789abcdef',
        `"${id}"`,
      ];
      expect(bad.filter((one) => source.resumeCommand!(one) !== null)).toEqual([]);
    },
  );

  test.each([
    ['x; rm'],
    ['a b'],
    ['$(x)'],
    ['`x`'],
    ['-rf'],
    ['--a=b'],
    ['"'],
    ["'"],
    ['a\n'],
    ['~'],
    ['*'],
    ['ü'],
    [''],
  ])('is not offered when a word is %j', (word) => expect(resumeLine(['agent', word], '/srv', 'posix')).toBeNull());
});

/** Folders that a log may name, to hurt whoever pastes the line. */
const hostile = [
  "/tmp/a'; touch p; '",
  '/tmp/$(touch p)',
  '/tmp/`touch p`',
  '/tmp/a"; touch p; "',
  '/tmp/%PATH% & touch p',
  '/tmp/a && touch p',
  '/tmp/a | touch p',
  '/tmp/a > p',
  "/tmp/''''",
  "/tmp/'\"'\"'",
  '/tmp/ -x  two  blanks ',
  '/tmp/*?[a]{b,c}~#',
  '/tmp/ünïcödé 名前',
  '/tmp/;',
  '/tmp/${HOME}',
  '/tmp/"$(touch p)"\'$(touch p)\'',
];

/** Folders that are left out, because a shell or an eye may take them for something else. */
const leftOut = [
  'relative', '', '~', '-', "C:\\x'; rm", '/tmp/a\ntouch p', '/tmp/a\r', '/tmp/\u001b[2K', '/tmp/\u0000', '/tmp/\u202Ex',
  '/tmp/a\u200Bb', '/tmp/back\\slash', '/tmp/wow!', '/tmp/\u2028x', '/tmp/[REDACTED:password:0a1b2c]/x',
  '[WITHHELD: could not be checked]', `/${'x'.repeat(2000)}`, '/tmp/\uD800', '//\u00ADx', '/tmp/\u{E0041}',
]; // prettier-ignore

describe('in a POSIX shell', () => {
  const shells = ['/bin/sh', '/bin/bash', '/bin/dash', '/usr/bin/zsh', '/usr/bin/fish'].filter((shell) =>
    fs.existsSync(shell),
  );
  let folder = '';
  beforeAll(() => {
    folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-resume-')));
    fs.mkdirSync(path.join(folder, 'bin'));
    fs.mkdirSync(path.join(folder, 'work'));
    fs.writeFileSync(path.join(folder, 'bin', 'agent'), '#!/bin/sh\npwd\nfor word; do printf "<%s>" "$word"; done\n', {
      mode: 0o755,
    });
  });
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

  /** What the agent sees, and what lies in the folder of the shell afterwards. */
  function paste(shell: string, line: string): { out: string; work: string[] } {
    const work = path.join(folder, 'work');
    const env = { PATH: `${folder}/bin:/usr/bin:/bin`, HOME: folder, LANG: 'C.UTF-8' };
    const out = execFileSync(shell, ['-c', line], {
      cwd: work,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { out, work: fs.readdirSync(work) };
  }

  const cwdOf = (name: string): string => path.join(folder, name.replace(/^\/tmp\//, '').replaceAll('/', '_'));

  test.each(shells.flatMap((shell) => hostile.map((name) => [shell, name] as const)))(
    '%s goes to %j and runs nothing but the agent',
    (shell, name) => {
      const cwd = cwdOf(name);
      fs.mkdirSync(cwd, { recursive: true });
      const line = resumeLine(['agent', '--resume', id], cwd, 'posix')!;
      expect(line.startsWith('cd ')).toBe(true);
      expect(paste(shell, line)).toEqual({ out: `${cwd}\n<--resume><${id}>`, work: [] });
    },
  );

  test('a generated folder name is one word to the shell, or is left out', () => {
    const marks = constantFrom(...'\'"`$(){}[]<>|&;#~*?! \\\n\t%^=-é名', 'touch p', "'\"'\"'");
    assertAlways(
      property(array(marks, { minLength: 1, maxLength: 12 }), (parts) => {
        const cwd = `${folder}/${parts.join('').replaceAll('/', '')}`;
        const line = resumeLine(['agent', id], cwd, 'posix')!;
        if (line === `agent ${id}`) return;
        fs.mkdirSync(cwd, { recursive: true });
        expect(paste('/bin/sh', line)).toEqual({ out: `${cwd.replace(/\/$/, '')}\n<${id}>`, work: [] });
      }),
      { numRuns: 60, seed: 117 },
    );
  });

  test.each(leftOut)('%j is left out', (cwd) => {
    expect(resumeLine(['agent', id], cwd, 'posix')).toBe(`agent ${id}`);
  });
});

describe('on Windows', () => {
  test.each([
    ['C:\\work', `Set-Location -LiteralPath 'C:\\work'; if ($?) { agent ${id} }`],
    [
      "C:\\it's $(x) `y` & \u0022".replace('"', ''),
      `Set-Location -LiteralPath 'C:\\it''s $(x) \`y\` & '; if ($?) { agent ${id} }`,
    ],
    ["C:\\''; rm", `Set-Location -LiteralPath 'C:\\''''; rm'; if ($?) { agent ${id} }`],
    ['C:\\’; rm; ’', `agent ${id}`],
    ['\\\\host\\share', `agent ${id}`],
    ['/srv/app', `agent ${id}`],
  ])('PowerShell takes %s as one literal word', (cwd, line) => {
    expect(resumeLine(['agent', id], cwd, 'powershell')).toBe(line);
    expect(literalsOf(line).every((literal) => literal === cwd)).toBe(true);
  });

  test.each([
    ['C:\\work and play', `cd /d "C:\\work and play" && agent ${id}`],
    ['C:\\a & b', `cd /d "C:\\a & b" && agent ${id}`],
    ['C:\\%PATH%', `agent ${id}`],
    ['C:\\wow!', `agent ${id}`],
    ['C:\\a^b', `agent ${id}`],
    ['C:\\a" & calc "', `agent ${id}`],
    ['C:\\a\r\ncalc', `agent ${id}`],
  ])('cmd takes %j as one word, or is not given it', (cwd, line) => {
    expect(resumeLine(['agent', id], cwd, 'cmd')).toBe(line);
  });
});

/** Single-quoted strings as PowerShell reads them. */
const literalsOf = (line: string): string[] =>
  [...line.matchAll(/['‘’‚‛]((?:[^'‘’‚‛]|['‘’‚‛]{2})*)['‘’‚‛]/g)].map(([, inner]) => inner!.replaceAll("''", "'"));
