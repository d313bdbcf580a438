import type { IpcRenderer } from 'electron';
import type { Api } from '../contract/api.ts';
import type { EngineEvent } from '../contract/events.ts';
import { methodNames } from '../contract/methods.ts';
import type { Result } from '../contract/result.ts';
import { channels, type DesktopBridge } from '../rpc/desktop-bridge.ts';

/**
 * What the page is given: one function for each method of the list, the engine's news, links, and files to be saved.
 * No function takes a channel, and no event object of Electron is passed on.
 */
export function desktopBridge(ipcRenderer: Pick<IpcRenderer, 'invoke' | 'on' | 'off'>): DesktopBridge {
  const call = (name: string) => (input: unknown) => ipcRenderer.invoke(channels.call, name, input);
  const api = Object.fromEntries(methodNames.map((name) => [name, call(name)]));
  return Object.freeze({
    api: Object.freeze(api) as unknown as Api,
    onEvent(listener: (event: EngineEvent) => void) {
      const pass = (_event: unknown, news: EngineEvent): void => listener(news);
      ipcRenderer.on(channels.event, pass);
      return () => void ipcRenderer.off(channels.event, pass);
    },
    openLink: (url: string) => ipcRenderer.invoke(channels.openLink, url) as Promise<Result<{ opened: boolean }>>,
    saveFile: (name: string, parts: readonly string[]) =>
      ipcRenderer.invoke(channels.saveFile, name, parts) as Promise<Result<{ saved: boolean }>>,
  });
}
