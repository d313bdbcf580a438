import { type AcceptedEdit, acceptedIn, compactionsOf, hooksOf, reviewsOf } from '../../analytics/events.ts';
import type { Output, Parsed } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import { num, text } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { sourcesNamed } from './known-source.ts';
import { arraysWithin, rangeDays, type RangeInput, rowsWithin } from './range-rows.ts';

/** Reviews, hooks, compactions, failed requests and accepted lines in a range of days. */
export function readEventAnalytics(
  engine: EngineParts,
  input: Parsed<'eventAnalytics'>,
): Result<Output<'eventAnalytics'>> {
  const named = sourcesNamed(input.source);
  if (!named.ok) return named;
  return ok({
    reviews: reviewsIn(engine, input),
    hooks: hooksIn(engine, input),
    compactions: compactionsIn(engine, input),
    api_errors: rowsWithin(engine, input, {
      table: 'api_errors',
      columns: 't.word, t.status, count(*) as count, sum(t.is_retried = 1) as retried',
      rest: 'group by t.word, t.status order by count desc, t.word limit 50',
    }).map((row) => ({
      word: text(row['word']) ?? 'unknown',
      status: row['status'] === null ? null : num(row['status']),
      count: num(row['count']),
      retried: num(row['retried']),
    })),
    accepted: acceptedIn(editsIn(engine, input)),
    source: input.source,
    date_range_days: rangeDays(input),
  });
}

const numOrNull = (value: unknown): number | null => (value === null ? null : Number(value));

const reviewsIn = (engine: EngineParts, input: RangeInput) =>
  reviewsOf(
    rowsWithin(engine, input, {
      table: 'approvals',
      columns:
        't.decision, t.decided_by, t.waited_ms, (select c.name from tool_calls c where c.file_id = t.file_id and c.call_id = t.call_id) as tool',
    }).map((row) => ({
      decision: text(row['decision']),
      decided_by: text(row['decided_by']),
      waited_ms: numOrNull(row['waited_ms']),
      tool: text(row['tool']),
    })),
  );

const hooksIn = (engine: EngineParts, input: RangeInput) =>
  hooksOf(
    rowsWithin(engine, input, {
      table: 'hook_runs',
      columns: 't.event, t.name, t.command, t.outcome, t.duration_ms',
    }).map((row) => ({
      event: text(row['event']),
      name: text(row['name']),
      command: text(row['command']),
      outcome: text(row['outcome']),
      duration_ms: numOrNull(row['duration_ms']),
    })),
  );

const compactionsIn = (engine: EngineParts, input: RangeInput) =>
  compactionsOf(
    rowsWithin(engine, input, {
      table: 'compactions',
      columns: 't.trigger_word, t.tokens_before, t.tokens_after, t.duration_ms',
    }).map((row) => ({
      trigger: text(row['trigger_word']),
      tokens_before: numOrNull(row['tokens_before']),
      tokens_after: numOrNull(row['tokens_after']),
      duration_ms: numOrNull(row['duration_ms']),
    })),
  );

/** Edits and writes that were carried out, each with the model that made the call before it. */
function editsIn(engine: EngineParts, input: RangeInput): AcceptedEdit[] {
  const edits = arraysWithin(engine, input, {
    table: 'tool_files',
    columns: 'f.id, t.at, t.path, t.lines_added, t.lines_removed',
    and: "t.outcome = 'ok' and t.change = 'write'",
  });
  const models = modelsByFile(engine, new Set(edits.map(([file]) => Number(file))));
  return edits.map(([file, at, path, lines_added, lines_removed]) => ({
    path: String(path),
    model: modelAt(models.get(Number(file)) ?? [], numOrNull(at)),
    lines_added: numOrNull(lines_added),
    lines_removed: numOrNull(lines_removed),
  }));
}

/** A model, and from when on it was the one. */
type Spell = [at: number | null, model: string];

/** The models of each file in the order of time; of most files there is one. */
function modelsByFile({ catalog }: EngineParts, files: ReadonlySet<number>): Map<number, Spell[]> {
  const spells = new Map<number, Spell[]>();
  const rows = catalog
    .statement(
      'select c.file_id, c.model, min(c.at) as first, count(*) over (partition by c.file_id) as models from json_each(?) j cross join calls c on c.file_id = j.value group by c.file_id, c.model',
    )
    .all(JSON.stringify([...files]));
  for (const row of rows) {
    const file = num(row['file_id']);
    if (num(row['models']) === 1) spells.set(file, [[numOrNull(row['first']), String(row['model'])]]);
    else if (!spells.has(file)) spells.set(file, spellsOf(catalog, file));
  }
  return spells;
}

const spellsOf = (catalog: EngineParts['catalog'], file: number): Spell[] =>
  catalog
    .statement('select at, model from calls where file_id = ? order by at')
    .all(file)
    .map((row) => [numOrNull(row['at']), String(row['model'])]);

function modelAt(spells: readonly Spell[], at: number | null): string | null {
  if (spells.length <= 1 || at === null) return spells.length === 1 ? spells[0]![1] : null;
  let low = 0;
  let high = spells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spells[middle]![0] ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return spells[low - 1]?.[1] ?? null;
}
