import { describe, expect, test } from 'vitest';
import { checkLink } from '../../../../src/renderer/session/link/check-link.ts';

const opened: [href: string, host: string, written: string | null][] = [
  ['https://example.com', 'example.com', null],
  ['https://example.com/', 'example.com', null],
  ['HTTPS://Example.COM/Path', 'example.com', null],
  ['https://example.com:8443/a?b=c#d', 'example.com:8443', null],
  ['https://example.com:443/', 'example.com', null],
  ['https://example.com/a%20b', 'example.com', null],
  ['https://de.wikipedia.org/wiki/Köln', 'de.wikipedia.org', null],
  ['https://[::1]/', '[::1]', null],
  ['https://х.com', 'xn--u1a.com', 'х.com'],
  ['https://münchen.de/', 'xn--mnchen-3ya.de', 'münchen.de'],
  ['https://xn--u1a.com', 'xn--u1a.com', null],
  ['https://0x7f.1/', '127.0.0.1', '0x7f.1'],
  ['https://example.com/?u=a@b', 'example.com', null],
  ['https://example.com/#javascript:alert(1)', 'example.com', null],
];

const refused: string[] = [
  '',
  'example.com',
  '/relative',
  './src/file.ts',
  '#anchor',
  '?query',
  '//host/path',
  '\\\\host\\share',
  'https:example.com',
  'https:/example.com',
  'https://',
  'https:///example.com',
  'https:\\\\example.com',
  'https://example.com\\@evil.com',
  'https://a@b',
  'https://user:pass@example.com/',
  'https://example.com@evil.com/',
  'https://@example.com/',
  'https://example%2ecom/',
  'https://x.com%00.evil',
  'https://exam\u00ADple.com',
  'https://example.com/\u202Egnp.exe',
  'https://example.com/\u200B',
  'https://example.com/a b',
  'https://example.com/\n',
  ' https://example.com',
  'https://example.com ',
  'h\tttps://example.com',
  'java\nscript:alert(1)',
  'http://example.com',
  'http://localhost:3000/',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'javascript://example.com/%0aalert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'blob:https://example.com/uuid',
  'file:///etc/passwd',
  'file://host/share',
  'smb://host/share',
  'ms-msdt:/id PCWDiagnostic',
  'search-ms:query=x&crumb=location:\\\\host',
  'calculator:',
  'tel:+123',
  'sms:+123',
  'mailto:a@example.com',
  'xmpp:a@example.com',
  'ftp://example.com/',
  'ws://example.com/',
  'wss://example.com/',
  'app://bundle/../x',
  'app://bundle/index.html',
  'chrome://settings',
  'devtools://devtools',
  'view-source:https://example.com',
  'about:blank',
  'vscode://file/etc/passwd',
  'filesystem:https://example.com/x',
  `https://example.com/${'a'.repeat(3000)}`,
  `https://${'a'.repeat(1_000_000)}`,
  'https://exa mple.com',
  'https://example.com:99999/',
];

describe('an address out of a log', () => {
  test.each(opened)('%s may be offered', (href, host, written) => {
    const check = checkLink(href);
    expect(check).toMatchObject({ ok: true, link: { host, written_host: written } });
    if (check.ok) expect(new URL(check.link.url).protocol).toBe('https:');
  });

  test.each(refused.map((href) => [href.slice(0, 60), href]))('%j is refused', (_, href) => {
    expect(checkLink(href)).toMatchObject({ ok: false, reason: expect.stringMatching(/^[A-Z].*\.$/) });
  });
});
