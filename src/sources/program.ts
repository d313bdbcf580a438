const wrappers = new Set(['sudo', 'env', 'time', 'nohup', 'command', 'exec', 'builtin', 'nice', 'then', 'do', '!']);

/**
 * The program that a shell command runs first, such as `git` for `cd /srv && FOO=1 sudo git push`.
 * Changes of folder, assignments and wrappers are passed over. Null when there is none.
 */
export function programOf(command: string): string | null {
  for (const part of command.slice(0, 4000).split(/&&|\|\||[;|\n]/)) {
    const words = part
      .trim()
      .split(/\s+/)
      .filter((word) => !/^[A-Za-z_]\w*=/.test(word) && !wrappers.has(word));
    const first = words.find((word) => !word.startsWith('-'))?.replace(/^['"(]+|['")]+$/g, '');
    if (!first || first === 'cd' || first === 'pushd' || first.startsWith('#')) continue;
    const name = first.split('/').at(-1)!;
    return /^[\w.+:@-]{1,60}$/.test(name) ? name : null;
  }
  return null;
}
