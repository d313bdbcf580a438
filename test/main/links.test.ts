import { describe, expect, test } from 'vitest';
import { linkFromText, linkOpener } from '../../src/main/links.ts';
import { lockContents } from '../../src/main/locks.ts';
import type { BrowserWindow, WebContents } from 'electron';
import { FakeContents, fakeElectron, fakeEvent } from './fake-electron.ts';

const good: [text: string, shown: string][] = [
  ['https://example.com', 'https://example.com/'],
  ['https://example.com/a/b?c=d#e', 'https://example.com/a/b?c=d#e'],
  ['HTTPS://Example.COM/A', 'https://example.com/A'],
  ['https://example.com:8443/x', 'https://example.com:8443/x'],
  ['https://х.com/', 'https://xn--u1a.com/'],
  ['https://xn--u1a.com/', 'https://xn--u1a.com/'],
  ['https://example.com/ä', 'https://example.com/%C3%A4'],
  ['https://example.com/\u202egpj.exe', 'https://example.com/%E2%80%AEgpj.exe'],
  ['https://[2001:db8::1]/', 'https://[2001:db8::1]/'],
  ['https://example.com/mail@home', 'https://example.com/mail@home'],
];

const bad: unknown[] = [
  '',
  ' ',
  'https:',
  'https:/',
  'https://',
  'https:///',
  'https:///example.com',
  'https:/example.com',
  'https:example.com',
  'https:\\\\example.com',
  'https://\\example.com',
  'https://example.com\\@evil.example',
  'https://?x',
  'https://#x',
  'https://@example.com/',
  'https://user@example.com/',
  'https://user:word@example.com/',
  'https://:word@example.com/',
  'https://example.com%00.evil.example/',
  'https://example.com/%00',
  'https://example.com/%0d%0aSet-Cookie:x',
  'https://example.com/%0A',
  'https://example.com/%1b[31m',
  'https://example.com/%7f',
  'https://example.com/a b',
  'https://example.com/\n',
  'https://exa\tmple.com/',
  'https://example.com/\u0000',
  'https://example.com/\u0085',
  ' https://example.com/',
  'https://exa mple.com/',
  'https://%/',
  'https://[::1',
  'https://example.com:99999/',
  'http://example.com/',
  'HTTP://example.com/',
  '//example.com/',
  '/etc/passwd',
  'example.com',
  '\\\\host\\share',
  '//host/share',
  'file:///etc/passwd',
  'file://host/share',
  'smb://host/share',
  'ftp://example.com/',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  'mailto:a@example.com',
  'tel:123',
  'sms:123',
  'ms-msdt:/id',
  'search-ms:query=x',
  'calculator:',
  'vscode://file/etc/passwd',
  'app://bundle/index.html',
  'app://bundle/../x',
  'chrome://settings',
  'about:blank',
  'blob:https://example.com/1',
  'view-source:https://example.com/',
  `https://example.com/${'x'.repeat(2100)}`,
  `https://example.com/${'x'.repeat(1_000_000)}`,
  null,
  undefined,
  42,
  {},
  ['https://example.com/'],
  { toString: () => 'https://example.com/' },
  new URL('https://example.com/'),
];

describe('which text is a link', () => {
  test.each(good)('%j is, and is shown as %s', (text, shown) => {
    expect(linkFromText(text)?.href).toBe(shown);
  });

  test('at least sixty others are tried', () => expect(bad.length).toBeGreaterThanOrEqual(60));

  test.each(bad.map((text) => [text]))('%j is not', (text) => {
    expect(linkFromText(text)).toBeNull();
  });
});

/** The five ways a page can try to reach the browser; each gives back what the fake shell opened. */
const routes = {
  'the bridge': async (text, { open }) => void (await open(text)),
  'a new window': async (text, { contents }) => {
    expect(contents.openHandler?.({ url: text })).toEqual({ action: 'deny' });
  },
  'going there': async (text, { contents }) => {
    const event = fakeEvent({ url: text, isMainFrame: true });
    contents.emit('will-navigate', event);
    expect(event.defaultPrevented || text === 'app://bundle/index.html').toBe(true);
  },
  'a frame going there': async (text, { contents }) => {
    const event = fakeEvent({ url: text, isMainFrame: false });
    contents.emit('will-frame-navigate', event);
    expect(event.defaultPrevented).toBe(true);
  },
  'being sent there': async (text, { contents }) => {
    const event = fakeEvent({ url: text, isMainFrame: true });
    contents.emit('will-redirect', event);
    expect(event.defaultPrevented).toBe(true);
  },
} satisfies Record<
  string,
  (text: unknown, way: { contents: FakeContents; open: (text: unknown) => Promise<unknown> }) => Promise<void>
>;

async function opened(text: unknown, route: keyof typeof routes, response: number) {
  const fake = fakeElectron();
  const open = linkOpener(fake.electron, () => ({}) as BrowserWindow);
  const contents = new FakeContents(1);
  lockContents(contents as unknown as WebContents, open);
  fake.answers.push({ response });
  await routes[route](text, { contents, open });
  await new Promise((resolve) => setImmediate(resolve));
  return fake;
}

describe.each(Object.keys(routes) as (keyof typeof routes)[])('by %s', (route) => {
  test('no bad text reaches the person or the browser', async () => {
    for (const text of route === 'the bridge' ? bad : bad.filter((one) => typeof one === 'string')) {
      const fake = await opened(text, route, 1);
      expect([fake.opened, fake.dialogs]).toEqual([[], []]);
    }
  });
});

describe.each(['the bridge', 'a new window', 'going there'] as const)('a good link by %s', (route) => {
  test('is shown whole and opened when the person agrees', async () => {
    for (const [text, shown] of good) {
      const fake = await opened(text, route, 1);
      expect(fake.opened).toEqual([shown]);
      expect(fake.dialogs).toMatchObject([
        { detail: shown, defaultId: 0, cancelId: 0, buttons: ['Cancel', 'Open in browser'] },
      ]);
    }
  });

  test('is not opened when the person does not', async () => {
    const fake = await opened('https://example.com/', route, 0);
    expect([fake.opened, fake.dialogs.length]).toEqual([[], 1]);
  });
});

describe('the question', () => {
  test('stands once at a time', async () => {
    const fake = fakeElectron();
    const open = linkOpener(fake.electron, () => ({}) as BrowserWindow);
    fake.answers.push({ response: 1 }, { response: 1 });
    const [first, second] = await Promise.all([open('https://one.example/'), open('https://two.example/')]);
    expect(first).toEqual({ ok: true, value: { opened: true } });
    expect(second).toEqual({ ok: true, value: { opened: false } });
    expect(fake.opened).toEqual(['https://one.example/']);
    expect(await open('https://two.example/')).toEqual({ ok: true, value: { opened: true } });
  });

  test('is not asked without a window to ask it in', async () => {
    const fake = fakeElectron();
    expect(await linkOpener(fake.electron, () => null)('https://one.example/')).toEqual({
      ok: true,
      value: { opened: false },
    });
    expect(fake.dialogs).toEqual([]);
  });

  test('a browser that does not start is an answer, not a crash, and does not block the next link', async () => {
    const fake = fakeElectron();
    fake.electron.shell.openExternal = () => Promise.reject(new Error('no browser at /home/dev'));
    const open = linkOpener(fake.electron, () => ({}) as BrowserWindow);
    fake.answers.push({ response: 1 }, { response: 1 });
    const failed = {
      ok: false,
      error: { code: 'unavailable', message: 'The browser could not be opened.', advice: null },
    };
    expect(await open('https://one.example/')).toEqual(failed);
    expect(await open('https://one.example/')).toEqual(failed);
  });
});
