import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startDesktop } from '../../src/main/desktop.ts';
import { isPermitted } from '../../src/main/locks.ts';
import { menuTemplate } from '../../src/main/menu.ts';
import { channels } from '../../src/rpc/desktop-bridge.ts';
import { builtPage } from '../helpers/built-page.ts';
import { type FakeEngine, fakeEngine, idleStatus } from '../helpers/small-engine.ts';
import { FakeContents, type FakeElectron, fakeElectron, fakeEvent, FakeWindow } from './fake-electron.ts';

interface Started extends FakeElectron {
  engine: FakeEngine;
  engines: number;
  data_dir: string;
  window: FakeWindow;
}

async function start(options: Parameters<typeof fakeElectron>[0] = {}): Promise<Started> {
  const fake = fakeElectron(options);
  const engine = fakeEngine();
  const data_dir = join(mkdtempSync(join(tmpdir(), 'rearview-data-')), 'data');
  let engines = 0;
  await startDesktop(fake.electron, {
    page_folder: builtPage(),
    preload: '/out/preload/index.cjs',
    data_dir,
    startEngine: () => {
      engines += 1;
      return engine;
    },
    onBug: () => {},
  });
  return { ...fake, engine, engines, data_dir, window: FakeWindow.made[0] as FakeWindow };
}

const names = (fake: FakeElectron): string[] => fake.app.calls.map(([name]) => name);

describe('before Electron is ready', () => {
  test('sandbox, switches, scheme and lock are set', async () => {
    const fake = await start();
    const before = names(fake).slice(0, names(fake).indexOf('ready'));
    expect(before).toEqual(expect.arrayContaining(['switch', 'enableSandbox', 'setPath', 'lock']));
    expect(fake.schemes).toEqual([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
  });

  test('Chromium is told to keep quiet', async () => {
    const fake = await start();
    const switches = fake.app.calls.filter(([name]) => name === 'switch').map(([, ...rest]) => rest.join('='));
    expect(switches).toEqual(
      expect.arrayContaining([
        'disable-background-networking',
        'disable-component-update',
        'disable-domain-reliability',
        'host-resolver-rules=MAP * ~NOTFOUND',
        'no-proxy-server',
      ]),
    );
    expect(switches).not.toContain('no-sandbox');
    expect(fake.app.calls).toContainEqual([
      'configureHostResolver',
      { enableBuiltInResolver: false, secureDnsMode: 'off' },
    ]);
  });

  test('the profile lies in a private folder of our own data', async () => {
    const fake = await start();
    const profile = join(fake.data_dir, 'window');
    expect(fake.app.calls).toContainEqual(['setPath', 'userData', profile]);
    expect(statSync(profile).mode & 0o777).toBe(0o700);
  });
});

describe('a second instance', () => {
  test('gives up without starting anything', async () => {
    const fake = await start({ hasLock: false });
    expect(names(fake)).toContain('quit');
    expect([fake.engines, FakeWindow.made.length, fake.ipc]).toEqual([0, 0, {}]);
  });

  test('brings the first one forward, and what it was called with is not read', async () => {
    const fake = await start();
    fake.window.minimized = true;
    const argv = new Proxy([], {
      get: () => {
        throw new Error('the arguments were read');
      },
    });
    fake.app.emit('second-instance', fakeEvent(), argv, '/tmp');
    expect([fake.window.minimized, fake.window.focused, FakeWindow.made.length]).toEqual([false, 1, 1]);
  });
});

describe('the window', () => {
  test('has every lock', async () => {
    const fake = await start();
    expect(fake.window.options['webPreferences']).toEqual({
      session: fake.session,
      preload: '/out/preload/index.cjs',
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      experimentalFeatures: false,
      webviewTag: false,
      plugins: false,
      webgl: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      safeDialogs: true,
      enableWebSQL: false,
      disableBlinkFeatures: 'Auxclick',
      devTools: false,
    });
    expect(fake.window.urls).toEqual(['app://bundle/index.html']);
  });

  test('has developer tools in unpackaged builds', async () => {
    const fake = await start({ isPackaged: false });
    expect(fake.window.options['webPreferences']).toMatchObject({ devTools: true });
  });

  test('keeps its session in memory', async () => {
    const fake = await start();
    expect(fake.partitions).toEqual([['rearview', { cache: false }]]);
  });

  test('is shown once it has something to show', async () => {
    const fake = await start();
    expect(fake.window.shown).toBe(0);
    fake.window.emit('ready-to-show');
    expect(fake.window.shown).toBe(1);
  });

  test('loads a crashed page once more, then says so, then leaves it', async () => {
    const { window } = await start();
    const crash = (reason: string): boolean => window.webContents.emit('render-process-gone', fakeEvent(), { reason });
    crash('clean-exit');
    expect(window.urls).toHaveLength(1);
    crash('crashed');
    crash('oom');
    crash('crashed');
    expect(window.urls.slice(1)).toEqual(['app://bundle/index.html', 'app://bundle/stopped.html']);
  });

  test('is told the news of the engine', async () => {
    const { window, engine } = await start();
    engine.send({ type: 'status', status: idleStatus });
    expect(window.webContents.sent).toEqual([[channels.event, { type: 'status', status: idleStatus }]]);
    window.emit('closed');
    engine.send({ type: 'status', status: idleStatus });
    expect(window.webContents.sent).toHaveLength(1);
  });

  test('its calls reach the engine; those of any other contents do not', async () => {
    const fake = await start();
    const frame = { detached: false, origin: 'app://bundle', parent: null, url: 'app://bundle/index.html' };
    const call = fake.ipc[channels.call] as (...given: unknown[]) => Promise<unknown>;
    const answer = await call({ sender: fake.window.webContents, senderFrame: frame }, 'status', {});
    expect(answer).toEqual({ ok: true, value: idleStatus });
    const stranger = new FakeContents(1);
    expect(await call({ sender: stranger, senderFrame: frame }, 'status', {})).toMatchObject({ ok: false });
    expect(fake.engine.calls).toHaveLength(1);
  });

  test('is made anew when the program is called forward without one', async () => {
    const fake = await start();
    fake.window.emit('closed');
    fake.app.emit('activate');
    expect(FakeWindow.made).toHaveLength(2);
  });
});

describe('the session', () => {
  const permissions = [
    'clipboard-read',
    'display-capture',
    'fullscreen',
    'geolocation',
    'hid',
    'idle-detection',
    'keyboardLock',
    'local-fonts',
    'local-network-access',
    'media',
    'mediaKeySystem',
    'midi',
    'midiSysex',
    'notifications',
    'openExternal',
    'persistent-storage',
    'pointerLock',
    'sensors',
    'serial',
    'speaker-selection',
    'storage-access',
    'unknown',
    'usb',
    'window-management',
  ];

  test('permits nothing but writing text into the clipboard', async () => {
    const { session } = await start();
    const asked = (permission: string, url: string): unknown => {
      let answer: unknown = 'no answer';
      session.handlers['request']?.({}, permission, (given: unknown) => (answer = given), { requestingUrl: url });
      return answer;
    };
    for (const permission of permissions) {
      expect([permission, asked(permission, 'app://bundle/index.html')]).toEqual([permission, false]);
      expect([permission, session.handlers['check']?.({}, permission, 'app://bundle/')]).toEqual([permission, false]);
    }
    expect(asked('clipboard-sanitized-write', 'app://bundle/index.html')).toBe(true);
    expect(asked('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
    expect(isPermitted('clipboard-sanitized-write', 'app://bundle.evil/')).toBe(false);
  });

  test('gives out no device and no screen', async () => {
    const { session } = await start();
    let stream: unknown = 'no answer';
    let paired: unknown = 'no answer';
    session.handlers['display']?.({}, (given: unknown) => (stream = given));
    session.handlers['pairing']?.({}, (given: unknown) => (paired = given));
    expect([session.handlers['device']?.({}), stream, paired]).toEqual([false, null, { confirmed: false }]);
    expect(session.handlers['usb']?.({ protectedClasses: ['hid', 'audio'] })).toEqual(['hid', 'audio']);
  });

  test('cancels requests, downloads, spell checking and the network', async () => {
    const { session } = await start();
    let answer: unknown;
    const ask = (url: string): unknown => {
      session.handlers['onBeforeRequest']?.({ url, resourceType: 'xhr' }, (given: unknown) => (answer = given));
      return answer;
    };
    expect(ask('https://example.com/')).toEqual({ cancel: true });
    expect(ask('app://bundle/index.html')).toEqual({ cancel: false });
    const download = fakeEvent();
    session.emit('will-download', download, {});
    expect(download.defaultPrevented).toBe(true);
    expect(session.calls).toEqual([
      ['spellcheck', false],
      ['network', { offline: true }],
    ]);
  });

  test('hands out the page by its own scheme', async () => {
    const { session } = await start();
    const answer = session.handlers['protocol:app']?.(new Request('app://bundle/index.html')) as Response;
    expect([answer.status, await answer.text()]).toEqual([200, '<!doctype html><title>Rearview</title>']);
  });
});

async function born(): Promise<{ contents: FakeContents; fake: Started }> {
  const fake = await start();
  const contents = new FakeContents(55);
  fake.app.emit('web-contents-created', fakeEvent(), contents);
  return { contents, fake };
}

describe('any contents that come to be', () => {
  test.each([
    ['will-navigate', { url: 'https://example.com/' }, true],
    ['will-navigate', { url: 'file:///etc/passwd' }, true],
    ['will-navigate', { url: 'app://bundle/assets/index-a1b2.js' }, true],
    ['will-navigate', { url: 'app://bundle/index.html' }, false],
    ['will-navigate', { url: 'app://bundle/index.html#/sessions' }, false],
    ['will-frame-navigate', { url: 'about:srcdoc', isMainFrame: false }, true],
    ['will-frame-navigate', { url: 'app://bundle/index.html', isMainFrame: false }, true],
    ['will-frame-navigate', { url: 'app://bundle/index.html', isMainFrame: true }, false],
    ['will-redirect', { url: 'app://bundle/index.html' }, true],
    ['will-attach-webview', {}, true],
  ])('%s %j is prevented: %s', async (name, facts, expected) => {
    const { contents } = await born();
    const event = fakeEvent(facts);
    contents.emit(name, event);
    expect(event.defaultPrevented).toBe(expected);
  });

  test('open no window, whatever the address', async () => {
    const { contents } = await born();
    for (const url of ['https://example.com/', 'about:blank', 'app://bundle/index.html', 'javascript:1']) {
      expect(contents.openHandler?.({ url })).toEqual({ action: 'deny' });
    }
  });

  test('get no Bluetooth device', async () => {
    const { contents } = await born();
    let chosen: unknown = 'no answer';
    const event = fakeEvent();
    contents.emit('select-bluetooth-device', event, [{ deviceId: 'x' }], (given: unknown) => (chosen = given));
    expect([event.defaultPrevented, chosen]).toEqual([true, '']);
  });

  test('get no login and no broken certificate', async () => {
    const { fake } = await born();
    let trusted: unknown = 'no answer';
    const login = fakeEvent();
    const certificate = fakeEvent();
    const given: unknown[][] = [];
    fake.app.emit('login', login, {}, {}, {}, (...answer: unknown[]) => given.push(answer));
    fake.app.emit('certificate-error', certificate, {}, '', '', {}, (answer: unknown) => (trusted = answer));
    expect([login.defaultPrevented, given, certificate.defaultPrevented, trusted]).toEqual([true, [[]], true, false]);
  });
});

describe('the end', () => {
  test('waits for the engine, clears the session, and comes even when the engine fails to stop', async () => {
    for (const isBroken of [false, true]) {
      const fake = await start();
      if (isBroken) fake.engine.stop = () => Promise.reject(new Error('stuck'));
      const first = fakeEvent();
      fake.app.emit('will-quit', first);
      expect(first.defaultPrevented).toBe(true);
      await expect.poll(() => names(fake).includes('quit')).toBe(true);
      const second = fakeEvent();
      fake.app.emit('will-quit', second);
      expect(second.defaultPrevented).toBe(false);
      expect(fake.engine.is_stopped).toBe(!isBroken);
      if (!isBroken) expect(fake.session.calls).toContainEqual(['cleared', true]);
    }
  });

  test('comes when the last window is closed', async () => {
    const fake = await start();
    fake.app.emit('window-all-closed');
    expect(names(fake)).toContain('quit');
  });
});

test('a packaged menu has neither reload nor developer tools, on any platform', () => {
  for (const isMac of [true, false]) {
    const packaged = JSON.stringify(menuTemplate(isMac, true));
    expect(packaged).not.toMatch(/reload|toggleDevTools|forceReload/);
    expect(packaged).toMatch(/"copy".*"selectAll".*"zoomIn"/);
    expect(JSON.stringify(menuTemplate(isMac, false))).toMatch(/"reload".*"toggleDevTools"/);
  }
});
