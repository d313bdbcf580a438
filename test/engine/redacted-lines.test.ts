import { expect, test } from 'vitest';
import { redactorFor } from '../../src/engine/hiding.ts';
import { createSafeIds } from '../../src/engine/safe-ids.ts';
import { redact, Unredacted } from '../../src/redaction/index.ts';
import { contextFamilies } from '../security/canaries/contexts.ts';
import { randomFrom } from '../security/canaries/random.ts';

const key = '5'.repeat(64);
const ids = createSafeIds(key);
const shown = (lines: string[]): string[] =>
  redact(new Unredacted({ lines }), redactorFor({ level: 'secrets', extra_words: [], tag_key: key, own: {} }, ids))
    .lines;

test('a key file is hidden in the lines of a difference too, and every line keeps its mark', () => {
  const { text, secret } = contextFamilies['rsa-key']!(randomFrom(7));
  const lines = [' before', ...text.split('\n').map((line) => `+${line}`), '-after'];
  const result = shown(lines);
  expect(result.join('\n')).not.toContain(secret.slice(8, 24));
  expect(result.map((line) => line[0])).toEqual(lines.map((line) => line[0]));
  expect([result[0], result.at(-1)]).toEqual([' before', '-after']);
});

test('a value is known by its name in the line above', () => {
  const { secret } = contextFamilies['url-token']!(randomFrom(9));
  const result = shown(['+ env:', '+   - name: DB_PASSWORD', `+     value: ${secret}`, ' other: 1']);
  expect(result.join('\n')).not.toContain(secret.slice(0, 8));
  expect([result[0], result[1], result[3]]).toEqual(['+ env:', '+   - name: DB_PASSWORD', ' other: 1']);
});

test('lines without anything to hide stay as they are, blank ones included', () => {
  const lines = ['', ' a', '+', '-b', '', 'password of the week', ''];
  expect(shown(lines)).toEqual(lines);
});
