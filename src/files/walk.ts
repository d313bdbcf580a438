import fs from 'node:fs';
import type { FoundEntry, OpenRoot, WalkResult } from './files.ts';
import { isForbiddenName, nameProblem } from './names.ts';
import { hopeBelow, hopeFrom, type Hope, isHopedFile, isNamedLikeFile, namesHopedFor } from './patterns.ts';
import { isDiskError, isSameRoot } from './roots.ts';

export interface WalkLimits {
  /** Folders between the root and a file. */
  depth: number;
  /** Names looked at in one walk. */
  entries: number;
}

/** A folder still to be listed. `relative_path` is empty for the root, else ends in `/`. */
interface Folder {
  relative_path: string;
  depth: number;
  hope: Hope;
}

interface Walk extends WalkResult {
  root: OpenRoot;
  limits: WalkLimits;
  /** Names that may still be looked at. */
  left: number;
}

/** Lists the files that match, folder by folder, in the order of their names. A folder is entered only if something below can match. */
export function walkRoot(root: OpenRoot, patterns: readonly string[], limits: WalkLimits): WalkResult {
  const walk: Walk = { root, limits, left: limits.entries, entries: [], skipped: new Map() };
  if (!isSameRoot(root)) {
    skip(walk, 'root that is gone or was replaced');
    return walk;
  }
  const todo: Folder[] = [{ relative_path: '', depth: 0, hope: hopeFrom(patterns) }];
  for (let folder = todo.pop(); folder; folder = todo.pop()) {
    todo.push(...walkFolder(walk, folder).toReversed());
  }
  return { entries: walk.entries, skipped: walk.skipped };
}

/** Lists one folder; returns the folders to go on with. What it held is forgotten if it was swapped meanwhile. */
function walkFolder(walk: Walk, folder: Folder): Folder[] {
  const path = fullPath(walk.root, folder.relative_path);
  const before = factsOf(walk, path);
  if (!before) return [];
  if (before.dev !== walk.root.device) return skip(walk, 'folder on another device');
  const entries: FoundEntry[] = [];
  const below: Folder[] = [];
  for (const seen of namesIn(walk, path, folder.hope)) {
    const found = look(walk, folder, seen);
    if (found && 'hope' in found) below.push(found);
    else if (found) entries.push(found);
  }
  const after = factsOf(walk, path);
  if (!after?.isDirectory() || after.ino !== before.ino || after.dev !== before.dev) {
    return skip(walk, 'folder that was swapped while it was listed');
  }
  for (const entry of entries) walk.entries.push(entry);
  return below;
}

/** A name in a folder. `is_file` is what the listing says, if it says so; asking the file itself is dearer. */
interface Seen {
  name: string;
  is_file: boolean;
}

/** Names in a folder in a fixed order, as many as the walk may still look at. */
function namesIn(walk: Walk, path: string, hope: Hope): Seen[] {
  const plain = namesHopedFor(hope);
  if (plain) return plain.map((name) => ({ name, is_file: false }));
  const names: Seen[] = [];
  try {
    const listing = fs.opendirSync(path, { bufferSize: 256 });
    try {
      for (let entry = listing.readSync(); entry; entry = listing.readSync()) {
        if (walk.left === 0) {
          skip(walk, 'folder with more files than a walk may list');
          break;
        }
        walk.left -= 1;
        names.push({ name: entry.name, is_file: entry.isFile() });
      }
    } finally {
      listing.closeSync();
    }
  } catch (error) {
    if (!isDiskError(error)) throw error;
    if (error.code !== 'ENOENT') skip(walk, 'folder that cannot be read');
  }
  return names.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** What a name is: a file to report, a folder to enter, or nothing, then counted if the patterns asked for it. */
function look(walk: Walk, folder: Folder, { name, is_file }: Seen): FoundEntry | Folder | null {
  const isWanted = isHopedFile(folder.hope, name);
  const hope = is_file ? [] : hopeBelow(folder.hope, name);
  if ((!isWanted && hope.length === 0) || isForbiddenName(name)) return null;
  const problem = nameProblem(name);
  if (problem) return skipOne(walk, problem);
  const relative_path = folder.relative_path + name;
  const facts = factsOf(walk, fullPath(walk.root, relative_path));
  if (!facts) return null;
  if (facts.isSymbolicLink()) return skipOne(walk, 'link');
  if (facts.isDirectory()) {
    if (isNamedLikeFile(folder.hope, name)) return skipOne(walk, 'folder with the name of a file');
    if (hope.length === 0) return null;
    if (folder.depth >= walk.limits.depth) return skipOne(walk, 'folder that is too deep');
    return { relative_path: `${relative_path}/`, depth: folder.depth + 1, hope };
  }
  if (!isWanted) return null;
  const refusal = fileProblem(facts, walk.root);
  return refusal ? skipOne(walk, refusal) : entryFrom(walk.root, relative_path, facts);
}

/** Why this is not a file of our own folder; null when it is. */
export function fileProblem(facts: fs.BigIntStats, root: OpenRoot): string | null {
  if (facts.isSymbolicLink()) return 'link';
  if (!facts.isFile()) return 'pipe, socket or device';
  if (facts.dev !== root.device) return 'file on another device';
  if (facts.nlink !== 1n) return 'hard link';
  return null;
}

function entryFrom(root: OpenRoot, relative_path: string, facts: fs.BigIntStats): FoundEntry {
  const { size, mtimeNs, dev, ino } = facts;
  return { root, relative_path, size: Number(size), mtime_ms: Number(mtimeNs) / 1e6, device: dev, inode: ino };
}

/** What is at a path, links not followed; null, counted when it is not simply gone. */
function factsOf(walk: Walk, path: string): fs.BigIntStats | null {
  try {
    return fs.lstatSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (!isDiskError(error)) throw error;
    return skipOne(walk, 'folder that cannot be read');
  }
}

export const fullPath = (root: OpenRoot, relative_path: string): string => `${root.real_path}/${relative_path}`;

function skipOne(walk: Walk, reason: string): null {
  walk.skipped.set(reason, (walk.skipped.get(reason) ?? 0) + 1);
  return null;
}

function skip(walk: Walk, reason: string): [] {
  skipOne(walk, reason);
  return [];
}
