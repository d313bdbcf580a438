import { describe, expect, test } from 'vitest';
import { createRedactor, type Level, ruleNames } from '../../src/redaction/index.ts';
import { privateSweeps } from '../../src/redaction/levels/private.ts';
import { strictSweeps } from '../../src/redaction/levels/strict.ts';
import { secretRules } from '../../src/redaction/rules/index.ts';
import { runShapes } from '../../src/redaction/rules/long-runs.ts';

interface Evidence {
  readonly name: string;
  readonly catches: readonly string[];
  readonly spares?: readonly string[];
}

const shownParts = (sample: string): string[] => sample.split(/‹[^›]*›/);
const unmarked = (sample: string): string => sample.replaceAll(/[‹›]/g, '');

function checkEvidence(level: Level, rule: Evidence): void {
  const redact = (text: string): string => createRedactor({ tag: () => '0a1b2c', level }).text(text);

  for (const sample of rule.catches) {
    const once = redact(unmarked(sample));
    test(`hides the marked part of ${sample}`, () => {
      expect(once.split(/\[REDACTED:[a-z0-9-]{2,32}:0a1b2c\]/)).toEqual(shownParts(sample));
    });
    test(`redacts ${sample} once for all`, () => {
      expect(redact(once)).toBe(once);
    });
  }
  for (const sample of rule.spares ?? [])
    test(`leaves ${sample} alone`, () => {
      expect(redact(sample)).toBe(sample);
    });
}

const families: readonly (readonly [Level, string, readonly Evidence[]])[] = [
  ['secrets', 'rules', secretRules],
  ['secrets', 'shapes of long runs', runShapes],
  ['private', 'private sweeps', privateSweeps],
  ['strict', 'strict sweeps', strictSweeps],
];

describe.each(families)('%s: %s', (level, _, rules) => {
  rules.forEach((rule, index) => {
    describe(`${rule.name} ${index}`, () => {
      checkEvidence(level, rule);
      test('carries evidence under a name that fits a placeholder', () => {
        expect(rule.catches.length).toBeGreaterThan(0);
        expect(ruleNames).toContain(rule.name);
        expect(rule.name).toMatch(/^[a-z0-9-]{2,32}$/);
      });
    });
  });
});
