import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { lastPart, shortenMiddle, shortenPath, shortNames } from '../../../src/renderer/format/paths.ts';

test('the last part of a path is found whichever way its slashes lean', () => {
  expect(lastPart('/home/me/work/api/')).toBe('api');
  expect(lastPart('C:\\Users\\me\\api')).toBe('api');
  expect(lastPart('api')).toBe('api');
  expect(lastPart('/')).toBe('/');
});

test('a path is shortened by whole parts and keeps its beginning and its end', () => {
  expect(shortenPath('/home/me/src/db.ts', 40)).toBe('/home/me/src/db.ts');
  expect(shortenPath('/home/me/work/company/api/packages/server/src/db.ts', 30)).toBe('/home/…/server/src/db.ts');
  expect(shortenPath('C:\\Users\\me\\work\\api\\src\\db.ts', 20)).toBe('C:\\…\\api\\src\\db.ts');
});

test('paths that end alike are named with the folders that tell them apart', () => {
  const paths = ['/a/work/cli', '/a/old/cli', '/b/old/cli', '/c/api', 'C:\\src\\web'];
  expect([...shortNames(paths).values()]).toEqual(['work/cli', 'a/old/cli', 'b/old/cli', 'api', 'web']);
  expect(shortNames(['/x', '/x']).get('/x')).toBe('x');
});

test('shortened text is never longer than asked and holds no half characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), fc.integer({ min: 3, max: 40 }), (text, most) => {
      for (const shortened of [shortenMiddle(text, most), shortenPath(`/a/${text}`, most)]) {
        expect(shortened.length).toBeLessThanOrEqual(most);
        expect(shortened.isWellFormed()).toBe(text.isWellFormed());
      }
    }),
  );
});
