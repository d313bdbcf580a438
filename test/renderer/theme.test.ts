import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('../../src/renderer/theme.css', import.meta.url), 'utf8');
const colors = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map((match) => [
    match[1]!,
    { light: match[2]!, dark: match[3]! },
  ]),
);
const surfaces = ['bg-sunken', 'bg', 'bg-raised', 'bg-hover', 'bg-selected', 'user-bg', 'accent-soft', 'error-soft'];
const texts = ['text', 'text-dim', 'text-faint', 'accent', 'ok', 'warn', 'error'];
const sources = ['source-1', 'source-2', 'source-3', 'source-4', 'source-5', 'source-6'];

/** The contrast of two colours by WCAG 2.2. */
function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((place) => {
    const part = Number.parseInt(hex.slice(place, place + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Each of some colours on each of some grounds. */
const pairs = (front: readonly string[], grounds: readonly string[]) =>
  front.flatMap((one) => grounds.map((ground) => [one, ground] as const));

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const color = (name: string) => colors.get(name)?.[theme] ?? `no colour ${name}`;

  test.each(pairs(texts, surfaces))('%s can be read on %s', (text, surface) => {
    expect(contrast(color(text), color(surface))).toBeGreaterThanOrEqual(4.5);
  });

  test.each([
    ...pairs(['added-text', 'text'], ['added-bg', 'added-word']),
    ...pairs(['removed-text', 'text'], ['removed-bg', 'removed-word']),
    ['on-accent', 'accent'] as const,
  ])('%s can be read on %s', (text, surface) => {
    expect(contrast(color(text), color(surface))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs(['line-strong', ...sources], surfaces))('%s can be told from %s', (mark, surface) => {
    expect(contrast(color(mark), color(surface))).toBeGreaterThanOrEqual(3);
  });
});
