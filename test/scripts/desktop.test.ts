import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findElectron, reasonAgainstWindow } from '../../scripts/desktop/electron-program.ts';
import { fetchElectron, rememberTry, wasTriedToday } from '../../scripts/desktop/fetch-electron.ts';

/** A checkout whose Electron package has this installer and no runtime. */
function checkout(installer = ''): string {
  const root = mkdtempSync(join(tmpdir(), 'rearview-checkout-'));
  const folder = join(root, 'node_modules', 'electron');
  mkdirSync(folder, { recursive: true });
  mkdirSync(join(root, 'out'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version: '45.0.0' }));
  writeFileSync(join(folder, 'install.js'), installer);
  return root;
}

const display = { DISPLAY: ':0' };

describe('a window is opened', () => {
  test.each([
    ['linux', display, 1000],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, 1000],
    ['darwin', {}, 501],
    ['win32', {}, null],
  ] as [string, Record<string, string>, number | null][])(
    'on %s with %j for user %s',
    (platform, environment, user) => {
      expect(reasonAgainstWindow(environment, platform, user)).toBeNull();
    },
  );

  test.each([
    ['linux', {}, 1000, 'There is no display for a window.'],
    ['linux', display, 0, 'not opened for root'],
    ['linux', { ...display, REARVIEW_NO_ELECTRON: '1' }, 1000, 'REARVIEW_NO_ELECTRON is set.'],
    ['darwin', { REARVIEW_NO_ELECTRON: '1' }, 501, 'REARVIEW_NO_ELECTRON is set.'],
  ] as [string, Record<string, string>, number, string][])(
    'not on %s with %j for user %s: %s',
    (platform, environment, user, reason) => {
      expect(reasonAgainstWindow(environment, platform, user)).toContain(reason);
    },
  );
});

describe('the runtime', () => {
  test('is looked for where its package puts it, and where the environment says', () => {
    const root = checkout();
    expect(findElectron(root, {}, 'linux')).toBeNull();
    const own = join(root, 'node_modules', 'electron', 'dist');
    mkdirSync(own);
    writeFileSync(join(own, 'electron'), '');
    expect(findElectron(root, {}, 'linux')).toBe(join(own, 'electron'));
    expect(findElectron(root, {}, 'win32')).toBeNull();
    expect(findElectron(root, {}, 'plan9')).toBeNull();
    expect(findElectron(root, { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }, 'linux')).toBeNull();
    expect(findElectron('/nowhere', { ELECTRON_OVERRIDE_DIST_PATH: own }, 'linux')).toBe(join(own, 'electron'));
  });

  test.skipIf(process.platform !== 'linux')('is fetched by its own installer, whose words are not shown', async () => {
    const root = checkout(`
      const { mkdirSync, writeFileSync } = require('node:fs');
      console.log('noise');
      writeFileSync(process.env.TMPDIR + '/download', 'x');
      mkdirSync(__dirname + '/dist');
      writeFileSync(__dirname + '/dist/electron', '');
    `);
    const notes: string[] = [];
    const program = await fetchElectron(root, (sentence) => notes.push(sentence));
    expect(program).toBe(join(root, 'node_modules', 'electron', 'dist', 'electron'));
    expect(notes).toEqual(['Fetching the desktop runtime, once…']);
    expect(existsSync(join(root, 'out', '.electron-download'))).toBe(false);
    expect(wasTriedToday(root)).toBe(false);
  });

  test('that cannot be fetched is not tried again on the same day, but is for another version', async () => {
    const root = checkout('process.exit(1)');
    const notes: string[] = [];
    const fetchOnce = (): Promise<string | null> => fetchElectron(root, (sentence) => notes.push(sentence));
    expect([await fetchOnce(), await fetchOnce()]).toEqual([null, null]);
    expect(notes).toHaveLength(1);
    writeFileSync(join(root, 'node_modules', 'electron', 'package.json'), JSON.stringify({ version: '46.0.0' }));
    await fetchOnce();
    expect(notes).toHaveLength(2);
  });

  test('that was tried yesterday is tried again', () => {
    const root = checkout();
    rememberTry(root);
    expect(wasTriedToday(root)).toBe(true);
    const memo = join(root, 'out', '.no-electron');
    writeFileSync(memo, readFileSync(memo, 'utf8').replace(/\d{4}-/, '1999-'));
    expect(wasTriedToday(root)).toBe(false);
  });
});
