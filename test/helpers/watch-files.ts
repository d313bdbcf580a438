import fs from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';

const watched = ['openSync', 'opendirSync', 'readdirSync', 'readFileSync', 'createReadStream', 'copyFileSync'] as const;

/**
 * Notes every path that this thread opens or lists from now on. Names below a descriptor (`/proc/self/fd/…`) are left out: the
 * descriptor itself was opened by a path. Call `stop` when done.
 */
export function watchFiles(): { paths: Set<string>; stop: () => void } {
  const paths = new Set<string>();
  const spies = watched.map((name) => {
    const real = fs[name] as (...args: unknown[]) => unknown;
    return vi.spyOn(fs as unknown as Record<string, typeof real>, name).mockImplementation((...args) => {
      const opened = String(args[0]);
      if (typeof args[0] !== 'number' && !opened.startsWith('/proc/self/fd/')) paths.add(opened);
      return real.apply(fs, args);
    });
  });
  return { paths, stop: () => spies.forEach((spy) => void spy.mockRestore()) };
}

/** Names, kinds, sizes, contents and times of change of a tree, as one text: equal before and after when nothing was touched. */
export function treePrint(folder: string): string {
  const names = fs.readdirSync(folder, { recursive: true }).map(String).toSorted();
  return names
    .map((name) => {
      const file = path.join(folder, name);
      const { mode, size, mtimeNs, ctimeNs, ino } = fs.lstatSync(file, { bigint: true });
      const content = fs.statSync(file).isFile() ? fs.readFileSync(file, 'base64') : '';
      return `${name} ${mode} ${size} ${mtimeNs} ${ctimeNs} ${ino} ${content}`;
    })
    .join('\n');
}
