import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder with a small built page, as the bundler would leave it. */
export function builtPage(): string {
  const folder = mkdtempSync(join(tmpdir(), 'rearview-page-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>Rearview</title>');
  writeFileSync(join(folder, 'assets', 'index-a1b2.js'), 'export {};');
  writeFileSync(join(folder, 'assets', 'index-c3d4.css'), 'body { margin: 0 }');
  writeFileSync(join(folder, 'assets', 'inter-e5f6.woff2'), new Uint8Array([1, 2, 3]));
  return folder;
}
