import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { placeholderPattern, rulesVersion } from '../../redaction/index.ts';
import type { EngineParts } from '../engine.ts';
import { redactorFor } from '../hiding.ts';

/** The text as it would be shown. It is kept nowhere. */
export function redactText({ hiding, ids }: EngineParts, input: Parsed<'redactText'>): Result<Output<'redactText'>> {
  const level = input.level ?? hiding.level;
  const text = redactorFor({ ...hiding, level }, ids)
    .text(input.text)
    .toWellFormed();
  const counts = countsOf(text);
  // Placeholders that stood there before hide nothing now.
  for (const [rule, count] of countsOf(input.text)) counts.set(rule, (counts.get(rule) ?? 0) - count);
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

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const [placeholder] of text.matchAll(placeholderPattern)) {
    const rule = placeholder.split(':')[1] ?? '';
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return counts;
}
