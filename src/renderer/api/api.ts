import './without-eval.ts';
import type { Api, Connection } from '../../contract/api.ts';
import type { Result } from '../../contract/result.ts';
import type { DesktopBridge } from '../../rpc/desktop-bridge.ts';
import { connectOverHttp } from './http.ts';
import { openInTab } from './open-in-tab.ts';
import { takeToken } from './token.ts';

declare global {
  interface Window {
    /** Put there by the desktop window's preload; absent in a browser. */
    readonly rearview?: DesktopBridge;
  }
}

const connection: Connection = window.rearview ?? connectOverHttp({ origin: location.origin, token: takeToken() });

/** The engine, whichever way it is reached. */
export const api: Api = connection.api;

/** Calls `listener` for each piece of the engine's news until the returned function is called. */
export const onEvent: Connection['onEvent'] = (listener) => connection.onEvent(listener);

/** Asks the person whether to open an https address outside the app, and opens it if so. Other addresses are refused. */
export function openLink(url: string): Promise<Result<{ opened: boolean }>> {
  return window.rearview ? window.rearview.openLink(url) : openInTab(url);
}
