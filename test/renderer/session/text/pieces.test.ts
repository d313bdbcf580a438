import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlay, piecesOf, type Run } from '../../../../src/renderer/session/text/pieces.ts';

const joined = (parts: readonly { text: string }[]): string => parts.map((part) => part.text).join('');

const run = (text: string, className: string | null): Run => ({ text, className });

describe('text from a log', () => {
  test('has a lozenge where a secret was removed', () => {
    expect(piecesOf('token [REDACTED:github-token:a1f3b2], again')).toEqual([
      { kind: 'text', text: 'token ' },
      { kind: 'redacted', text: '[REDACTED:github-token:a1f3b2]', rule: 'github-token', tag: 'a1f3b2' },
      { kind: 'text', text: ', again' },
    ]);
  });

  test.each([
    '[REDACTED:]',
    '[REDACTED:x:000000]',
    '[REDACTED:Rule:a1f3b2]',
    '[REDACTED:github-token:a1f3b]',
    '[REDACTED:github-token:a1f3b2',
    '[REDACTED:<b>:a1f3b2]',
  ])('has none for %s, which no rule writes', (text) => {
    expect(piecesOf(text)).toEqual([{ kind: 'text', text }]);
  });

  test('has hidden characters made visible beside lozenges', () => {
    expect(piecesOf('a\u202Eb[REDACTED:npm-token:12ab34]').map((piece) => piece.kind)).toEqual([
      'text',
      'mark',
      'text',
      'redacted',
    ]);
  });

  test('is whole when its pieces are put together', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('[REDACTED:npm-token:12ab34]', '\u200B', '\u202E', 'раy'));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const text = parts.join('');
        expect(joined(piecesOf(text))).toBe(text);
      }),
    );
  });
});

describe('colours over text', () => {
  test('do not tear a lozenge apart', () => {
    const text = 'x [REDACTED:npm-token:12ab34] y';
    const drawn = overlay([run('x [RED', 'a'), run('ACTED:npm-', 'b'), run('token:12ab34] y', 'c')], piecesOf(text));
    expect(drawn.map((piece) => [piece.kind, piece.className])).toEqual([
      ['text', 'a'],
      ['redacted', 'a'],
      ['text', 'c'],
    ]);
  });

  test('cover all of the text, however the runs are cut', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 })), fc.array(fc.nat(20)), (texts, lengths) => {
        const text = `${texts.join('')}[REDACTED:npm-token:12ab34]\u202E`;
        const runs: Run[] = [];
        let at = 0;
        for (const length of lengths) {
          runs.push(run(text.slice(at, at + length), `c${length}`));
          at += length;
        }
        runs.push(run(text.slice(at), 'rest'));
        expect(joined(overlay(runs, piecesOf(text)))).toBe(text);
      }),
    );
  });
});
