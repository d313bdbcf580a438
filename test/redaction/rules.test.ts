import { describe, expect, test } from 'vitest';
import { createRedactor } from '../../src/redaction/index.ts';
import { secretRules } from '../../src/redaction/rules/index.ts';

const redact = (text: string): string => createRedactor({ tag: () => '0a1b2c' }).text(text);
const shownParts = (sample: string): string[] => sample.split(/‹[^›]*›/);
const unmarked = (sample: string): string => sample.replaceAll(/[‹›]/g, '');

describe.each(secretRules.map((rule, index) => ({ rule, title: `${rule.name} (${rule.words[0] ?? index})` })))(
  '$title',
  ({ rule }) => {
    test.each(rule.catches.map((sample) => [sample]))('hides the marked part of %s', (sample) => {
      const parts = redact(unmarked(sample)).split(/\[REDACTED:[a-z0-9-]{2,32}:0a1b2c\]/);
      expect(parts).toEqual(shownParts(sample));
    });

    test.each(rule.spares.map((sample) => [sample]))('leaves %s alone', (sample) => {
      expect(redact(sample)).toBe(sample);
    });

    test.each(rule.catches.map((sample) => [sample]))('redacting %s twice is redacting it once', (sample) => {
      const once = redact(unmarked(sample));
      expect(redact(once)).toBe(once);
    });
  },
);
