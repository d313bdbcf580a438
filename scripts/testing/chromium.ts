import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A Chromium to test with: the one `CHROMIUM_PATH` names, one of the system, or Playwright's own; null when there is none. */
export async function findChromium(environment: Environment): Promise<string | null> {
  const named = environment['CHROMIUM_PATH'];
  if (named) return existsSync(named) ? named : null;
  const folders = (environment['PATH'] ?? '').split(delimiter).filter(Boolean);
  const places = ['/usr/bin', ...folders].flatMap((folder) => names.map((name) => join(folder, name)));
  const own = (await import('playwright')).chromium.executablePath();
  return [...places, own].find((file) => existsSync(file)) ?? null;
}

/** Installs one: as root on Debian from the system's packages, elsewhere by Playwright. Null when neither works. */
export async function installChromium(root: string, environment: Environment): Promise<string | null> {
  if (environment['CHROMIUM_PATH']) return null;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    run('apt-get', ['update', '-q'], env);
    run('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], env);
  } else {
    run(process.execPath, [join(root, 'node_modules', 'playwright', 'cli.js'), 'install', 'chromium'], process.env);
  }
  return findChromium(environment);
}

function run(program: string, args: string[], env: NodeJS.ProcessEnv): void {
  spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env });
}
