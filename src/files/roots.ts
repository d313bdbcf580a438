import fs from 'node:fs';
import nodePath from 'node:path';
import type { OpenRoot, RootRefusal } from './files.ts';

/** What the choice of roots depends on; tests pass their own. */
export interface Machine {
  platform: NodeJS.Platform;
  home: string;
}

/** Resolves a root once: every later use compares with what was found here. A link is followed for the root itself only. */
export function resolveRoot(path: string, machine: Machine): OpenRoot | RootRefusal {
  const problem = rootPathProblem(path, machine);
  if (problem) return { path, status: 'refused', reason: problem };
  try {
    const real_path = fs.realpathSync.native(path);
    const realProblem = rootPathProblem(real_path, { ...machine, home: realHome(machine.home) });
    if (realProblem) return { path, status: 'refused', reason: realProblem };
    const facts = fs.lstatSync(real_path, { bigint: true });
    if (!facts.isDirectory()) return { path, status: 'refused', reason: 'This is not a folder.' };
    fs.opendirSync(real_path).closeSync();
    return { path, real_path, device: facts.dev, inode: facts.ino };
  } catch (error) {
    return { path, ...absenceFrom(error) };
  }
}

/** Whether the root still is the folder that was resolved, reached without a link. */
export function isSameRoot(root: OpenRoot): boolean {
  try {
    const facts = fs.lstatSync(root.real_path, { bigint: true, throwIfNoEntry: false });
    return facts !== undefined && facts.isDirectory() && facts.dev === root.device && facts.ino === root.inode;
  } catch (error) {
    if (isDiskError(error)) return false;
    throw error;
  }
}

/** Why a path may never be a root, by the path alone; null when it may. */
export function rootPathProblem(path: string, { platform, home }: Machine): string | null {
  const rules = platform === 'win32' ? nodePath.win32 : nodePath.posix;
  if (path.includes('\0') || !rules.isAbsolute(path)) return 'This is not an absolute path.';
  if (platform === 'win32' && !/^[a-z]:[\\/]/i.test(path)) return 'Network and device paths are not read.';
  const whole = rules.resolve(path);
  if (whole === rules.parse(whole).root) return 'A whole drive is not read.';
  if (holds(whole, rules.resolve(home), rules, platform)) return 'A home folder is not read as a whole.';
  return null;
}

/** An error of the file system, as opposed to a bug. */
export function isDiskError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && typeof (error as NodeJS.ErrnoException).code === 'string';
}

/** By components, never by prefix: `/data/root` does not hold `/data/root-evil`. */
function holds(outer: string, inner: string, rules: nodePath.PlatformPath, platform: NodeJS.Platform): boolean {
  const fold = (text: string): string => (platform === 'linux' ? text : text.normalize('NFC').toLowerCase());
  const way = rules.relative(fold(outer), fold(inner));
  return way === '' || (way.split(rules.sep)[0] !== '..' && !rules.isAbsolute(way));
}

function realHome(home: string): string {
  try {
    return fs.realpathSync.native(home);
  } catch (error) {
    if (isDiskError(error)) return home;
    throw error;
  }
}

function absenceFrom(error: unknown): Pick<RootRefusal, 'status' | 'reason'> {
  if (!isDiskError(error)) throw error;
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    return { status: 'not_found', reason: 'There is no such folder.' };
  }
  if (error.code === 'ELOOP') return { status: 'refused', reason: 'The links of this path lead in a circle.' };
  return { status: 'unreadable', reason: 'The folder cannot be read.' };
}
