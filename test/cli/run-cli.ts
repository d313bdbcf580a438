import { Readable } from 'node:stream';
import type { Context } from '../../src/cli/command.ts';
import { type ExitCode, runCommand } from '../../src/cli/run-command.ts';
import { builtPage } from '../helpers/built-page.ts';
import { type FakeEngine, fakeEngine } from '../helpers/small-engine.ts';

export interface Run {
  code: ExitCode;
  out: string;
  notes: string;
  engine: FakeEngine;
  /** Whether the command asked for the engine at all. */
  used_engine: boolean;
  opened: string[];
}

export interface World {
  engine?: FakeEngine;
  stdin?: string | Buffer[];
  is_watched?: boolean;
  columns?: number | null;
  environment?: Record<string, string>;
  /** Runs while `serve` waits to be interrupted. */
  whileServing?: (out: string) => Promise<void>;
}

/** Runs the command line in this process and gives back all that it wrote. */
export async function runCli(args: string[], world: World = {}): Promise<Run> {
  const engine = world.engine ?? fakeEngine();
  const run: Run = { code: 0, out: '', notes: '', engine, used_engine: false, opened: [] };
  const { stdin = '' } = world;
  const context: Context = {
    write: async (text) => void (run.out += text),
    note: (text) => void (run.notes += text),
    stdin: Readable.from(typeof stdin === 'string' ? [Buffer.from(stdin)] : stdin),
    is_watched: world.is_watched ?? false,
    columns: world.columns ?? null,
    environment: world.environment ?? {},
    platform: 'linux',
    page_folder: builtPage(),
    engine: () => {
      run.used_engine = true;
      return engine;
    },
    openBrowser: (url) => void run.opened.push(url),
    untilInterrupted: async () => {
      await new Promise((resolve) => setTimeout(resolve));
      await world.whileServing?.(run.out);
    },
  };
  run.code = await runCommand(args, context, '1.2.3');
  return run;
}
