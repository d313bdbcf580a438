/** A folder that session files may be read from: found by a source or chosen by the person, resolved once, checked at every use. */
export interface OpenRoot {
  /** As configured. */
  path: string;
  real_path: string;
  device: bigint;
  inode: bigint;
}

/** Why a root cannot be used. */
export interface RootRefusal {
  path: string;
  status: 'not_found' | 'unreadable' | 'refused';
  /** A neutral sentence. */
  reason: string;
}

/** A regular file seen below a root. */
export interface FoundEntry {
  root: OpenRoot;
  /** Below the root, with `/` between components. */
  relative_path: string;
  size: number;
  /** Milliseconds since 1970, with fractions. */
  mtime_ms: number;
  device: bigint;
  inode: bigint;
}

/** What a walk passed over, by reason: links, devices, hard links, names that are not UTF-8, unreadable folders. */
export interface WalkResult {
  entries: FoundEntry[];
  skipped: Map<string, number>;
  /** Folders that were looked into, below the root; the root itself is the empty path. */
  folders: string[];
  /** Folders that are there and could not be looked into, or not to the end; what lies below them is not known. */
  unread: string[];
}

/** An open session file; reads only from its descriptor. */
export interface OpenFile {
  /** At the time of opening. */
  size: number;
  /** When what is read is not what lies on disk but was packed there: the size of the file itself. */
  size_on_disk?: number;
  mtime_ms: number;
  device: bigint;
  inode: bigint;
  /** Fills `into` from `position` on; returns the bytes read, 0 at the end of the file. */
  read(into: Uint8Array, position: number): number;
  close(): void;
}

export type Opened = { ok: true; file: OpenFile } | { ok: false; reason: string; is_gone: boolean };

/** The only door to session files. Nothing is ever written, and no path that came from content is ever touched. */
export interface Files {
  openRoot(path: string): OpenRoot | RootRefusal;
  /**
   * Regular files below a folder of the root whose relative path matches a pattern (fast-glob syntax, no `..`).
   * Links are not followed. Forbidden names are never listed, stat'ed or counted. `isWanted` says which of the files that
   * were found are kept; all, unless it is given.
   */
  walk(root: OpenRoot, patterns: readonly string[], isWanted?: (entry: FoundEntry) => boolean): Promise<WalkResult>;
  open(root: OpenRoot, relative_path: string): Opened;
}
