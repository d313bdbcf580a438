import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What one run of a command cost as a whole process. */
export interface Measure {
  wall_ms: number;
  /** User and system time together. */
  cpu_ms: number;
  /** Largest resident size. */
  peak_mb: number;
}

/** Runs a command to its end under `/usr/bin/time`, if that is there; without it only the wall time is known. */
export function measured(command: string[], env: Record<string, string>): Measure {
  const notes = path.join(os.tmpdir(), `rearview-time-${process.pid}`);
  const timer = fs.existsSync('/usr/bin/time') ? ['/usr/bin/time', '-f', '%U %S %M', '-o', notes] : [];
  const [program, ...args] = [...timer, ...command];
  const began = performance.now();
  const run = spawnSync(program!, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
    maxBuffer: 1 << 28,
  });
  const wall_ms = performance.now() - began;
  if (run.status !== 0)
    throw new Error(`${command.join(' ')} ended with ${run.status}: ${String(run.stderr).slice(-500)}`);
  if (timer.length === 0) return { wall_ms, cpu_ms: Number.NaN, peak_mb: Number.NaN };
  const [user, system, peak] = fs.readFileSync(notes, 'utf8').trim().split('\n').at(-1)!.split(' ').map(Number) as [
    number,
    number,
    number,
  ];
  fs.rmSync(notes);
  return { wall_ms, cpu_ms: (user + system) * 1000, peak_mb: peak / 1024 };
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
