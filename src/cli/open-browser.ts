import { spawn } from 'node:child_process';

/** The program that opens an address in the person's browser; null where there is no desktop to open one on. */
export function browserCommand(
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): [program: string, ...words: string[]] | null {
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler'];
  return environment['DISPLAY'] || environment['WAYLAND_DISPLAY'] ? ['xdg-open'] : null;
}

/** Opens an address and does not wait. Without a desktop, or without that program, nothing happens: the address was printed. */
export function openBrowser(
  url: string,
  platform: string,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const command = browserCommand(platform, environment);
  if (!command) return;
  const [program, ...words] = command;
  const child = spawn(program, [...words, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}
