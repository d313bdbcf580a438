import { type Asset, type Assets, readAssets } from '../assets/read-assets.ts';
import { securityHeaders } from '../assets/security-headers.ts';

export const scheme = 'app';
/** The only origin that may ask the main process for anything. */
export const pageOrigin = 'app://bundle';
export const pageUrl = `${pageOrigin}/index.html`;
/** Shown when the page crashed twice: plain words, no script. */
export const stoppedUrl = `${pageOrigin}/stopped.html`;

const stoppedPage = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>Rearview</title>
<h1>The page stopped working twice</h1>
<p>Nothing was lost: Rearview only reads.</p>
<p><a href="/index.html">Start the page again</a></p>
</html>
`;

/** The files of the page and the one that stands in for it. Throws when the page was not built. */
export function readPage(folder: string): Assets {
  const stopped: Asset = { bytes: new TextEncoder().encode(stoppedPage), type: 'text/html; charset=utf-8' };
  return new Map([...readAssets(folder), ['/stopped.html', stopped]]);
}

/**
 * The file an address of the page means. Addresses are compared as they are: nothing is decoded, resolved or cut,
 * so no spelling of another place can be mistaken for one of ours.
 */
export function assetForUrl(assets: Assets, url: string): Asset | null {
  const address = withoutFragment(url);
  return address.startsWith(`${pageOrigin}/`) ? (assets.get(address.slice(pageOrigin.length)) ?? null) : null;
}

/** Answers the window's request for a file of the page; nothing but a known address is answered with content. */
export function answerAsset(assets: Assets, request: Pick<Request, 'method' | 'url'>): Response {
  const headers = securityHeaders("'none'");
  const asset = request.method === 'GET' ? assetForUrl(assets, request.url) : null;
  if (!asset) return new Response('', { status: 404, headers: { ...headers, 'Content-Type': 'text/plain' } });
  return new Response(asset.bytes, { status: 200, headers: { ...headers, 'Content-Type': asset.type } });
}

/** Whether an address is a whole page of ours, which a window may go to. */
export function isOwnPage(url: string): boolean {
  const address = withoutFragment(url);
  return address === pageUrl || address === `${pageOrigin}/` || address === stoppedUrl;
}

const withoutFragment = (url: string): string => url.split('#', 1)[0] ?? '';
