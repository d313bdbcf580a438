import type { SQLOutputValue } from 'node:sqlite';
import { type Failure, fail } from '../contract/result.ts';
import type { OpenRoot } from '../files/files.ts';
import { createFiles } from '../files/index.ts';
import type { SessionFile } from '../sources/source.ts';
import type { Seal } from './catalog/seal.ts';

const files = createFiles();

/** A log file as the catalog remembers it; null when it, or the folder it was found below, is gone. */
export function sessionFileFromRow(row: Record<string, SQLOutputValue>, seal: Seal): SessionFile | null {
  const root = files.openRoot(String(row['root']));
  const relative_path = seal.open(String(row['relative_path']));
  if (!('real_path' in root) || row['is_gone'] === 1 || relative_path === null) return null;
  return {
    entry: {
      root,
      relative_path,
      size: Number(row['size']),
      mtime_ms: Number(row['mtime_ms']),
      device: BigInt(String(row['device'] || '0')),
      inode: BigInt(String(row['inode'] || '0')),
    },
    session_id: String(row['session_id']),
    agent_id: textOrNull(row['agent_id']),
    group_id: textOrNull(row['group_id']),
    folder: seal.open(String(row['folder'])) ?? '',
    ...(row['encoding'] === 'zstd' ? { encoding: 'zstd' as const } : {}),
    ...earlierFrom(row['earlier'], root, seal),
  };
}

/** Why there is no session file for a row: the log is gone, or its folder cannot be read now. */
export function absenceOf(row: Record<string, SQLOutputValue>, what: 'session' | 'thread' = 'session'): Failure {
  const root = files.openRoot(String(row['root']));
  return row['is_gone'] === 0 && 'status' in root && root.status === 'unreadable'
    ? fail('unreadable', `The folder of this ${what} cannot be read.`, 'Check that the folder may be read.')
    : fail('source_gone', `The file of this ${what} is no longer on disk.`);
}

/** Only sizes and places are known; what else they are is seen when they are opened. */
function earlierFrom(kept: SQLOutputValue | undefined, root: OpenRoot, seal: Seal): Pick<SessionFile, 'earlier'> {
  const places = typeof kept === 'string' ? seal.open(kept) : null;
  if (places === null) return {};
  return {
    earlier: places.split('\n').map((place) => ({
      root,
      relative_path: place.slice(place.indexOf(' ') + 1),
      size: Number(place.split(' ')[0]),
      mtime_ms: 0,
      device: 0n,
      inode: 0n,
    })),
  };
}

const textOrNull = (value: SQLOutputValue | undefined): string | null => (typeof value === 'string' ? value : null);
