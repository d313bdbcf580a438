import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leftVersions, type TreeRecord } from '../../../src/engine/reading/conversation-tree.ts';

const kinds = { u: 'prompt', a: 'answer', r: 'user', n: 'other' } as const;

/** Draws records, one word each: kind, id, `<` and the parent, such as `u1 a1<u1 u2<a1`; `~` and what a compaction goes on from. */
function treeFrom(drawing: string): TreeRecord[] {
  return drawing
    .trim()
    .split(/\s+/)
    .map((word) => {
      const [, id = '', parent = null, continues = null] = /^(\w+)(?:<(\w+))?(?:~(\w+))?$/.exec(word) ?? [];
      return {
        id,
        parent_id: parent ?? null,
        continues_id: continues ?? null,
        kind: kinds[id[0] as keyof typeof kinds],
      };
    });
}

const left = (drawing: string, tip: string | null = null): Record<string, string> =>
  Object.fromEntries(leftVersions(treeFrom(drawing), tip));

describe('a version of a conversation', () => {
  test('is left when the person goes back and says something else', () => {
    expect(left('u1 a1<u1 u2<a1 a2<u2 u3<a1 a3<u3')).toEqual({ u2: 'u2', a2: 'u2' });
  });

  test('is kept when nothing else follows the same message', () => {
    expect(left('u1 a1<u1 u2<a1 a2<u2 u3<a2')).toEqual({});
  });

  test('is not left by parallel results and lines of one answer', () => {
    expect(left('u1 a1<u1 a2<a1 r1<a1 r2<a2 a3<r2 u2<a3')).toEqual({});
  });

  test('that was never answered was only sent twice', () => {
    expect(left('u1 a1<u1 u2<a1 u3<a1 a3<u3')).toEqual({});
  });

  test('is seen through notices', () => {
    expect(left('u1 a1<u1 n1<a1 u2<n1 a2<u2 n2<a1 u3<n2 a3<u3')).toEqual({ u2: 'u2', a2: 'u2' });
  });

  test('was taken back without a new prompt when the agent names an earlier end', () => {
    expect(left('u1 a1<u1 u2<a1 a2<u2', 'a1')).toEqual({ u2: 'u2', a2: 'u2' });
  });

  test('goes on over a compaction', () => {
    expect(left('u1 a1<u1 u2<a1 a2<u2 n1~a2 u3<n1 a3<u3 u4<a1 a4<u4')).toEqual({
      u2: 'u2', a2: 'u2',
    }); // prettier-ignore
  });
});

describe('hostile links', () => {
  test.each([
    ['a circle', 'u1<a2 a1<u1 u2<a1 a2<u2'],
    ['a record that is its own parent', 'u1<u1 a1<u1 u2<u2'],
    ['parents that are missing', 'u1<x a1<y u2<z'],
    ['one id twice', 'u1 u1<u1 a1<u1 a1<a1'],
  ])('that form %s end in an answer', (_, drawing) => {
    expect(left(drawing)).toBeTypeOf('object');
  });

  test('of any form end in an answer that names prompts of the conversation only', () => {
    const record = fc.record({
      id: fc.nat(12).map((n) => `x${n}`),
      parent_id: fc.option(fc.nat(14).map((n) => `x${n}`)),
      continues_id: fc.option(fc.nat(14).map((n) => `x${n}`)),
      kind: fc.constantFrom('prompt', 'answer', 'user', 'other'),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), fc.option(fc.constant('x3')), (records, tip) => {
        const ids = new Set(records.map(({ id }) => id));
        for (const [id, start] of leftVersions(records as TreeRecord[], tip)) {
          expect(ids.has(id)).toBe(true);
          expect(records.some((one) => one.id === start && one.kind === 'prompt')).toBe(true);
        }
      }),
    );
  });

  test.each([
    ['an old root of 30,000 records', 'a', 'a'],
    ['an old root of 30,000 prompts', 'u', 'a'],
    ['one turn of 30,000 answers', 'a', 'u'],
  ] as const)('30,000 deep, in %s, are followed in linear time', (_, kind, first) => {
    const deep = Array.from({ length: 30_000 }, (_one, n) => `${kind}${n}${n === 0 ? '' : `<${kind}${n - 1}`}`);
    const drawing = [
      ...deep,
      `${first}x`,
      'uroot',
      'aroot<uroot',
      'uleft<aroot',
      'aleft<uleft',
      'ukept<aroot',
      'akept<ukept',
    ];
    const began = Date.now();
    expect(left(drawing.join(' '))).toEqual({ uleft: 'uleft', aleft: 'uleft' });
    expect(Date.now() - began).toBeLessThan(8000);
  });
});
