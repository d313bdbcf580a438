import type { EventAnalytics } from '../contract/analytics.ts';
import { durationsOf } from './tools.ts';

type Reviews = EventAnalytics['reviews'];

/** One approval as the catalog holds it. */
export interface Review {
  decision: string | null;
  decided_by: string | null;
  waited_ms: number | null;
  /** The tool whose call it was for; null when the log does not say. */
  tool: string | null;
}

/** Reviews in total, by who decided, and by tool. */
export function reviewsOf(reviews: readonly Review[]): Reviews {
  const decided = reviews.filter((review) => review.decision !== null);
  return {
    count: reviews.length,
    ...decisionsIn(reviews),
    waiting: durationsOf(reviews.flatMap((review) => review.waited_ms ?? [])),
    by_decider: [...Map.groupBy(decided, (review) => review.decided_by)]
      .map(([decided_by, rows]) => {
        const { granted, denied, aborted } = decisionsIn(rows);
        return { decided_by, granted, denied, aborted };
      })
      .toSorted((a, b) => b.granted + b.denied + b.aborted - (a.granted + a.denied + a.aborted)),
    by_tool: [...Map.groupBy(reviews, (review) => review.tool ?? 'unknown')]
      .map(([name, rows]) => {
        const { granted, denied, unanswered } = decisionsIn(rows);
        return { name, count: rows.length, granted, denied, unanswered };
      })
      .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name)),
  };
}

function decisionsIn(reviews: readonly Review[]): Pick<Reviews, 'granted' | 'denied' | 'aborted' | 'unanswered'> {
  const count = (decision: string | null) => reviews.filter((review) => review.decision === decision).length;
  return { granted: count('granted'), denied: count('denied'), aborted: count('aborted'), unanswered: count(null) };
}

/** One run of a hook. */
export interface HookRun {
  event: string | null;
  name: string | null;
  command: string | null;
  outcome: string | null;
  duration_ms: number | null;
}

/** Runs by hook, most runs first. */
export function hooksOf(runs: readonly HookRun[]): EventAnalytics['hooks'] {
  const keyOf = (run: HookRun): string => JSON.stringify([run.event, run.name, run.command]);
  return [...Map.groupBy(runs, keyOf).values()]
    .map((rows) => {
      const [{ event, name, command }] = rows as [HookRun];
      const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
      return {
        event: event ?? 'unknown',
        name: name ?? event ?? 'unknown',
        command,
        count: rows.length,
        errors: count('error'),
        blocked: count('blocked'),
        cancelled: count('cancelled'),
        durations: durationsOf(rows.flatMap((row) => row.duration_ms ?? [])),
      };
    })
    .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name));
}

export interface Compacted {
  trigger: string | null;
  tokens_before: number | null;
  tokens_after: number | null;
  duration_ms: number | null;
}

/** Compactions by what set them off. */
export function compactionsOf(compactions: readonly Compacted[]): EventAnalytics['compactions'] {
  return [...Map.groupBy(compactions, (each) => each.trigger)]
    .map(([trigger, rows]) => ({
      trigger,
      count: rows.length,
      tokens_before: median(rows.flatMap((row) => row.tokens_before ?? [])),
      tokens_after: median(rows.flatMap((row) => row.tokens_after ?? [])),
      durations: durationsOf(rows.flatMap((row) => row.duration_ms ?? [])),
    }))
    .toSorted((a, b) => b.count - a.count);
}

const median = (values: readonly number[]): number | null => {
  const { p50_ms } = durationsOf(values);
  return p50_ms === null ? null : Math.round(p50_ms);
};

/** Lines that one carried out call changed in one file. */
export interface AcceptedEdit {
  path: string;
  model: string | null;
  lines_added: number | null;
  lines_removed: number | null;
}

/** Lines taken over, by type of file and by model; most lines first. */
export function acceptedIn(edits: readonly AcceptedEdit[]): EventAnalytics['accepted'] {
  return {
    ...linesOf(edits),
    by_file_type: [...Map.groupBy(edits, (edit) => fileTypeOf(edit.path))]
      .map(([file_type, rows]) => ({
        file_type,
        files: new Set(rows.map((row) => row.path)).size,
        ...linesOf(rows),
      }))
      .toSorted(byLines),
    by_model: [...Map.groupBy(edits, (edit) => edit.model)]
      .map(([model, rows]) => ({ model, edits: rows.length, ...linesOf(rows) }))
      .toSorted(byLines),
  };
}

type Lines = { lines_added: number; lines_removed: number };
const byLines = (a: Lines, b: Lines): number => b.lines_added + b.lines_removed - (a.lines_added + a.lines_removed);

const linesOf = (edits: readonly AcceptedEdit[]): Lines => ({
  lines_added: edits.reduce((sum, edit) => sum + (edit.lines_added ?? 0), 0),
  lines_removed: edits.reduce((sum, edit) => sum + (edit.lines_removed ?? 0), 0),
});

/** What the file's name ends with: `.ts`; its whole name where it has no ending, such as `Makefile`. */
export function fileTypeOf(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(dot).toLowerCase() : name || 'unknown';
}
