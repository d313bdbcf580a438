import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { findChromium } from '../../scripts/testing/chromium.ts';
import { isNewEnough, tooOldSentence } from '../../scripts/node-version.js';

const script = (name: string): string => fileURLToPath(new URL(`../../scripts/${name}`, import.meta.url));

test.each([
  ['24.15.0', true],
  ['24.21.0', true],
  ['25.0.0', true],
  ['26.1.0', true],
  ['24.14.9', false],
  ['24.2.0', false],
  ['22.30.0', false],
  ['20.20.2', false],
])('Node %s is new enough: %s', (version, expected) => {
  expect(isNewEnough(version)).toBe(expected);
});

test('an old Node is told of in one sentence', () => {
  expect(tooOldSentence('20.20.2')).toBe(
    'Rearview needs Node 24.15 or newer; this is Node 20.20.2. It can be had from nodejs.org.',
  );
});

test('the launcher starts a script with its arguments and hands on its exit code', () => {
  const run = spawnSync(process.execPath, [script('launch.js'), 'run', 'nothing'], { encoding: 'utf8' });
  expect(run).toMatchObject({ status: 2, stdout: '' });
  expect(run.stderr).toBe('Usage: node scripts/run.ts <cli|serve> [arguments]\n');
});

test('a Chromium that is named but missing is not replaced by another one', async () => {
  expect(await findChromium({ CHROMIUM_PATH: '/nowhere/chromium', PATH: '/usr/bin' })).toBeNull();
  expect(await findChromium({ CHROMIUM_PATH: process.execPath })).toBe(process.execPath);
});
