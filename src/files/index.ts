import fs from 'node:fs';
import os from 'node:os';
import type { Files } from './files.ts';
import { openBelow, type OpenRules } from './open.ts';
import { type Machine, resolveRoot } from './roots.ts';
import { walkRoot, type WalkRules } from './walk.ts';

/** All have defaults that fit the machine; tests pass their own. */
export interface FilesOptions extends Partial<Machine & OpenRules & WalkRules> {}

const gibibyte = 1024 ** 3;

/** The door to session files. It works synchronously, remembers nothing, and may be made anew in every thread. */
export function createFiles(options: FilesOptions = {}): Files {
  const platform = options.platform ?? process.platform;
  const machine: Machine = { platform, home: options.home ?? os.homedir() };
  const check = options.check ?? (fs.existsSync('/proc/self/fd') ? 'descriptor' : 'components');
  const walkRules: WalkRules = { depth: options.depth ?? 12, entries: options.entries ?? 300_000, check };
  const rules: OpenRules = {
    platform,
    file_bytes: options.file_bytes ?? 8 * gibibyte,
    check,
  };
  return {
    openRoot: (path) => resolveRoot(path, machine),
    walk: (root, patterns, isWanted) => walkRoot(root, patterns, walkRules, isWanted),
    open: (root, relative_path) => openBelow(root, relative_path, rules),
  };
}
