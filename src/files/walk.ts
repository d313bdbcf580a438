import fs from 'node:fs';
import type { FoundEntry, OpenRoot, WalkResult } from './files.ts';
import { type ListedFolder, openFolder } from './folder.ts';
import { isForbiddenName, nameProblem } from './names.ts';
import { hopeBelow, hopeFrom, type Hope, isHopedFile, isNamedLikeFile, namesHopedFor } from './patterns.ts';
import type { PlaceCheck } from './place.ts';
import { isDiskError, isSameRoot } from './roots.ts';

export interface WalkRules {
  /** Folders between the root and a file. */
  depth: number;
  /** Names looked at in one walk. */
  entries: number;
  check: PlaceCheck;
}

/** A folder still to be listed. */
interface Folder {
  relative_path: string;
  depth: number;
  hope: Hope;
}

interface Walk extends WalkResult {
  root: OpenRoot;
  rules: WalkRules;
  isWanted: (entry: FoundEntry) => boolean;
  /** Names that may still be looked at. */
  left: number;
  /** To be called often: lets others have their turn now and then. */
  rest: () => Promise<void> | undefined;
}

/**
 * Lists the files that match, in the order of their paths by folder and name.
 * A folder is entered only if something below it can match; what the patterns asked for and is not listed is counted.
 */
export async function walkRoot(
  root: OpenRoot,
  patterns: readonly string[],
  rules: WalkRules,
  isWanted: (entry: FoundEntry) => boolean = () => true,
): Promise<WalkResult> {
  const found: WalkResult = { entries: [], skipped: new Map(), folders: [], unread: [] };
  const walk: Walk = { ...found, root, rules, isWanted, left: rules.entries, rest: rester() };
  const todo: Folder[] = [{ relative_path: '', depth: 0, hope: hopeFrom(patterns) }];
  if (!isSameRoot(root)) return skipFolder(walk, '', 'root that is gone or was replaced', found);
  for (let folder = todo.pop(); folder; folder = todo.pop()) {
    try {
      todo.push(...(await walkFolder(walk, folder)).toReversed());
    } catch (error) {
      if (!isDiskError(error)) throw error;
      if (error.code !== 'ENOENT') skipFolder(walk, folder.relative_path, 'folder that cannot be read', null);
    }
  }
  return found;
}

/** Lists one folder; returns the folders to go on with. What it seemed to hold is forgotten if it was swapped meanwhile. */
async function walkFolder(walk: Walk, folder: Folder): Promise<Folder[]> {
  const listed = openFolder(walk.root, folder.relative_path, walk.rules.check);
  if (!listed) return skipFolder(walk, folder.relative_path, elsewhere, []);
  const entries: FoundEntry[] = [];
  const below: Folder[] = [];
  try {
    const { names, isFile } = namesIn(walk, listed, folder);
    for (const name of names) {
      const found = look(walk, folder, listed, { name, is_file: isFile(name) });
      if (found && 'hope' in found) below.push(found);
      else if (found && walk.isWanted(found)) entries.push(found);
      await walk.rest();
    }
    if (!listed.isStillThere()) return skipFolder(walk, folder.relative_path, elsewhere, []);
  } finally {
    listed.close();
  }
  for (const entry of entries) walk.entries.push(entry);
  walk.folders.push(folder.relative_path);
  return below;
}

/** A large tree takes seconds, and whoever shares the thread is not to wait for more than this. */
const turnMs = 10;

function rester(): () => Promise<void> | undefined {
  let turnEnds = performance.now() + turnMs;
  return () => {
    if (performance.now() < turnEnds) return undefined;
    return new Promise((resolve) =>
      setImmediate(() => {
        turnEnds = performance.now() + turnMs;
        resolve();
      }),
    );
  };
}

/** Names in a folder, and which of them the listing says are files; asking a file itself is dearer. */
interface Seen {
  names: string[];
  isFile(name: string): boolean;
}

/** Names in a folder in a fixed order, as many as the walk may still look at. */
function namesIn(walk: Walk, listed: ListedFolder, { hope, relative_path }: Folder): Seen {
  const plain = namesHopedFor(hope);
  if (plain) return { names: plain, isFile: () => false };
  const names: string[] = [];
  const others = new Set<string>();
  const listing = fs.opendirSync(listed.prefix, { bufferSize: 256 });
  try {
    for (let entry = listing.readSync(); entry; entry = listing.readSync()) {
      if (walk.left === 0) {
        skipFolder(walk, relative_path, 'folder with more files than a walk may list', null);
        break;
      }
      walk.left -= 1;
      names.push(entry.name);
      if (!entry.isFile()) others.add(entry.name);
    }
  } finally {
    listing.closeSync();
  }
  return { names: names.toSorted(), isFile: (name) => !others.has(name) };
}

/** What a name is: a file to report, a folder to enter, or nothing, then counted if the patterns asked for it. */
function look(
  walk: Walk,
  folder: Folder,
  listed: ListedFolder,
  { name, is_file }: { name: string; is_file: boolean },
): FoundEntry | Folder | null {
  const isWanted = isHopedFile(folder.hope, name);
  const hope = is_file ? [] : hopeBelow(folder.hope, name);
  if ((!isWanted && hope.length === 0) || isForbiddenName(name)) return null;
  const problem = nameProblem(name);
  if (problem) return skip(walk, problem, null);
  const facts = fs.lstatSync(listed.prefix + name, { bigint: true, throwIfNoEntry: false });
  if (!facts) return null;
  if (facts.isSymbolicLink()) return skip(walk, 'link', null);
  const relative_path = folder.relative_path === '' ? name : `${folder.relative_path}/${name}`;
  if (facts.isDirectory()) {
    if (isNamedLikeFile(folder.hope, name)) return skip(walk, 'folder with the name of a file', null);
    if (hope.length === 0) return null;
    if (folder.depth >= walk.rules.depth) return skip(walk, 'folder that is too deep', null);
    return { relative_path, depth: folder.depth + 1, hope };
  }
  if (!isWanted) return null;
  const refusal = fileProblem(facts, walk.root);
  return refusal ? skip(walk, refusal, null) : entryFrom(walk.root, relative_path, facts);
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
  const { size, mtimeNs, ino } = facts;
  return { root, relative_path, size: Number(size), mtime_ms: Number(mtimeNs) / 1e6, device: root.device, inode: ino };
}

const elsewhere = 'folder that was swapped or is on another device';

function skipFolder<T>(walk: Walk, relative_path: string, reason: string, answer: T): T {
  walk.unread.push(relative_path);
  return skip(walk, reason, answer);
}

function skip<T>(walk: Walk, reason: string, answer: T): T {
  walk.skipped.set(reason, (walk.skipped.get(reason) ?? 0) + 1);
  return answer;
}
