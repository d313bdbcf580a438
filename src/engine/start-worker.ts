import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Connection } from '../contract/api.ts';
import type { EngineEvent } from '../contract/events.ts';
import { fail, type Result } from '../contract/result.ts';
import { apiFromCall, type Client, connect } from '../rpc/client.ts';
import { bugReport } from './bug-report.ts';
import type { EngineSettings } from './engine.ts';

export interface EngineOptions {
  /** Module of the engine thread: bundle or source. */
  engine_url: URL;
  /** Module of the reader threads. */
  reader_url: URL;
  environment: Record<string, string | undefined>;
  home: string;
  data_dir: string;
}

export interface RunningEngine extends Connection {
  call(method: string, input: unknown): Promise<Result<unknown>>;
  /** Ends the engine in order; calls made afterwards are answered with `unavailable`. */
  stop(): Promise<void>;
}

/** After this many deaths in a minute the engine is not started again. */
const mostDeaths = 5;

/** Where catalog and settings are kept: `REARVIEW_DATA_DIR`, else the platform's place for data of applications. */
export function defaultDataDir(
  environment: Record<string, string | undefined>,
  platform: string,
  home: string,
): string {
  const named = environment['REARVIEW_DATA_DIR'];
  if (named) return path.resolve(named);
  if (platform === 'darwin') return path.join(home, 'Library', 'Application Support', 'Rearview');
  if (platform === 'win32')
    return path.join(environment['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'), 'Rearview');
  return path.join(environment['XDG_DATA_HOME'] || path.join(home, '.local', 'share'), 'rearview');
}

/** The variables that sources look at; the thread is told no others. */
const passed = [
  'CLAUDE_CONFIG_DIR',
  'CODEX_HOME',
  'CODEX_SESSIONS_PATH',
  'OPENAI_TRACES_PATH',
  'XDG_CONFIG_HOME',
  'TZ',
  'LANG',
];

/** Starts the engine thread. A thread that dies is started again; the calls that waited for it are answered with an error. */
export function startEngine(options: EngineOptions): RunningEngine {
  const listeners = new Set<(event: EngineEvent) => void>();
  const tell = (event: EngineEvent) => {
    for (const listener of listeners) listener(event);
  };
  const deaths: number[] = [];
  let isStopping = false;
  let current: { client: Client; worker: Worker } | null = null;

  const start = () => {
    const worker = newWorker(options);
    const client = connect({
      post: (message) => worker.postMessage(message),
      onMessage: (listener) => void worker.on('message', listener),
    });
    client.onEvent(tell);
    current = { client, worker };
    worker.on('error', (error) => console.error(bugReport(error)));
    worker.on('exit', () => {
      current = null;
      client.abandon('The engine stopped.');
      if (!isStopping) revive();
    });
  };

  const revive = () => {
    const now = Date.now();
    deaths.push(now);
    if (deaths.filter((at) => now - at < 60_000).length >= mostDeaths) return;
    start();
    tell({ type: 'restarted', reason: 'The engine stopped and was started again.' });
  };

  start();
  const call = (method: string, input: unknown): Promise<Result<unknown>> =>
    (isStopping ? null : current)?.client.call(method, input) ??
    Promise.resolve(fail('unavailable', 'The engine is not running.', 'Start Rearview again.'));
  return {
    call,
    api: apiFromCall(call),
    onEvent(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async stop() {
      isStopping = true;
      if (current) await ended(current.worker);
    },
  };
}

function newWorker({ engine_url, reader_url, environment, home, data_dir }: EngineOptions): Worker {
  const env = Object.fromEntries(
    passed.filter((name) => environment[name] !== undefined).map((name) => [name, environment[name]]),
  );
  const settings: EngineSettings = { reader_url: reader_url.href, environment: env, home, data_dir };
  return new Worker(engine_url, { workerData: settings, execArgv: [], env: env as NodeJS.ProcessEnv });
}

/** The thread closes its catalog first; one that does not answer is ended. */
function ended(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => void worker.terminate(), 5000);
    worker.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    worker.postMessage('close');
  });
}
