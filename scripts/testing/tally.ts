/** How many tests ended in which way. */
export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

export const noTests: Tally = { passed: 0, failed: 0, skipped: 0 };

/** A step that is no test, such as the compiler: counts only when it fails. */
export const failedStep: Tally = { ...noTests, failed: 1 };

export const addTallies = (one: Tally, other: Tally): Tally => ({
  passed: one.passed + other.passed,
  failed: one.failed + other.failed,
  skipped: one.skipped + other.skipped,
});

/** The part of Vitest's JSON report that is looked at. */
interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  success: boolean;
}

/**
 * What a run of Vitest amounts to. `report` is its JSON, null when it wrote none. A run that says it failed although no
 * test did, such as one with a file that could not be loaded, counts as one failure.
 */
export function tallyFromVitest(report: string | null, exitCode: number | null): Tally {
  if (report === null) return failedStep;
  const facts = JSON.parse(report) as VitestReport;
  const hasFailed = !facts.success || exitCode !== 0;
  return {
    passed: facts.numPassedTests,
    failed: Math.max(facts.numFailedTests, hasFailed ? 1 : 0),
    skipped: facts.numPendingTests + facts.numTodoTests,
  };
}

/** The last line of a test run, in the form that other programs read. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
