import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findElectron } from '../../scripts/desktop/electron-program.ts';
import type { DesktopBridge } from '../../src/rpc/desktop-bridge.ts';
import { methodNames } from '../../src/contract/methods.ts';
import { builtFile, plantedSecret, root, sessionId, type World, worldWithOneSession } from './built-app.ts';

declare global {
  interface Window {
    readonly rearview?: DesktopBridge;
  }
}

const program = findElectron(root, process.env, process.platform);
const hasDisplay = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
const missing = program === null ? 'The Electron runtime is missing' : hasDisplay ? null : 'There is no display';
if (missing !== null) {
  console.warn(`\n!! ${missing}: the desktop shell itself is NOT tested in this run.\n`);
}

/** Root has no Chromium sandbox; nobody else gets this switch, and the app never sets it. */
const forRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

describe.skipIf(missing !== null)('the desktop shell', () => {
  let world: World;
  let app: ElectronApplication;
  let page: Page;
  const console_errors: string[] = [];

  const crash = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
  const currentUrl = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getURL());

  beforeAll(async () => {
    builtFile('main/index.js');
    world = worldWithOneSession();
    const display = { DISPLAY: process.env['DISPLAY'] ?? '', WAYLAND_DISPLAY: process.env['WAYLAND_DISPLAY'] ?? '' };
    app = await _electron.launch({
      executablePath: program ?? '',
      args: [...forRoot, root],
      env: { ...world.environment, ...display },
    });
    page = await app.firstWindow();
    page.on('console', (message) => {
      if (message.type() === 'error') console_errors.push(message.text());
    });
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 0, checkboxChecked: false });
    });
    await page.waitForSelector('#root *');
  }, 60_000);
  afterAll(() => app?.close());

  test('shows the page at its own address, with something on it', async () => {
    expect(page.url()).toMatch(/^app:\/\/bundle\/index\.html/);
    expect(await page.locator('#root').innerText()).not.toBe('');
    expect(console_errors).toEqual([]);
  });

  test('has Node 24 and full-text search inside', async () => {
    const versions = await app.evaluate(() => process.versions);
    expect(Number(versions.node.split('.')[0])).toBeGreaterThanOrEqual(24);
    await expect
      .poll(async () => (await page.evaluate(() => window.rearview?.api.search({ q: 'login' })))?.ok, {
        timeout: 20_000,
      })
      .toBe(true);
  });

  test('gives the page one frozen object and nothing of Node or Electron', async () => {
    const seen = await page.evaluate(() => ({
      keys: Object.keys(window.rearview ?? {}),
      methods: Object.keys(window.rearview?.api ?? {}),
      leaked: ['require', 'process', 'Buffer', 'module', 'global', 'ipcRenderer', '__dirname'].filter(
        (name) => name in globalThis,
      ),
    }));
    expect(seen).toEqual({ keys: ['api', 'onEvent', 'openLink', 'saveFile'], methods: methodNames, leaked: [] });
  });

  test('answers calls of the page from the session on disk, without its secret', async () => {
    await expect
      .poll(
        () =>
          page.evaluate(async () => {
            const answer = await window.rearview?.api.sessions({});
            return answer?.ok ? answer.value.sessions.map((session) => session.session_id) : null;
          }),
        { timeout: 20_000 },
      )
      .toEqual([sessionId]);
    const messages = await page.evaluate((session_id) => window.rearview?.api.messages({ session_id }), sessionId);
    expect(JSON.stringify(messages)).toContain('[REDACTED:');
    expect(JSON.stringify(messages)).not.toContain(plantedSecret.slice(14, 40));
  });

  test('refuses calls that the contract does not know', async () => {
    const answers = await page.evaluate(async () => {
      const api = window.rearview?.api as unknown as Record<string, (input: unknown) => Promise<{ ok: boolean }>>;
      const inputs = ['x', 1, [], { path: '/etc/passwd' }, { limit: 10_000 }, { q: 'x'.repeat(100_000) }];
      return Promise.all(inputs.map(async (input) => (await api['sessions']?.(input))?.ok));
    });
    expect(answers).toEqual([false, false, false, false, false, false]);
  });

  test('has the locks of a window without rights', async () => {
    const preferences = await app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  test('stays where it is when the page tries to leave', async () => {
    for (const url of ['https://example.com/', 'file:///etc/passwd', 'data:text/html,x', 'app://bundle/nothing']) {
      await page.evaluate((address) => location.assign(address), url).catch(() => {});
      await page.waitForTimeout(200);
      expect(page.url()).toMatch(/^app:\/\/bundle\/index\.html/);
    }
  });

  test('opens no second window', async () => {
    const opened = await page.evaluate(() =>
      ['https://example.com/', 'about:blank', 'app://bundle/index.html'].map((url) => window.open(url) === null),
    );
    expect(opened).toEqual([true, true, true]);
    expect(app.windows()).toHaveLength(1);
  });

  test('hands no bad link to the system, and a good one only after a question', async () => {
    const asked = await app.evaluate(({ dialog, shell }) => {
      const seen = { questions: [] as string[], opened: [] as string[] };
      Object.assign(globalThis, { seen });
      dialog.showMessageBox = (async (_window: unknown, options: { detail: string }) => {
        seen.questions.push(options.detail);
        return { response: 1, checkboxChecked: false };
      }) as typeof dialog.showMessageBox;
      shell.openExternal = async (url: string) => void seen.opened.push(url);
      return seen;
    });
    expect(asked).toEqual({ questions: [], opened: [] });
    await page.evaluate(async () => {
      for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'smb://host/x', 'https://user@example.com/']) {
        await window.rearview?.openLink(url);
      }
      await window.rearview?.openLink('https://example.com/a');
    });
    const seen = await app.evaluate(() => (globalThis as unknown as { seen: unknown }).seen);
    expect(seen).toEqual({ questions: ['https://example.com/a'], opened: ['https://example.com/a'] });
  });

  test('makes no request but for its own files', async () => {
    const reached = await page.evaluate(async () => {
      const urls = ['https://example.com/', 'http://127.0.0.1:9/', 'file:///etc/passwd', 'app://bundle/index.html'];
      const tries = urls.map((url) =>
        fetch(url, { mode: 'no-cors' }).then(
          () => true,
          () => false,
        ),
      );
      return Promise.all(tries);
    });
    expect(reached).toEqual([false, false, false, false]);
  });

  test('runs no code made from text', async () => {
    const outcome = await page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          setTimeout(() => {
            try {
              // oxlint-disable-next-line no-eval -- that it fails is what is tested
              resolve(`ran: ${globalThis.eval('1 + 1')}`);
            } catch (error) {
              resolve((error as Error).name);
            }
          });
        }),
    );
    expect(outcome).toBe('EvalError');
  });

  test('is permitted nothing but to write text into the clipboard', async () => {
    const states = await page.evaluate(async () => {
      const names = ['geolocation', 'notifications', 'camera', 'microphone', 'midi', 'clipboard-read'];
      const asked = names.map((name) => navigator.permissions.query({ name: name as PermissionName }));
      return (await Promise.all(asked)).map((status) => status.state);
    });
    expect(states.every((state) => state === 'denied')).toBe(true);
  });

  test('downloads nothing', async () => {
    const cancelled = await app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<boolean>((resolve) => {
          const contents = BrowserWindow.getAllWindows()[0]?.webContents;
          contents?.session.once('will-download', (event) => setImmediate(() => resolve(event.defaultPrevented)));
          void contents?.downloadURL('app://bundle/index.html');
          setTimeout(() => resolve(true), 3_000);
        }),
    );
    expect(cancelled).toBe(true);
  });

  test('a second instance ends at once', async () => {
    const env = { ...world.environment, DISPLAY: process.env['DISPLAY'] ?? '' };
    const second = spawn(program ?? '', [...forRoot, root, '--inspect=0'], { env, stdio: 'ignore' });
    const [code] = (await once(second, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(app.windows()).toHaveLength(1);
  });

  test('leaves no text of the session in its profile', () => {
    for (const name of readdirSync(world.data_dir, { recursive: true }) as string[]) {
      const file = join(world.data_dir, name);
      if (!statSync(file).isFile()) continue;
      expect(readFileSync(file).includes(plantedSecret.slice(14, 40))).toBe(false);
      if (name.startsWith('window')) expect(readFileSync(file).includes('I will run the')).toBe(false);
    }
  });

  test('loads a crashed page once more, and then says that it stopped', async () => {
    await crash();
    await expect.poll(currentUrl, { timeout: 10_000 }).toBe('app://bundle/index.html');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await crash();
    await expect.poll(currentUrl, { timeout: 10_000 }).toBe('app://bundle/stopped.html');
  });
});
