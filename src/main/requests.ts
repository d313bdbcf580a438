import { pageOrigin } from './page.ts';

/** What is known of a request before it is made. */
export interface RequestFacts {
  url: string;
  /** Electron's word for what the request is for, such as `mainFrame`, `script` or `image`. */
  resourceType: string;
}

/**
 * Whether the window may make a request: files of the page, and images that the page itself made.
 * Everything else, on the network or on the disk, is refused. Developer tools load theirs in unpackaged builds only.
 */
export function isAllowedRequest({ url, resourceType }: RequestFacts, isPackaged: boolean): boolean {
  if (url.startsWith(`${pageOrigin}/`)) return true;
  if (url.startsWith(`blob:${pageOrigin}/`)) return resourceType === 'image';
  return !isPackaged && url.startsWith('devtools://devtools/');
}
