import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const programs: Readonly<Record<string, string>> = {
  darwin: 'Electron.app/Contents/MacOS/Electron',
  linux: 'electron',
  win32: 'electron.exe',
};

/**
 * The Electron runtime: the one that `ELECTRON_OVERRIDE_DIST_PATH` names, else the one in node_modules; null when it is missing.
 * Its package is never imported here: outside Electron that alone would start a download.
 */
export function findElectron(root: string, environment: Environment, platform: string): string | null {
  const program = programs[platform];
  if (!program) return null;
  const override = environment['ELECTRON_OVERRIDE_DIST_PATH'];
  const file = override ? join(override, program) : join(root, 'node_modules', 'electron', 'dist', program);
  return existsSync(file) ? file : null;
}

/** The pinned version of the runtime. */
export function electronVersion(root: string): string {
  const file = join(root, 'node_modules', 'electron', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Why no window can be opened here, whatever is installed; null when one can. */
export function reasonAgainstWindow(environment: Environment, platform: string, userId: number | null): string | null {
  if (environment['REARVIEW_NO_ELECTRON']) return 'REARVIEW_NO_ELECTRON is set.';
  if (platform !== 'linux') return null;
  if (!environment['DISPLAY'] && !environment['WAYLAND_DISPLAY']) return 'There is no display for a window.';
  return userId === 0 ? 'A window is not opened for root, since Chromium has no sandbox for that account.' : null;
}
