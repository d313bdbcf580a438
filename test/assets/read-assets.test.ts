import { symlinkSync, writeFileSync } from 'node:fs';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readAssets } from '../../src/assets/read-assets.ts';
import { securityHeaders } from '../../src/assets/security-headers.ts';
import { builtPage } from '../helpers/built-page.ts';

describe('the map of the built page', () => {
  test('names every file by its path, and the page also by "/"', () => {
    const assets = readAssets(builtPage());
    expect([...assets.keys()].toSorted()).toEqual([
      '/',
      '/assets/index-a1b2.js',
      '/assets/index-c3d4.css',
      '/assets/inter-e5f6.woff2',
      '/index.html',
    ]);
    expect(assets.get('/')).toBe(assets.get('/index.html'));
    expect(assets.get('/assets/inter-e5f6.woff2')).toEqual({ bytes: new Uint8Array([1, 2, 3]), type: 'font/woff2' });
  });

  test('a folder without a page is refused', () => {
    expect(() => readAssets(mkdtempSync(join(tmpdir(), 'rearview-empty-')))).toThrow('The page was not built');
  });

  test('a file of an unknown kind or with an unusual name is refused, whoever put it there', () => {
    const withProgram = builtPage();
    writeFileSync(join(withProgram, 'setup.exe'), '');
    expect(() => readAssets(withProgram)).toThrow('.exe');
    const withBlank = builtPage();
    writeFileSync(join(withBlank, 'a b.js'), '');
    expect(() => readAssets(withBlank)).toThrow('unusual name');
    const hidden = builtPage();
    writeFileSync(join(hidden, '.token.txt'), '');
    expect(() => readAssets(hidden)).toThrow('unusual name');
  });

  test('a link in the folder is refused', () => {
    const folder = builtPage();
    symlinkSync('/etc/hostname', join(folder, 'hostname.txt'));
    expect(() => readAssets(folder)).toThrow('not a regular file');
  });
});

test('only the place for connections differs between the two policies', () => {
  const web = securityHeaders("'self'")['Content-Security-Policy'];
  const desktop = securityHeaders("'none'")['Content-Security-Policy'];
  expect(web).toBe(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; " +
      "frame-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
      "require-trusted-types-for 'script'; trusted-types 'none'",
  );
  expect(desktop).toBe(web?.replace("connect-src 'self'", "connect-src 'none'"));
});
