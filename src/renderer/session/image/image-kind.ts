export type ImageType = 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp';

/** What the first bytes of an image say it is. */
export interface ImageKind {
  type: ImageType;
  width: number;
  height: number;
}

export const mostImageBytes = 8 * 1024 * 1024;
export const mostPixels = 40_000_000;

/**
 * Type and size of an image by its bytes, never by its name: PNG, JPEG, GIF or WebP. Null for anything else, and for
 * an image whose header cannot be read.
 */
export function imageKind(bytes: Uint8Array): ImageKind | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return pngKind(bytes, view);
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return jpegKind(view);
  if (isAscii(bytes, 0, 'GIF87a') || isAscii(bytes, 0, 'GIF89a')) return gifKind(view);
  if (isAscii(bytes, 0, 'RIFF') && isAscii(bytes, 8, 'WEBP')) return webpKind(bytes, view);
  return null;
}

function pngKind(bytes: Uint8Array, view: DataView): ImageKind | null {
  if (bytes.length < 24 || !isAscii(bytes, 12, 'IHDR')) return null;
  return sized('image/png', view.getUint32(16), view.getUint32(20));
}

function gifKind(view: DataView): ImageKind | null {
  if (view.byteLength < 10) return null;
  return sized('image/gif', view.getUint16(6, true), view.getUint16(8, true));
}

/** Walks the segments up to the one that holds the size. */
function jpegKind(view: DataView): ImageKind | null {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isStartOfFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isStartOfFrame) return sized('image/jpeg', view.getUint16(at + 7), view.getUint16(at + 5));
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

function webpKind(bytes: Uint8Array, view: DataView): ImageKind | null {
  if (bytes.length < 30) return null;
  if (isAscii(bytes, 12, 'VP8X')) return sized('image/webp', 1 + uint24(view, 24), 1 + uint24(view, 27));
  if (isAscii(bytes, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return sized('image/webp', 1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
  }
  if (isAscii(bytes, 12, 'VP8 ')) {
    return sized('image/webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff);
  }
  return null;
}

const uint24 = (view: DataView, at: number): number => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);

function sized(type: ImageType, width: number, height: number): ImageKind | null {
  return width > 0 && height > 0 ? { type, width, height } : null;
}

const startsWith = (bytes: Uint8Array, head: readonly number[]): boolean =>
  bytes.length >= head.length && head.every((byte, at) => bytes[at] === byte);

const isAscii = (bytes: Uint8Array, at: number, word: string): boolean =>
  bytes.length >= at + word.length && [...word].every((letter, place) => bytes[at + place] === letter.charCodeAt(0));
