import type { Durations, ToolAnalytics } from '../contract/analytics.ts';

/** One tool call, as far as counting goes. */
export interface CountedCall {
  name: string;
  outcome: string | null;
  /** How long it took; null when the log does not allow to know. */
  ms: number | null;
  command: string | null;
  program: string | null;
}

type Counts = Pick<
  ToolAnalytics,
  'tool_counts' | 'tool_errors' | 'tool_denials' | 'tool_interruptions' | 'top_commands' | 'top_programs'
> & {
  /** By tool, ascending. */
  durations: ReadonlyMap<string, readonly number[]>;
};

interface Runs {
  count: number;
  errors: number;
}

/** Most commands given for a program. */
const mostCommands = 20;

/** Counts calls as they come: by tool, by command, by program. */
export class ToolTally {
  readonly #outcomes = new Map<string, Map<string | null, number>>();
  readonly #durations = new Map<string, number[]>();
  readonly #programs = new Map<string, Map<string, Runs>>();
  readonly #otherCommands = new Map<string, Runs>();

  add({ name, outcome, ms, command, program }: CountedCall): void {
    const outcomes = gotOrPut(this.#outcomes, name, () => new Map<string | null, number>());
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    if (ms !== null && ms >= 0) gotOrPut(this.#durations, name, () => []).push(ms);
    if (program === null && command === null) return;
    const runs =
      program === null ? this.#otherCommands : gotOrPut(this.#programs, program, () => new Map<string, Runs>());
    const run = gotOrPut(runs, command ?? '', () => ({ count: 0, errors: 0 }));
    run.count += 1;
    if (outcome === 'error') run.errors += 1;
  }

  /** Most used first; at most `top` commands and programs. */
  counts(top: number): Counts {
    for (const list of this.#durations.values()) list.sort((a, b) => a - b);
    return {
      tool_counts: this.#toolsWith(() => true),
      tool_errors: this.#toolsWith((outcome) => outcome === 'error'),
      tool_denials: this.#toolsWith((outcome) => outcome === 'denied'),
      tool_interruptions: this.#toolsWith((outcome) => outcome === 'interrupted'),
      durations: this.#durations,
      top_commands: this.#topCommands(top),
      top_programs: this.#topPrograms(top),
    };
  }

  #toolsWith(isMeant: (outcome: string | null) => boolean): Record<string, number> {
    const sums = [...this.#outcomes].map(([name, outcomes]) => {
      const meant = [...outcomes].filter(([outcome]) => isMeant(outcome));
      return [name, meant.reduce((sum, [, count]) => sum + count, 0)] as const;
    });
    const some = sums.filter(([, count]) => count > 0);
    return Object.fromEntries(some.toSorted((a, b) => b[1] - a[1] || a[0].localeCompare(b[0])));
  }

  #topCommands(top: number): ToolAnalytics['top_commands'] {
    const sums = new Map<string, number>();
    for (const runs of [...this.#programs.values(), this.#otherCommands])
      for (const [command, { count }] of runs) if (command !== '') sums.set(command, (sums.get(command) ?? 0) + count);
    return largest(sums, top, (count) => count).map(([command, count]) => ({ command, count }));
  }

  #topPrograms(top: number): ToolAnalytics['top_programs'] {
    const sums = new Map(
      [...this.#programs].map(([program, runs]) => {
        const all = [...runs.values()];
        const count = all.reduce((sum, run) => sum + run.count, 0);
        return [program, { count, error_count: all.reduce((sum, run) => sum + run.errors, 0), runs }] as const;
      }),
    );
    return largest(sums, top, ({ count }) => count).map(([program, { count, error_count, runs }]) => {
      const named = new Map([...runs].filter(([command]) => command !== ''));
      const commands = largest(named, mostCommands, (run) => run.count);
      return {
        program,
        count,
        error_count,
        command_count: named.size,
        commands: commands.map(([command, run]) => ({ command, count: run.count, error_count: run.errors })),
      };
    });
  }
}

/** The largest by size, then by name, of what may be very many. */
export function largest<T>(all: ReadonlyMap<string, T>, most: number, size: (value: T) => number): [string, T][] {
  const sizes = [...all.values()].map(size).toSorted((a, b) => b - a);
  const least = sizes[most - 1] ?? 0;
  return [...all]
    .filter(([, value]) => size(value) >= least)
    .toSorted((a, b) => size(b[1]) - size(a[1]) || (a[0] < b[0] ? -1 : 1))
    .slice(0, most);
}

function gotOrPut<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

/** Median and 95th percentile by tool; `durations` ascend within each tool. Nearest rank. */
export function durationRanks(durations: ReadonlyMap<string, readonly number[]>): ToolAnalytics['tool_durations'] {
  const ranks = [...durations].map(
    ([name, ms]) => [name, { count: ms.length, p50_ms: rank(ms, 0.5), p95_ms: rank(ms, 0.95) }] as const,
  );
  return Object.fromEntries(ranks);
}

/** Durations in any order, summed up. */
export function durationsOf(ms: readonly number[]): Durations {
  const sorted = ms.toSorted((a, b) => a - b);
  return {
    count: sorted.length,
    total_ms: sorted.reduce((sum, each) => sum + each, 0),
    p50_ms: sorted.length === 0 ? null : rank(sorted, 0.5),
    p95_ms: sorted.length === 0 ? null : rank(sorted, 0.95),
  };
}

/** The value at a share of an ascending list, nearest rank; 0 for an empty one. */
export const rank = (ascending: readonly number[], share: number): number =>
  ascending[Math.max(0, Math.ceil(ascending.length * share) - 1)] ?? 0;
