import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/redaction/index.ts';
import { around } from '../../src/redaction/render.ts';
import { commands } from './samples/commands.ts';
import { settings } from './samples/settings.ts';
import { tag } from './tag.ts';

describe('the parts around placeholders', () => {
  test('are as wide as a rule reaches, within the text, and become one where they meet', () => {
    const stretches = [20, 5000, 60_000, 99_990].map((start) => ({ start, end: start + 10 }));
    expect(around(stretches, 100_000)).toEqual([
      { start: 0, end: 5010 + 8192 },
      { start: 60_000 - 8192, end: 60_010 + 8192 },
      { start: 99_990 - 8192, end: 100_000 },
    ]);
    expect(around([], 100)).toEqual([]);
  });
});

test('a long text with secrets far apart is redacted once for all, as if each stood in a text of its own', () => {
  const samples = [...commands, ...settings].map((sample) => sample.replaceAll(/[‹›]/g, ''));
  const between = `\n${'The release notes list what has changed since. '.repeat(20)}\n`;
  const text = samples.join(between);
  expect(text.length).toBeGreaterThan(1 << 17);
  const shown = createRedactor({ tag }).text(text);
  expect(createRedactor({ tag }).text(shown)).toBe(shown);
  const alone = samples.map((sample) => createRedactor({ tag }).text(sample));
  const differing = shown.split(between).filter((part, index) => part !== alone[index]);
  expect(differing).toEqual([]);
});
