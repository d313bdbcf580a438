import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { rulesVersion } from '../../redaction/index.ts';
import type { EngineParts } from '../engine.ts';
import { countUp, hiddenIn } from '../hidden-counts.ts';
import { redactorFor } from '../hiding.ts';

/** The text as it would be shown. It is kept nowhere. */
export function redactText({ hiding, ids }: EngineParts, input: Parsed<'redactText'>): Result<Output<'redactText'>> {
  const level = input.level ?? hiding.level;
  const text = redactorFor({ ...hiding, level }, ids)
    .text(input.text)
    .toWellFormed();
  const counts = hiddenIn(text);
  // Placeholders that stood there before hide nothing now.
  for (const [rule, count] of hiddenIn(input.text)) countUp(counts, rule, -count);
  return ok({
    text,
    counts: [...counts]
      .filter(([, count]) => count > 0)
      .map(([rule, count]) => ({ rule, count }))
      .toSorted((a, b) => b.count - a.count || a.rule.localeCompare(b.rule)),
    rules_version: rulesVersion,
    level,
  });
}
