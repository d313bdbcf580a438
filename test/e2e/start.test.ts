import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtFile, root, untilServing, type World, worldWithOneSession } from './built-app.ts';

function start(script: string, args: string[], world: World, environment: Record<string, string> = {}) {
  builtFile('main/serve.js');
  const env = { ...world.environment, ...environment };
  return spawn(process.execPath, [join(root, 'scripts', 'launch.js'), script, ...args], { env, cwd: world.home });
}

test('without a window `npm start` says why in one sentence and serves the same app', async () => {
  const world = worldWithOneSession();
  const child = start('start', ['--port', '0', '--no-open'], world, { REARVIEW_NO_ELECTRON: '1' });
  const { url, notes } = await untilServing(child);
  const page = await fetch(url);
  expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const [first] = notes().split('\n');
  expect(first).toBe('REARVIEW_NO_ELECTRON is set. Rearview is served to a browser on this machine instead.');
});

test.skipIf(process.platform !== 'linux')('nothing is fetched for a machine without a display', async () => {
  const { notes } = await untilServing(start('start', ['--no-open'], worldWithOneSession()));
  expect(notes()).toContain('There is no display for a window.');
  expect(notes()).not.toContain('Fetching');
});

test('the command line runs from the checkout in one process', async () => {
  const { url, token } = await untilServing(start('run', ['cli', 'serve', '--no-open'], worldWithOneSession()));
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(new URL('/api/v1/agent-sessions/sources', url), { headers });
  expect(answer.status).toBe(200);
});
