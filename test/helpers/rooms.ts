/** What the files of one room may import besides each other. */
export interface Room {
  /** A room (`contract`) or one file of it (`redaction/unredacted.ts`). */
  rooms: readonly string[];
  /** The same, but with `import type` only. */
  types: readonly string[];
  /** Packages and their subpaths; `node:` stands for everything that is built in. */
  packages: readonly string[];
}

const room = (rooms: readonly string[], packages: readonly string[] = [], types: readonly string[] = []): Room => ({
  rooms,
  types,
  packages,
});

/** The import table. A room without a row fails the test of the architecture. */
export const rooms: Readonly<Record<string, Room>> = {
  contract: room([], ['zod']),
  rpc: room(['contract']),
  redaction: room(['contract']),
  analytics: room(['contract']),
  export: room(['contract'], ['markdown-it']),
  files: room(['contract'], ['node:']),
  sources: room(['contract', 'redaction/unredacted.ts'], ['zod'], ['files']),
  engine: room(['contract', 'rpc', 'files', 'sources', 'redaction', 'analytics', 'export'], ['node:']),
  assets: room([], ['node:']),
  main: room(
    ['contract', 'rpc', 'assets', 'engine/start-worker.ts', 'files/new-file.ts', 'files/folder-identity.ts'],
    ['node:', 'electron'],
  ),
  preload: room(['contract', 'rpc'], ['electron']),
  renderer: room(
    ['contract', 'rpc'],
    [
      'zod',
      'react',
      'react-dom',
      'zustand',
      'recharts',
      'diff',
      'markdown-it',
      'highlight.js',
      '@tanstack/react-virtual',
      '@fontsource-variable/inter',
      '@fontsource-variable/jetbrains-mono',
    ],
  ),
  web: room(['contract', 'rpc', 'assets', 'engine/start-worker.ts'], ['node:']),
  cli: room(['contract', 'rpc', 'engine', 'files', 'web', 'redaction'], ['node:']),
};
