import type { TouchedFile } from '../../contract/files.ts';
import type { FoundTouch } from '../reading/files-job.ts';

/** Touches by file: changed files first, the one changed last on top, then those that were read, then those searched. */
export function touchedFiles(touches: readonly FoundTouch[]): TouchedFile[] {
  const files = new Map<string, TouchedFile>();
  for (const touch of touches) {
    const file = files.get(touch.path) ?? emptyFile(touch.path);
    files.set(touch.path, file);
    addTouch(file, touch);
  }
  return [...files.values()].toSorted(
    (a, b) => rankOf(a) - rankOf(b) || (b.last_at ?? '').localeCompare(a.last_at ?? '') || a.path.localeCompare(b.path),
  );
}

const emptyFile = (path: string): TouchedFile => ({
  path,
  read_count: 0,
  write_count: 0,
  search_count: 0,
  other_count: 0,
  is_created: false,
  is_deleted: false,
  lines_added: null,
  lines_removed: null,
  agent_ids: [],
  first_at: null,
  last_at: null,
});

function addTouch(file: TouchedFile, { kind, outcome, way, agent_id, at, ...touch }: FoundTouch): void {
  if (!file.agent_ids.includes(agent_id)) file.agent_ids.push(agent_id);
  if (at !== null) {
    file.first_at = file.first_at === null || at < file.first_at ? at : file.first_at;
    file.last_at = file.last_at === null || at > file.last_at ? at : file.last_at;
  }
  if (outcome !== 'ok') file.other_count++;
  else if (kind === 'read') file.read_count++;
  else if (kind === 'search') file.search_count++;
  else {
    file.write_count++;
    file.is_created ||= way === 'create';
    file.is_deleted = way === 'delete';
    file.lines_added = sum(file.lines_added, touch.lines_added);
    file.lines_removed = sum(file.lines_removed, touch.lines_removed);
  }
}

const sum = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : (a ?? 0) + (b ?? 0);

function rankOf({ write_count, read_count }: TouchedFile): number {
  if (write_count > 0) return 0;
  return read_count > 0 ? 1 : 2;
}
