import type { BrowserWindow } from 'electron';
import { fail, ok, type Result } from '../contract/result.ts';
import type { ElectronParts } from './electron-parts.ts';

/** Asks the person about an address and opens it in their browser if they agree. */
export type OpenLink = (url: unknown) => Promise<Result<{ opened: boolean }>>;

const mostCharacters = 2048;

/**
 * An address that may be shown to the person as a link to open, or null.
 * Only plain https: no user names, no blanks or control characters, spelt or encoded, and nothing a parser has to guess.
 */
export function linkFromText(text: unknown): URL | null {
  if (typeof text !== 'string' || text.length > mostCharacters) return null;
  if (!/^https:\/\/[^/?#\\@]/i.test(text)) return null;
  // oxlint-disable-next-line no-control-regex -- these are the characters to be refused
  if (/[\u0000-\u0020\u007f-\u009f\\]|%[01][0-9a-f]|%7f/i.test(text)) return null;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === 'https:' && url.username === '' && url.password === '' && url.hostname !== '' ? url : null;
}

/**
 * The only way to the person's browser. Every route leads through it: links in the page, windows the page tries to open,
 * places it tries to go. One question stands at a time, so that a page cannot wear a person down with questions.
 */
export function linkOpener(
  { dialog, shell }: Pick<ElectronParts, 'dialog' | 'shell'>,
  window: () => BrowserWindow | null,
): OpenLink {
  let isAsking = false;
  return async (text) => {
    const url = linkFromText(text);
    if (!url) return fail('bad_request', 'Only plain https links are opened.');
    const parent = window();
    if (isAsking || !parent) return ok({ opened: false });
    isAsking = true;
    try {
      const { response } = await dialog.showMessageBox(parent, question(url));
      if (response !== 1) return ok({ opened: false });
      await shell.openExternal(url.href);
      return ok({ opened: true });
    } catch {
      return fail('unavailable', 'The browser could not be opened.');
    } finally {
      isAsking = false;
    }
  };
}

/** Shows the whole address; a host of foreign letters stands there in its `xn--` form. */
function question(url: URL): Electron.MessageBoxOptions {
  return {
    type: 'question',
    buttons: ['Cancel', 'Open in browser'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
    title: 'Open link',
    message: `Open this page of ${url.host} in your browser?`,
    detail: url.href,
  };
}
