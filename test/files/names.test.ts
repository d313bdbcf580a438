import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isForbiddenName, nameProblem, relativePathProblem } from '../../src/files/names.ts';

const credentials = [
  'auth.json',
  'Auth.JSON',
  'auth.json.bak',
  'auth.json~',
  'auth .json',
  'auth.json.',
  'auth.json ',
  'auth.json::$DATA',
  'ａｕｔｈ.json',
  'au\u200Bth.json',
  '.credentials.json',
  '.CREDENTIALS.json.old',
  'credentials',
  '4711.0badcafe.key',
  'server.PEM',
  'server.pem.bak',
  '.env',
  '.env.local',
  '.envrc',
  'settings.json',
  'settings.local.json',
  'Settings.JSON.backup',
  '.claude.json',
  '.claude.json.backup.1',
  '.mcp.json',
  'mcp.json',
  'remote-settings.json',
  'policy-limits.json',
  'config.toml',
  'work.config.toml',
  '.netrc',
  '.npmrc',
  'id_rsa',
  'id_ed25519.pub',
  '.bash_history',
  '.ssh',
  'shell-snapshots',
  'session-env',
];

const harmless = [
  '0f9d3c1e-1111-4222-8333-444455556666.jsonl',
  'rollout-2026-08-01T09-00-00-0199.jsonl',
  'agent-a0123456789abcdef.meta.json',
  'history.jsonl',
  'custom-title.json',
  'session_index.jsonl',
  '-home-me-environment',
  'auth.jsonl',
  'settings.jsonl',
  'keys.jsonl',
  'monkey',
  'debug',
];

describe('names of credentials', () => {
  test.each(credentials)('%j is forbidden', (name) => expect(isForbiddenName(name)).toBe(true));
  test.each(harmless)('%j is not', (name) => expect(isForbiddenName(name)).toBe(false));

  test('no case, blanks or stream suffix lets one through', () => {
    const base = fc.constantFrom('auth.json', '.credentials.json', '.env', 'settings.json', '.claude.json', 'a.key');
    const disguise = fc.tuple(
      base,
      fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }),
      fc.constantFrom('', '.', ' ', '. .', '::$DATA', ':evil'),
    );
    fc.assert(
      fc.property(disguise, ([name, upper, tail]) => {
        const cased = [...name].map((c, i) => (upper[i] ? c.toUpperCase() : c)).join('');
        expect(isForbiddenName(cased + tail)).toBe(true);
      }),
    );
  });
});

describe('names that no session file has', () => {
  test.each([
    ['CON.jsonl', 'name of a device'],
    ['nul', 'name of a device'],
    ['COM¹.jsonl', 'name of a device'],
    ['lpt9.x.jsonl', 'name of a device'],
    ['CONIN$', 'name of a device'],
    ['aux.', 'name that ends in a dot or space'],
    ['a.jsonl ', 'name that ends in a dot or space'],
    ['a.jsonl::$DATA', 'name with a colon or backslash'],
    ['a.jsonl:evil', 'name with a colon or backslash'],
    ['a\\b.jsonl', 'name with a colon or backslash'],
    ['a\uFFFD.jsonl', 'name that is not UTF-8'],
    ['a\uD800.jsonl', 'name that is not UTF-8'],
    [`${'é'.repeat(128)}`, 'name of more than 255 bytes'],
  ])('%j: %s', (name, problem) => expect(nameProblem(name)).toBe(problem));

  test.each([
    'console.jsonl',
    'null.jsonl',
    'com10.jsonl',
    'a\nb\u001B[31m"$(touch x)".jsonl',
    '-rf.jsonl',
    'é'.repeat(127),
  ])('%j may be one', (name) => expect(nameProblem(name)).toBeNull());
});

describe('paths below a root', () => {
  test.each([
    '',
    '..',
    '../../.ssh/id_rsa',
    'a/../b.jsonl',
    'a/./b.jsonl',
    'a//b.jsonl',
    '/etc/passwd',
    'a/',
    'C:\\x',
    'C:x',
    '\\\\?\\C:\\x',
    '\\\\evil\\share\\x',
    '//evil/share',
    '\\??\\C:\\x',
    'file:///etc/passwd',
    'x\0.jsonl',
    'projects/auth.json',
    'projects/.ssh/x.jsonl',
    'projects/x.jsonl:evil',
  ])('%j is refused', (path) => expect(relativePathProblem(path, 'linux')).not.toBeNull());

  test.each(['projects/-home-me/x.jsonl', '....', '..%2f..', '%00', 'a..b/c', 'SESSIO~1.JSO'])(
    '%j is only an odd name',
    (path) => expect(relativePathProblem(path.replace(/\.+$/, 'x'), 'linux')).toBeNull(),
  );

  test('a short name is a second name of another file on Windows', () => {
    expect(relativePathProblem('projects/SESSIO~1.JSO', 'win32')).toBe('short name');
  });

  test('no path that is let through leads up or starts anew', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('.', '..', '/', '\\', 'a', ':', '\0', ' '), { maxLength: 12 }), (parts) => {
        const path = parts.join('');
        if (relativePathProblem(path, 'linux') !== null) return;
        expect(new URL(path, 'file:///root/').pathname.startsWith('/root/')).toBe(true);
        expect(path.split('/')).not.toContain('..');
      }),
    );
  });
});
