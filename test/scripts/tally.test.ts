import { describe, expect, test } from 'vitest';
import { addTallies, closingLine, failedStep, noTests, tallyFromVitest } from '../../scripts/testing/tally.ts';

const report = (facts: object): string =>
  JSON.stringify({
    numPassedTests: 10,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    success: true,
    ...facts,
  });

describe('a run of tests', () => {
  test.each([
    ['that went well', report({}), 0, { passed: 10, failed: 0, skipped: 0 }],
    ['with failures', report({ numFailedTests: 3, success: false }), 1, { passed: 10, failed: 3, skipped: 0 }],
    ['with skipped tests', report({ numPendingTests: 2, numTodoTests: 1 }), 0, { passed: 10, failed: 0, skipped: 3 }],
    ['with a file that did not load', report({ success: false }), 1, { passed: 10, failed: 1, skipped: 0 }],
    ['whose process failed after all', report({}), 1, { passed: 10, failed: 1, skipped: 0 }],
    ['that was killed', report({}), null, { passed: 10, failed: 1, skipped: 0 }],
    ['that left no report', null, 0, { passed: 0, failed: 1, skipped: 0 }],
  ] as [string, string | null, number | null, object][])('%s', (_what, json, code, tally) => {
    expect(tallyFromVitest(json, code)).toEqual(tally);
  });
});

test('the closing line adds up all runs, and a failed step that is no test counts as a failure', () => {
  const runs = [noTests, { passed: 5, failed: 0, skipped: 1 }, failedStep, { passed: 7, failed: 2, skipped: 0 }];
  const total = runs.reduce(addTallies);
  expect(closingLine(total)).toBe('12 passed, 3 failed, 1 skipped');
  expect(closingLine({ passed: 12, failed: 0, skipped: 0 })).toBe('12 passed, 0 failed');
});
