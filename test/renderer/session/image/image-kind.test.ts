import { describe, expect, test } from 'vitest';
import { bytesFromBase64 } from '../../../../src/renderer/session/image/base64.ts';
import { imageKind } from '../../../../src/renderer/session/image/image-kind.ts';

const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));
const big = (value: number, count: number): number[] =>
  Array.from({ length: count }, (_, place) => (value >>> (8 * (count - 1 - place))) & 0xff);
const little = (value: number, count: number): number[] => big(value, count).toReversed();

const pngHead = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const png = (width: number, height: number): number[] => [
  ...pngHead,
  ...big(13, 4),
  ...ascii('IHDR'),
  ...big(width, 4),
  ...big(height, 4),
];
const jpegHead = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0];
const jpegFrame = [0xff, 0xc2, 0, 17, 8];
const jpeg = (width: number, height: number): number[] => [
  ...jpegHead,
  ...jpegFrame,
  ...big(height, 2),
  ...big(width, 2),
  ...big(0, 4),
];
const webp = (chunk: string, rest: number[]): number[] => [
  ...ascii('RIFF'),
  ...little(100, 4),
  ...ascii('WEBP'),
  ...ascii(chunk),
  ...little(50, 4),
  ...rest,
  ...Array.from({ length: 20 }, () => 0),
];

describe('an image', () => {
  test.each([
    ['a PNG', png(640, 480), { type: 'image/png', width: 640, height: 480 }],
    ['a JPEG', jpeg(640, 480), { type: 'image/jpeg', width: 640, height: 480 }],
    [
      'a GIF',
      [...ascii('GIF89a'), ...little(640, 2), ...little(480, 2)],
      { type: 'image/gif', width: 640, height: 480 },
    ],
    [
      'an extended WebP',
      webp('VP8X', [0, 0, 0, 0, ...little(639, 3), ...little(479, 3)]),
      { type: 'image/webp', width: 640, height: 480 },
    ],
    [
      'a lossless WebP',
      webp('VP8L', [0x2f, ...little((479 << 14) | 639, 4)]),
      { type: 'image/webp', width: 640, height: 480 },
    ],
    [
      'a lossy WebP',
      webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, ...little(640, 2), ...little(480, 2)]),
      { type: 'image/webp', width: 640, height: 480 },
    ],
    ['a PNG that would fill the memory', png(60_000, 60_000), { type: 'image/png', width: 60_000, height: 60_000 }],
  ])('is known as %s by its bytes', (_, bytes, kind) => {
    expect(imageKind(new Uint8Array(bytes))).toEqual(kind);
  });

  test.each([
    ['an SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">')],
    ['HTML', ascii('<!doctype html><script>alert(1)</script>')],
    ['a PDF', ascii('%PDF-1.7')],
    ['a PNG without a header', png(1, 1).slice(0, 12)],
    ['a PNG of no width', png(0, 480)],
    ['a JPEG whose segments lead nowhere', [0xff, 0xd8, 0xff, 0xe0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['a JPEG cut short', [0xff, 0xd8, 0xff]],
    ['a GIF cut short', ascii('GIF89a')],
    ['a WebP of an unknown kind', webp('XXXX', [])],
    ['nothing', []],
  ])('is refused when it is %s', (_, bytes) => {
    expect(imageKind(new Uint8Array(bytes))).toBeNull();
  });
});

describe('base64', () => {
  test('becomes bytes', () => {
    expect(bytesFromBase64('iVBORw==')).toEqual(new Uint8Array([0x89, 0x50, 0x4e, 0x47]));
  });

  test('that is none becomes nothing', () => {
    expect(bytesFromBase64('not base64!')).toBeNull();
  });
});
