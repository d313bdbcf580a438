import { once } from 'node:events';
import { homedir } from 'node:os';
import { defaultDataDir, type RunningEngine, startEngine } from '../engine/start-worker.ts';
import type { Context } from './command.ts';
import { openBrowser } from './open-browser.ts';
import { runCommand } from './run-command.ts';

/** Where the parts of the built program lie; only an entry file knows. */
export interface Places {
  engine_url: URL;
  reader_url: URL;
  page_folder: string;
}

/** Put in by the build. */
const version = process.env.REARVIEW_VERSION ?? 'unbuilt';

/** Runs a command for the process it is in, and leaves the exit code there. */
export async function runInProcess(args: readonly string[], places: Places): Promise<void> {
  let engine: RunningEngine | null = null;
  const context = contextOfProcess(places.page_folder, () => (engine ??= newEngine(places)));
  endQuietlyWhenNobodyReads();
  try {
    process.exitCode = await runCommand(args, context, version);
  } finally {
    await engineOf(engine)?.stop();
  }
}

/** Tells the compiler that the engine may have been started meanwhile. */
const engineOf = (engine: RunningEngine | null): RunningEngine | null => engine;

function contextOfProcess(page_folder: string, engine: () => RunningEngine): Context {
  const { stdout, stderr, stdin, env, platform } = process;
  return {
    async write(text) {
      if (!stdout.write(text)) await once(stdout, 'drain');
    },
    note: (text) => void stderr.write(text),
    stdin,
    is_watched: stderr.isTTY === true,
    columns: stdout.isTTY === true ? stdout.columns : null,
    environment: env,
    platform,
    page_folder,
    engine,
    openBrowser: (url) => openBrowser(url, platform, env),
    untilInterrupted: () => Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]).then(() => {}),
  };
}

function newEngine({ engine_url, reader_url }: Places): RunningEngine {
  const home = homedir();
  const data_dir = defaultDataDir(process.env, process.platform, home);
  return startEngine({ engine_url, reader_url, environment: process.env, home, data_dir });
}

/** `rearview list | head` ends when `head` has seen enough. */
function endQuietlyWhenNobodyReads(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}
