/** An image that may leave the engine. */
export interface ShownImage {
  media_type: string;
  base64: string;
}

const mostBytes = 8 * 1024 * 1024;

/** What the first bytes of the kinds of image that are shown look like in base64; what a log calls them does not count. */
const beginnings: [RegExp, string][] = [
  [/^iVBORw0KGgo/, 'image/png'],
  [/^\/9j\//, 'image/jpeg'],
  [/^R0lGODd|^R0lGODlh/, 'image/gif'],
  [/^UklGR.{6}XRUJQ/, 'image/webp'],
];

/** The image, or why it is not given out: anything may stand in a log where an image should. */
export function imageFrom(base64: string): ShownImage | string {
  if (base64.length > (mostBytes * 4) / 3 + 4) return 'The image is larger than 8 MB and is not shown.';
  const media_type = beginnings.find(([begins]) => begins.test(base64))?.[1];
  if (media_type === undefined || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64))
    return 'This is no image of a kind that is shown.';
  return { media_type, base64 };
}

/** The kind of image as the log calls it, if it is a kind at all. */
export const mediaTypeOf = (said: string): string => (/^image\/[a-z0-9.+-]{1,30}$/.test(said) ? said : 'unknown');
