import './without-eval.ts';
import type { Api, Connection } from '../../contract/api.ts';
import type { DesktopBridge } from '../../rpc/desktop-bridge.ts';
import { connectOverHttp } from './http.ts';
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
