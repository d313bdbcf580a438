import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

/** One file of the built page. */
export interface Asset {
  bytes: Uint8Array<ArrayBuffer>;
  /** Its media type, as sent in `Content-Type`. */
  type: string;
}

/** The files of the built page by path, such as `/assets/index-3f2a.js`; `/` is the page itself. */
export type Assets = ReadonlyMap<string, Asset>;

const mediaTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.woff2': 'font/woff2',
};

/**
 * Reads the built page once; afterwards no address can reach the disk.
 * Throws when the page was not built, or holds a file that no host should hand out.
 */
export function readAssets(folder: string): Assets {
  const assets = new Map<string, Asset>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isDirectory()) continue;
    const file = join(entry.parentPath, entry.name);
    if (!entry.isFile()) throw new Error(`The built page holds what is not a regular file: ${entry.name}.`);
    assets.set(assetPath(folder, file), { bytes: new Uint8Array(readFileSync(file)), type: mediaType(file) });
  }
  const page = assets.get('/index.html');
  if (!page) throw new Error('The page was not built: index.html is missing.');
  return assets.set('/', page);
}

function assetPath(folder: string, file: string): string {
  const path = file.slice(folder.length).split(sep).join('/');
  const absolute = path.startsWith('/') ? path : `/${path}`;
  if (!/^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/.test(absolute)) {
    throw new Error(`The built page holds a file with an unusual name: ${JSON.stringify(absolute)}.`);
  }
  return absolute;
}

function mediaType(file: string): string {
  const type = mediaTypes[extname(file)];
  if (!type) throw new Error(`The built page holds a file of a kind that is not served: ${extname(file)}.`);
  return type;
}
