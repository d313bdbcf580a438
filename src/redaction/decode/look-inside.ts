import { is, kind } from '../characters.ts';
import type { Scan } from '../scan.ts';
import { rank } from '../spans.ts';
import { hideKnownRuns } from '../rules/long-runs.ts';
import { readBase64, readHex } from './base64.ts';
import { eachEncodedRun, type EncodedRun } from './encoded-runs.ts';

/** Looks at long runs of letters: for tokens without a prefix, and for secrets in base64 or hex, whose whole run is hidden. */
export function lookInside(scan: Scan, inner: Scan): void {
  eachEncodedRun(scan, (run) => {
    hideKnownRuns(scan, run);
    const said = decoded(run);
    if (said === null) return;
    const finds = inner.run(said);
    const surest = finds.toSorted((a, b) => b.rank - a.rank)[0];
    if (surest) scan.hide(run.start, run.end, surest.rule, rank.structure);
  });
}

function decoded(run: EncodedRun): string | null {
  const { letters } = run;
  if (isHex(letters)) return readHex(letters);
  if (/^0x/i.test(letters) && isHex(letters.slice(2))) return readHex(letters.slice(2));
  return readBase64(letters);
}

function isHex(letters: string): boolean {
  if (letters.length % 2 === 1) return false;
  for (let at = 0; at < letters.length; at++) if (!is(letters, at, kind.hex)) return false;
  return true;
}
