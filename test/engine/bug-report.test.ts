import { expect, test } from 'vitest';
import { bugReport, placesOf } from '../../src/engine/bug-report.ts';

test('a report names the error and places in the code, and nothing the message quotes', () => {
  const report = bugReport(new RangeError('Unexpected token in\n    at sk-ant-api03-secret (/a/sk-ant:1:1)\n"x"'));
  expect(report).toContain('RangeError');
  expect(report).toContain('bug-report.test.ts');
  expect(report).not.toContain('sk-ant');
});

const failing = (): never => {
  throw new Error();
};

test('the innermost place comes first', () => {
  try {
    failing();
    expect.fail('it did not throw');
  } catch (error) {
    expect(placesOf(error)[0]).toContain('failing');
    expect(placesOf(error).length).toBeLessThanOrEqual(6);
  }
});

test('anything may be thrown', () => {
  for (const thrown of ['sk-ant-api03-secret', null, undefined, { message: 'sk-ant' }])
    expect(bugReport(thrown)).toBe('Rearview engine: unknown error');
});
