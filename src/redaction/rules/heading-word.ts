import { kind, skip, skipBack } from '../characters.ts';
import { newCursor, type Scan } from '../scan.ts';

/** The last run of letters, digits and underscores that was looked at; headings and what they are made of share one. */
const run = { start: newCursor(), end: newCursor() };
const reach = 48;

/** The word around `start`–`end`, as far as a heading is long. Finds the ends of a run once, however many words are in it. */
export function wordAround(scan: Scan, start: number, end: number): { start: number; end: number } {
  if (start < scan.passed(run.start) || end > scan.passed(run.end)) {
    scan.set(run.start, skipBack(scan.text, start, kind.word));
    scan.set(run.end, skip(scan.text, end, kind.word));
    scan.spend(scan.passed(run.end) - scan.passed(run.start));
  }
  return {
    start: Math.max(scan.passed(run.start), start - reach),
    end: Math.min(scan.passed(run.end), end + reach),
  };
}
