import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/redaction/index.ts';
import { commands, harmlessCommands } from './samples/commands.ts';
import { furtherCommands } from './samples/further-commands.ts';
import { prose } from './samples/prose.ts';
import { harmlessSettings, settings } from './samples/settings.ts';
import { harmlessWritings, writings } from './samples/writings.ts';

const redact = (text: string): string => createRedactor({ tag: () => '0a1b2c' }).text(text);
const unmarked = (sample: string): string => sample.replaceAll(/[‹›]/g, '');
const secretsIn = (sample: string): string[] => [...sample.matchAll(/‹([^›]*)›/g)].map((found) => found[1] ?? '');

/** A run of the secret that is still shown: eight characters, or all of a shorter one. */
function shownRun(shown: string, secret: string): string | null {
  const length = Math.min(8, secret.length);
  for (let at = 0; at + length <= secret.length; at++)
    if (shown.includes(secret.slice(at, at + length))) return secret.slice(at, at + length);
  return null;
}

describe.each([
  ['commands', commands],
  ['further commands', furtherCommands],
  ['settings', settings],
  ['prose', prose],
  ['many writings', writings],
])('secrets in %s', (_, samples) => {
  test.each(samples.map((sample) => [sample]))('%s', (sample) => {
    const shown = redact(unmarked(sample));
    for (const secret of secretsIn(sample)) expect(shownRun(shown, secret)).toBeNull();
    expect(redact(shown)).toBe(shown);
  });
});

describe.each([
  ['commands', harmlessCommands],
  ['settings', harmlessSettings],
  ['writings', harmlessWritings],
])('harmless %s', (_, samples) => {
  test.each(samples.map((sample) => [sample]))('%s', (sample) => {
    expect(redact(sample)).toBe(sample);
  });
});
