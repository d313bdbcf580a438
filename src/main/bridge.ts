import type { IpcMain } from 'electron';
import { fail, type Result } from '../contract/result.ts';
import { channels } from '../rpc/desktop-bridge.ts';
import type { OpenLink } from './links.ts';
import { pageOrigin } from './page.ts';
import type { SaveFile } from './save-file.ts';
import { isTrustedSender, type SenderFacts } from './sender.ts';

export interface BridgeParts {
  ipcMain: Pick<IpcMain, 'handle'>;
  call(name: unknown, input: unknown): Promise<Result<unknown>>;
  openLink: OpenLink;
  saveFile: SaveFile;
  /** Whether the contents with this id are those of our window. */
  isOurs(contentsId: number): boolean;
}

/** The only place where messages of a window arrive. Strangers are turned away before anything is looked at. */
export function serveBridge({ ipcMain, call, openLink, saveFile, isOurs }: BridgeParts): void {
  const handle = (channel: string, answer: (...given: unknown[]) => Promise<Result<unknown>>): void => {
    ipcMain.handle(channel, (event, ...given: unknown[]) => {
      const isTrusted = isTrustedSender(event as SenderFacts, pageOrigin, isOurs);
      return isTrusted ? answer(...given) : fail('unauthorized', 'Only the page of this window is answered.');
    });
  };
  handle(channels.call, call);
  handle(channels.openLink, openLink);
  handle(channels.saveFile, saveFile);
}
