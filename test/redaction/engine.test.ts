import { describe, expect, test } from 'vitest';
import { createRedactor, rulesVersion, ruleNames } from '../../src/redaction/index.ts';

const tag = (secret: string): string =>
  [...secret]
    .reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) & 0xff_ff_ff, 7)
    .toString(16)
    .padStart(6, '0');

const redactor = () => createRedactor({ tag });

describe('createRedactor', () => {
  test('a text without secrets comes back as the same string', () => {
    const text = 'The quick brown fox reads the release notes of v1.2.3.';
    expect(redactor().text(text)).toBe(text);
  });

  test('equal secrets get equal placeholders', () => {
    const token = 'ghp_' + 'L2WugPKuiisnCXTypsQUZODGgLKI6azKuIz2';
    const [first, second] =
      redactor()
        .text(`a ${token} b ${token}`)
        .match(/\[REDACTED:[^\]]+\]/g) ?? [];
    expect(first).toMatch(/^\[REDACTED:github-token:[0-9a-f]{6}\]$/);
    expect(second).toBe(first);
  });

  test('spans say where a secret stands and which rule knows it', () => {
    const token = 'glpat-' + 'VAMAwZOMgFXE1iGtp9Ne';
    expect(redactor().spans(`x ${token} y`)).toEqual([{ start: 2, end: 2 + token.length, rule: 'gitlab-token' }]);
  });

  test('the version of the rules is stable and every rule name fits a placeholder', () => {
    expect(rulesVersion).toMatch(/^[0-9a-f]{16}$/);
    for (const name of ruleNames) expect(name).toMatch(/^[a-z0-9-]{2,32}$/);
  });
});
