import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell } from 'electron';
import { defaultDataDir, startEngine } from '../engine/start-worker.ts';
import { startDesktop } from './desktop.ts';

const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const data_dir = defaultDataDir(process.env, process.platform, homedir());

/** Names the kind of a bug and nothing else: messages may hold text of sessions. */
const onBug = (error: unknown): void => {
  console.error(`Rearview: a bug was caught (${error instanceof Error ? error.name : typeof error}).`);
};

startDesktop(
  { app, BrowserWindow, dialog, ipcMain, Menu, protocol, session, shell },
  {
    page_folder: beside('../renderer/'),
    preload: beside('../preload/index.cjs'),
    data_dir,
    startEngine: () =>
      startEngine({
        engine_url: new URL('./engine.js', import.meta.url),
        reader_url: new URL('./reader.js', import.meta.url),
        environment: process.env,
        home: homedir(),
        data_dir,
      }),
    onBug,
  },
).catch((error: unknown) => {
  dialog.showErrorBox('Rearview could not start', error instanceof Error ? error.message : String(error));
  app.exit(1);
});
