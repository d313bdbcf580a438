import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { linkFromText } from '../../src/main/links.ts';
import { checkLink } from '../../src/renderer/session/link/check-link.ts';

const source = path.resolve(import.meta.dirname, '../../src');
const filesWith = (pattern: RegExp): string[] =>
  fs
    .readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && pattern.test(fs.readFileSync(path.join(source, file), 'utf8')));

/** Cases 86 and 87 of the list of hostile inputs: what must never be opened, whatever route it takes. */
// oxfmt-ignore
const refused: readonly string[] = [
  'javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'java\tscript:alert(1)', ' javascript:alert(1)', 'data:text/html,<script>1</script>', 'vbscript:x', 'blob:https://x.com/1',
  'file:///etc/passwd', 'smb://host/share', 'ms-msdt:/id', 'search-ms:query=x', 'calculator:', 'tel:123', 'mailto:a@b.c', 'app://bundle/../x', 'ftp://x.com', 'ws://x.com', 'chrome://settings', 'devtools://x', 'vscode://x',
  '//host', '\\\\host', '/path', '#a', 'https:x.com', 'https:/x.com', 'https:///x.com', 'https:\\\\x.com', 'https://a@b', 'https://u:p@x.com/', 'https://x.com%00.evil', 'https://x.com\\@evil', 'https://x.com/a b', 'https://x.com/\n', `https://x.com/${'a'.repeat(1_000_000)}`,
];
// oxfmt-ignore
const offered: readonly string[] = ['https://x.com', 'https://x.com:8443/a?b=c#d', 'https://х.com', 'https://[::1]/', 'https://x.com/?u=a@b'];

describe('86 and 87: every route to a page outside', () => {
  test('leads through one function of the page and one of the window', () => {
    expect(filesWith(/\bwindow\.open\(/)).toEqual(['renderer/session/link/open-link.ts']);
    expect(filesWith(/\bopenExternal\(/)).toEqual(['main/links.ts']);
    expect(filesWith(/target="_blank"|target: '_blank'/)).toEqual([]);
  });

  test.each(refused.map((href) => [href.slice(0, 60), href]))('refuses %j on both', (_, href) => {
    expect(checkLink(href).ok).toBe(false);
    expect(linkFromText(href)).toBeNull();
  });

  test.each(offered.map((href) => [href]))('agrees about %j on both', (href) => {
    const check = checkLink(href);
    expect(check.ok && check.link.url).toBe(linkFromText(href)?.href);
  });
});
