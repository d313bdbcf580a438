import type { Session, WebContents } from 'electron';
import type { Assets } from '../assets/read-assets.ts';
import type { ElectronParts } from './electron-parts.ts';
import type { OpenLink } from './links.ts';
import { answerAsset, isOwnPage, pageOrigin, scheme } from './page.ts';
import { isAllowedRequest } from './requests.ts';

/** Shuts every contents that ever comes to be, ours or not: it stays where it is, opens nothing and embeds nothing. */
export function lockContents(contents: WebContents, openLink: OpenLink): void {
  contents.on('will-navigate', (event) => {
    if (isOwnPage(event.url)) return;
    event.preventDefault();
    void openLink(event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openLink(url);
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
}

/** Shuts the program as a whole: no login, no certificate, no exception for a broken one. */
export function lockApp({ app }: Pick<ElectronParts, 'app'>, openLink: OpenLink): void {
  app.on('web-contents-created', (_event, contents) => lockContents(contents, openLink));
  app.on('login', (event, _contents, _details, _info, answer) => {
    event.preventDefault();
    answer();
  });
  app.on('certificate-error', (event, _contents, _url, _error, _certificate, trust) => {
    event.preventDefault();
    trust(false);
  });
  app.on('select-client-certificate', (event, _contents, _url, _list, choose) => {
    event.preventDefault();
    choose();
  });
}

/** Shuts the session of the window: it hands out the page, keeps nothing on disk, reaches nothing and is permitted nothing. */
export function lockSession(session: Session, assets: Assets, isPackaged: boolean): void {
  session.protocol.handle(scheme, (request) => answerAsset(assets, request));
  session.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !isAllowedRequest(details, isPackaged) }));
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    answer(isPermitted(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isPermitted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setUSBProtectedClassesHandler((details) => details.protectedClasses);
  session.on('will-download', (event) => event.preventDefault());
  session.setSpellCheckerEnabled(false);
  session.enableNetworkEmulation({ offline: true });
}

/** The page may put text into the clipboard, which the person asks it to; it may do nothing else. */
export function isPermitted(permission: string, origin: string): boolean {
  return permission === 'clipboard-sanitized-write' && (origin === pageOrigin || origin.startsWith(`${pageOrigin}/`));
}
