import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';
import type { RunningEngine } from '../engine/start-worker.ts';
import { channels } from '../rpc/desktop-bridge.ts';
import { serveBridge } from './bridge.ts';
import { checkedCalls } from './checked-call.ts';
import type { ElectronParts } from './electron-parts.ts';
import { linkOpener } from './links.ts';
import { lockApp, lockSession } from './locks.ts';
import { menuTemplate } from './menu.ts';
import { readPage, scheme } from './page.ts';
import { quietChromium, quietResolver } from './quiet-chromium.ts';
import { fileSaver } from './save-file.ts';
import { createWindow } from './window.ts';

export interface DesktopOptions {
  /** The folder of the built page. */
  page_folder: string;
  preload: string;
  /** Where catalog and settings are kept; the window's own few files go below it. */
  data_dir: string;
  startEngine(): RunningEngine;
  onBug(error: unknown): void;
}

/**
 * Starts the desktop app; settles once the window is on its way. Does nothing but give up when another one is running.
 * The first part must run before Electron is ready, so this is to be called without waiting for anything.
 */
export async function startDesktop(electron: ElectronParts, options: DesktopOptions): Promise<void> {
  const { app, ipcMain, Menu, protocol } = electron;
  quietChromium(electron);
  app.enableSandbox();
  protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true } }]);
  keepProfileIn(electron, options.data_dir);
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  let window: BrowserWindow | null = null;
  const openLink = linkOpener(electron, () => window);
  lockApp(electron, openLink);
  await app.whenReady();
  quietResolver(electron);

  const session = electron.session.fromPartition('rearview', { cache: false });
  lockSession(session, readPage(options.page_folder), app.isPackaged);
  const engine = options.startEngine();
  serveBridge({
    ipcMain,
    call: checkedCalls(engine.call, options.onBug),
    openLink,
    saveFile: fileSaver(electron, {
      window: () => window,
      settings: () => engine.api.settings({}),
      data_dir: options.data_dir,
      onBug: options.onBug,
    }),
    isOurs: (id) => window?.webContents.id === id,
  });
  engine.onEvent((event) => {
    if (window && !window.webContents.isDestroyed()) window.webContents.send(channels.event, event);
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(process.platform === 'darwin', app.isPackaged)));
  const openWindow = (): void => {
    window = createWindow(electron, { session, preload: options.preload, isPackaged: app.isPackaged });
    window.on('closed', () => (window = null));
  };
  openWindow();
  const showWindow = (): void => (window ? bringForward(window) : openWindow());
  app.on('second-instance', showWindow);
  app.on('activate', showWindow);
  app.on('window-all-closed', () => app.quit());
  stopBeforeQuitting(electron, async () => {
    await engine.stop();
    await session.clearStorageData();
  });
}

/** Chromium wants a folder for locks and the like; page content never goes there, since the session lives in memory. */
function keepProfileIn({ app }: ElectronParts, data_dir: string): void {
  const profile = join(data_dir, 'window');
  mkdirSync(profile, { recursive: true, mode: 0o700 });
  app.setPath('userData', profile);
}

function bringForward(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.focus();
}

/** Lets the engine finish what it writes. Its failure must not keep the program open. */
function stopBeforeQuitting({ app }: ElectronParts, stop: () => Promise<void>): void {
  let isStopped = false;
  app.on('will-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    const finish = (): void => {
      isStopped = true;
      app.quit();
    };
    stop().then(finish, finish);
  });
}
