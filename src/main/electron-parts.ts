import type * as electron from 'electron';

/** The parts of Electron that the shell uses. They are handed around, never imported, so that tests can hand in others. */
export type ElectronParts = Pick<
  typeof electron,
  'app' | 'BrowserWindow' | 'dialog' | 'ipcMain' | 'Menu' | 'protocol' | 'session' | 'shell'
>;
