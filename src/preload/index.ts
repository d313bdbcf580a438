import { contextBridge, ipcRenderer } from 'electron';
import { desktopBridge } from './bridge.ts';

contextBridge.exposeInMainWorld('rearview', desktopBridge(ipcRenderer));
