import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** What one run of a command cost as a whole process, with all threads and children. What the system does not tell is NaN. */
export interface Measure {
  wall_ms: number;
  /** User and system time together. */
  cpu_ms: number;
  /** Largest resident size. */
  peak_mb: number;
  /** What was asked of files and pipes, whether or not it came from a disk; the program's own code is among it. */
  read_bytes: number;
  written_bytes: number;
}

/** Runs a command to its end, with `/usr/bin/time` and `/proc` looking on where they are there. */
export function measured(command: string[], env: Record<string, string>): Measure {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-cost-'));
  try {
    const [times, traffic] = [path.join(folder, 'times'), path.join(folder, 'traffic')];
    const timer = fs.existsSync('/usr/bin/time') ? ['/usr/bin/time', '-f', '%U %S %M', '-o', times] : [];
    const counter = fs.existsSync('/proc/self/io') ? ['/bin/sh', '-c', countingShell, traffic] : [];
    const [program, ...args] = [...counter, ...timer, ...command];
    const began = performance.now();
    const run = spawnSync(program!, args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
      maxBuffer: 1 << 28,
    });
    const wall_ms = performance.now() - began;
    if (run.status !== 0)
      throw new Error(`${command.join(' ')} ended with ${run.status}: ${String(run.stderr).slice(-500)}`);
    const [user = Number.NaN, system = Number.NaN, peak = Number.NaN] = numbersIn(timer.length > 0 ? times : null);
    const [read_bytes = Number.NaN, written_bytes = Number.NaN] = numbersIn(counter.length > 0 ? traffic : null);
    return { wall_ms, cpu_ms: (user + system) * 1000, peak_mb: peak / 1024, read_bytes, written_bytes };
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

/** Runs what follows and notes what it read and wrote: a shell is told of its children once they have ended. */
const countingShell = '"$@"; code=$?; cat /proc/$$/io > "$0"; exit $code';

const numbersIn = (file: string | null): number[] =>
  file === null ? [] : [...fs.readFileSync(file, 'utf8').matchAll(/\d+(?:\.\d+)?/g)].map(Number);

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
