import { is, kind } from '../characters.ts';
import { newCursor, type Scan } from '../scan.ts';

const seen = { from: newCursor(), to: newCursor() };

/** Where the first digit stands from `at` on, or the end of the text. Looks at each character once if asked in order. */
export function nextDigit(scan: Scan, at: number): number {
  if (scan.passed(seen.from) <= at && at <= scan.passed(seen.to) && scan.passed(seen.to) > 0)
    return scan.passed(seen.to);
  let to = at;
  while (to < scan.text.length && !is(scan.text, to, kind.digit)) to++;
  scan.spend((to - at) >> 2);
  scan.set(seen.from, at);
  scan.set(seen.to, to);
  return to;
}
