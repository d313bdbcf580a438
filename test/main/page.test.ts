import { describe, expect, test } from 'vitest';
import { answerAsset, assetForUrl, isOwnPage, readPage } from '../../src/main/page.ts';
import { isAllowedRequest } from '../../src/main/requests.ts';
import { builtPage } from '../helpers/built-page.ts';

const assets = readPage(builtPage());

test.each([
  ['app://bundle/', 'text/html; charset=utf-8'],
  ['app://bundle/index.html', 'text/html; charset=utf-8'],
  ['app://bundle/index.html#/sessions/x', 'text/html; charset=utf-8'],
  ['app://bundle/stopped.html', 'text/html; charset=utf-8'],
  ['app://bundle/assets/index-a1b2.js', 'text/javascript; charset=utf-8'],
  ['app://bundle/assets/index-c3d4.css', 'text/css; charset=utf-8'],
  ['app://bundle/assets/inter-e5f6.woff2', 'font/woff2'],
])('%s is a file of the page', (url, type) => {
  expect(assetForUrl(assets, url)?.type).toBe(type);
});

const badUrls = [
  '',
  'app:',
  'app://',
  'app://bundle',
  'app:/bundle/index.html',
  'app:bundle/index.html',
  'app:///index.html',
  'app:///bundle/index.html',
  'app://bundle//index.html',
  'app://bundle/./index.html',
  'app://bundle/../index.html',
  'app://bundle/x/../index.html',
  'app://bundle/index.html/',
  'app://bundle/index.html/..',
  'app://bundle/index.html?',
  'app://bundle/index.html?x=1',
  'app://bundle/index.html%00',
  'app://bundle/index.html%23',
  'app://bundle/index.html;x',
  'app://bundle/index.html ',
  'app://bundle/ index.html',
  'app://bundle/%69ndex.html',
  'app://bundle/INDEX.HTML',
  'app://bundle/index.htm',
  'app://bundle/index.html::$DATA',
  'app://bundle/index.html.',
  'app://bundle/assets',
  'app://bundle/assets/',
  'app://bundle/assets/../index.html',
  'app://bundle/assets/..%2findex.html',
  'app://bundle/assets/%2e%2e/index.html',
  'app://bundle/assets\\index-a1b2.js',
  'app://bundle\\index.html',
  'app:\\\\bundle\\index.html',
  'app://bundle/..\\..\\etc\\passwd',
  'app://bundle/../../../../etc/passwd',
  'app://bundle/%2e%2e/%2e%2e/etc/passwd',
  'app://bundle/....//....//etc/passwd',
  'app://bundle//etc/passwd',
  'app://bundle/C:/Windows/win.ini',
  'app://bundle/file:///etc/passwd',
  'app://bundle:80/index.html',
  'app://bundle:/index.html',
  'app://user@bundle/index.html',
  'app://user:word@bundle/index.html',
  'app://bundle@evil/index.html',
  'app://bundle.evil/index.html',
  'app://evil/index.html',
  'app://evil.bundle/index.html',
  'app://BUNDLE/index.html',
  'APP://bundle/index.html',
  'app://bundlé/index.html',
  'app://xn--bundle-/index.html',
  'apps://bundle/index.html',
  'xapp://bundle/index.html',
  'file:///index.html',
  'file://bundle/index.html',
  'http://bundle/index.html',
  'https://bundle/index.html',
  'javascript:app://bundle/index.html',
  'data:text/html,app://bundle/index.html',
  'blob:app://bundle/index.html',
  'view-source:app://bundle/index.html',
  'filesystem:app://bundle/index.html',
  '\u0000app://bundle/index.html',
  '\tapp://bundle/index.html',
  'app://bundle/\nindex.html',
  'app://bundle/__proto__',
  'app://bundle/constructor',
  'app://bundle/toString',
  '/index.html',
  'index.html',
];

test('at least sixty bad addresses are tried', () => {
  expect(new Set(badUrls).size).toBeGreaterThanOrEqual(60);
});

test.each(badUrls)('%j is nothing', async (url) => {
  expect(assetForUrl(assets, url)).toBeNull();
  expect(isOwnPage(url)).toBe(false);
  const response = answerAsset(assets, { method: 'GET', url });
  expect(response.status).toBe(404);
  expect(await response.text()).toBe('');
});

describe('the answer of the scheme', () => {
  test.each(['app://bundle/', 'app://bundle/nothing'])('%s carries the policy, with no place to connect to', (url) => {
    const policy = answerAsset(assets, { method: 'GET', url }).headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("connect-src 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
  });

  test.each(['POST', 'PUT', 'HEAD', 'DELETE'])('%s is not answered', (method) => {
    expect(answerAsset(assets, { method, url: 'app://bundle/' }).status).toBe(404);
  });

  test('the bytes are those of the file', async () => {
    const response = answerAsset(assets, { method: 'GET', url: 'app://bundle/assets/inter-e5f6.woff2' });
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(new Uint8Array([1, 2, 3]));
  });

  test('the page of last resort has no script and no style of its own', async () => {
    const text = await answerAsset(assets, { method: 'GET', url: 'app://bundle/stopped.html' }).text();
    expect(text).not.toMatch(/<script|<style|\s(?:style|on\w+)=/);
  });
});

describe('requests of the window', () => {
  test.each([
    ['app://bundle/index.html', 'mainFrame', true],
    ['app://bundle/assets/x.js', 'script', true],
    ['blob:app://bundle/0b0b-1c1c', 'image', true],
    ['blob:app://bundle/0b0b-1c1c', 'mainFrame', false],
    ['blob:app://bundle/0b0b-1c1c', 'subFrame', false],
    ['blob:app://bundle/0b0b-1c1c', 'script', false],
    ['blob:https://evil.example/0b0b', 'image', false],
    ['blob:null/0b0b', 'image', false],
    ['app://bundle.evil/x', 'script', false],
    ['app://evil/x', 'mainFrame', false],
    ['http://127.0.0.1/', 'xhr', false],
    ['https://example.com/', 'image', false],
    ['ws://example.com/', 'webSocket', false],
    ['wss://example.com/', 'webSocket', false],
    ['ftp://example.com/', 'mainFrame', false],
    ['file:///etc/passwd', 'mainFrame', false],
    ['data:text/html,x', 'mainFrame', false],
    ['data:image/png;base64,AA', 'image', false],
    ['chrome://version', 'mainFrame', false],
    ['chrome-extension://abc/x.js', 'script', false],
    ['devtools://devtools/bundled/x.js', 'script', false],
    ['about:blank', 'subFrame', false],
    ['', 'other', false],
  ])('%s as %s: %s', (url, resourceType, expected) => {
    expect(isAllowedRequest({ url, resourceType }, true)).toBe(expected);
  });

  test('developer tools load their own files in unpackaged builds only', () => {
    const facts = { url: 'devtools://devtools/bundled/x.js', resourceType: 'script' };
    expect(isAllowedRequest(facts, false)).toBe(true);
    expect(isAllowedRequest({ ...facts, url: 'devtools://evil/x.js' }, false)).toBe(false);
  });
});
