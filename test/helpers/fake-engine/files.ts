import type { FileHistory, FilesAnswer, FileSession } from '../../../src/contract/files.ts';

const at = '2026-08-01T09:00:00.000Z';

/** One file, read and changed once. */
export const madeUpFiles = (path = '/home/dev/site/src/a.ts'): FilesAnswer => ({
  files: [
    {
      path,
      read_count: 1,
      write_count: 1,
      search_count: 0,
      other_count: 0,
      is_created: false,
      is_deleted: false,
      lines_added: 1,
      lines_removed: 1,
      agent_ids: [null],
      first_at: at,
      last_at: at,
    },
  ],
  total: 1,
  left_out: [],
});

const changed = (path: string): FileHistory['steps'][number]['changes'][number] => ({
  path,
  change: 'update',
  hunks: [{ old_start: 3, old_lines: 1, new_start: 3, new_lines: 1, lines: ['-let a = 1;', '+let a = 2;'] }],
  old_text: null,
  new_text: null,
  lines_added: 1,
  lines_removed: 1,
  is_cut: false,
});

/** A read and an edit. */
export function madeUpHistory(path: string): FileHistory {
  const call = { way: null, outcome: 'ok', at, agent_id: null, lines_added: null, lines_removed: null } as const;
  const change = changed(path);
  return {
    path,
    steps: [
      { ...call, kind: 'read', tool: 'Read', tool_kind: 'read', index: 1, call_id: 'c1', changes: [] },
      { ...call, kind: 'write', tool: 'Edit', tool_kind: 'edit', index: 2, call_id: 'c2', changes: [change] },
    ],
    total: 2,
    net: { is_known: true, change },
  };
}

export const madeUpFileSession = (
  session: Pick<FileSession, 'source' | 'session_id' | 'title' | 'project_dir'>,
  path: string,
): FileSession => ({
  source: session.source,
  session_id: session.session_id,
  title: session.title,
  project_dir: session.project_dir,
  path,
  read_count: 1,
  write_count: 1,
  other_count: 0,
  lines_added: 1,
  lines_removed: 1,
  last_at: at,
});
