import { expect, test } from 'vitest';
import { imageFrom, mediaTypeOf } from '../../src/engine/reading/image-bytes.ts';

const base64 = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

test.each([
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]],
  ['image/jpeg', [0xff, 0xd8, 0xff, 0xe0, 0, 16]],
  ['image/gif', [...Buffer.from('GIF87a')]],
  ['image/gif', [...Buffer.from('GIF89a')]],
  ['image/webp', [...Buffer.from('RIFF'), 0xff, 0xfe, 0x01, 0x02, ...Buffer.from('WEBPVP8L')]],
])('%s is known by its first bytes', (media_type, head) => {
  const data = base64(Uint8Array.from([...head, 1, 2, 3, 4, 5, 6]));
  expect(imageFrom(data)).toEqual({ media_type, base64: data });
});

test.each([
  ['nothing', ''],
  ['a text', base64('DB_PASSWORD=correct horse battery staple')],
  ['a drawing with a script', base64('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
  ['a page', base64('<!doctype html><script>1</script>')],
  ['another kind', base64(Uint8Array.from([0x49, 0x49, 0x2a, 0, 1, 2, 3]))],
  ['text behind a beginning that is none of base64', 'iVBORw0KGgo password: hunter2'],
  ['8 MB and more', `iVBORw0KGgo${'A'.repeat(12_000_000)}`],
])('%s is not given out', (_, data) => {
  expect(imageFrom(data)).toMatch(/not shown\.$|is no image/);
});

test('a kind of image is a word of the standard or unknown', () => {
  expect(['image/png', 'image/svg+xml', 'image/x', 'text/html', 'image/png; a=b', 'image/PNG', ''].map(mediaTypeOf)).toEqual([
    'image/png', 'image/svg+xml', 'image/x', 'unknown', 'unknown', 'unknown', 'unknown',
  ]); // prettier-ignore
});
