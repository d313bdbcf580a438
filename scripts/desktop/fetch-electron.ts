import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { electronVersion, findElectron } from './electron-program.ts';

const look_ms = 1_000;
/** Without a first byte for so long, the network is not there, or swallows what is sent. */
const toFirstByte_ms = 20_000;
/** Later a pause may also mean unpacking, of which nothing is seen. */
const toNextByte_ms = 120_000;

/**
 * Has Electron's own installer fetch the runtime, once a day at most. Returns the program, or null when it cannot be had.
 * `note` is told before anything is fetched.
 */
export async function fetchElectron(root: string, note: (sentence: string) => void): Promise<string | null> {
  if (process.env['ELECTRON_OVERRIDE_DIST_PATH'] || wasTriedToday(root)) return null;
  note('Fetching the desktop runtime, once…');
  await runInstaller(root, join(root, 'node_modules', 'electron', 'install.js'));
  const program = findElectron(root, process.env, process.platform);
  if (program === null) rememberTry(root);
  return program;
}

/** Runs the installer quietly; ends it when its download stands still. */
async function runInstaller(root: string, installer: string): Promise<void> {
  const download = join(root, 'out', '.electron-download');
  mkdirSync(download, { recursive: true });
  const env = { ...process.env, TMPDIR: download, TMP: download, TEMP: download, ELECTRON_GET_NO_PROGRESS: '1' };
  const child = spawn(process.execPath, [installer], { cwd: root, stdio: 'ignore', env });
  const stopWatching = whenStill(
    () => bytesBelow(download),
    () => child.kill('SIGKILL'),
  );
  await Promise.race([once(child, 'exit'), once(child, 'error')]);
  stopWatching();
  rmSync(download, { recursive: true, force: true });
}

/** Calls `give_up` when `measure` has not changed for too long. Returns what ends the watch. */
function whenStill(measure: () => number, give_up: () => void): () => void {
  let last = 0;
  let still_ms = 0;
  let patience_ms = toFirstByte_ms;
  const timer = setInterval(() => {
    const now = measure();
    still_ms = now === last ? still_ms + look_ms : 0;
    if (now !== last) patience_ms = toNextByte_ms;
    last = now;
    if (still_ms >= patience_ms) give_up();
  }, look_ms);
  return () => clearInterval(timer);
}

function bytesBelow(folder: string): number {
  let bytes = 0;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) bytes += statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

const memoOf = (root: string): string => join(root, 'out', '.no-electron');

const todaysTry = (root: string): string => `${electronVersion(root)} ${new Date().toISOString().slice(0, 10)}`;

/** Whether the same version was tried in vain today. */
export function wasTriedToday(root: string): boolean {
  return existsSync(memoOf(root)) && readFileSync(memoOf(root), 'utf8') === todaysTry(root);
}

export function rememberTry(root: string): void {
  writeFileSync(memoOf(root), todaysTry(root));
}
