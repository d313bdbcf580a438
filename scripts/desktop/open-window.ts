import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { findElectron, reasonAgainstWindow } from './electron-program.ts';
import { fetchElectron } from './fetch-electron.ts';

/** A window that ends sooner than this, and not well, never opened. */
const shortest_ms = 10_000;

/** Opens the desktop window and waits until it is closed. Gives back why it could not be opened, or null. */
export async function openWindow(root: string, note: (sentence: string) => void): Promise<string | null> {
  const reason = reasonAgainstWindow(process.env, process.platform, process.getuid?.() ?? null);
  if (reason !== null) return reason;
  const program = findElectron(root, process.env, process.platform) ?? (await fetchElectron(root, note));
  if (program === null) return 'The desktop runtime is missing and could not be fetched.';
  return runWindow(program, root);
}

async function runWindow(program: string, root: string): Promise<string | null> {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const child = spawn(program, [root], { stdio: 'inherit', env });
  const started = Date.now();
  const [code, signal] = await Promise.race([
    once(child, 'exit') as Promise<[number | null, string | null]>,
    once(child, 'error').then((): [null, string] => [null, 'not started']),
  ]);
  const isGood = code === 0 || signal === 'SIGINT' || signal === 'SIGTERM';
  if (isGood || Date.now() - started > shortest_ms) return null;
  return `The desktop window could not be opened (${code === null ? signal : `exit code ${code}`}).`;
}
