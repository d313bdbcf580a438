import type { BrowserWindow, BrowserWindowConstructorOptions, Session } from 'electron';
import type { ElectronParts } from './electron-parts.ts';
import { pageUrl, stoppedUrl } from './page.ts';

export interface WindowParts {
  session: Session;
  /** The preload script's file. */
  preload: string;
  isPackaged: boolean;
}

/** Options of the only kind of window there is. What Electron shuts by default is said again: a default can change. */
export function windowOptions({ session, preload, isPackaged }: WindowParts): BrowserWindowConstructorOptions {
  return {
    width: 1440,
    height: 900,
    minWidth: 480,
    minHeight: 360,
    show: false,
    title: 'Rearview',
    webPreferences: {
      session,
      preload,
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
      devTools: !isPackaged,
    },
  };
}

/** Makes the window and loads the page. A page that crashes is loaded once more, then replaced by words. */
export function createWindow(
  { BrowserWindow }: Pick<ElectronParts, 'BrowserWindow'>,
  parts: WindowParts,
): BrowserWindow {
  const window = new BrowserWindow(windowOptions(parts));
  window.once('ready-to-show', () => window.show());
  let crashes = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    crashes += 1;
    if (crashes <= 2) void window.loadURL(crashes === 1 ? pageUrl : stoppedUrl);
  });
  void window.loadURL(pageUrl);
  return window;
}
