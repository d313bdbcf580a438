import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';

/** What the text columns of the catalog hold. `sessions` is made from the others; what is not named holds no words of logs. */
export const textColumns: Readonly<Record<string, Partial<Record<'labels' | 'ids' | 'paths', readonly string[]>>>> = {
  files: {
    labels: ['cwd', 'project_dir', 'git_branch', 'title', 'versions', 'entrypoints', 'agent_type', 'agent_description', 'limits', 'init_mode'],
    ids: ['session_id', 'agent_id', 'group_id', 'parent_session_id', 'copy_of', 'last_record_id'],
    paths: ['relative_path', 'folder'],
  },
  calls: { labels: ['model', 'price_facts'], ids: ['call_key'] },
  tool_calls: {
    labels: ['name', 'path', 'way', 'command', 'program', 'agent_type', 'agent_description'],
    ids: ['call_id', 'agent_id'],
  },
  several_files: { labels: ['path', 'change', 'way'], ids: ['call_id'] },
  prompts: { ids: ['prompt_id'] },
  turns: { labels: ['reason', 'approval_policy', 'approval_reviewer', 'sandbox'], ids: ['turn_key'] },
  compactions: { labels: ['trigger_word', 'phase'], ids: ['compaction_key'] },
  hook_runs: { labels: ['event', 'name', 'command'], ids: ['run_id', 'call_id'] },
  approvals: { labels: ['decision', 'decided_by', 'risk'], ids: ['approval_id', 'call_id'] },
  api_errors: { labels: ['word'], ids: ['error_id'] },
  subagents: { ids: ['agent_id', 'call_id'] },
  titles_for: { labels: ['title'], ids: ['record_id'] },
  unknown_kinds: { labels: ['kind'] },
  sidecars: {
    labels: ['title', 'type', 'description'],
    ids: ['session_id', 'agent_id', 'call_id', 'parent_agent_id', 'live_session_id', 'original_path'],
    paths: ['relative_path'],
  },
}; // prettier-ignore

export interface Redaction {
  labels(text: string): string;
  ids(id: string): string;
  /** From a path as it was kept to a path as it is kept now. */
  paths(kept: string): string;
}

/**
 * Passes what the catalog keeps through redaction once more, drops the rows of sessions, which are made from it, and leaves nothing of what stood there on the disk. Files
 * that are gone cannot be read again: with `only_gone` they are all that is looked at. The caller holds no transaction.
 */
export function redactAgain(db: DatabaseSync, redaction: Redaction, { only_gone }: { only_gone: boolean }): void {
  for (const kind of ['labels', 'ids', 'paths'] as const)
    db.function(`again_${kind}`, { deterministic: true }, remembering(redaction[kind]));
  db.exec('pragma secure_delete = on; begin immediate');
  try {
    for (const table of Object.keys(textColumns)) db.exec(`${updateOf(table)} ${only_gone ? goneIn(table) : ''}`);
    // What stands beside the sessions is there to be read again.
    db.exec('update sidecars set size = -1; delete from sessions; commit');
  } finally {
    if (db.isTransaction) db.exec('rollback');
    db.exec('pragma wal_checkpoint(truncate); pragma secure_delete = off');
  }
}

function updateOf(table: string): string {
  const kinds = Object.entries(textColumns[table] ?? {});
  const columns = kinds.flatMap(([kind, names]) => names.map((name) => `${name} = again_${kind}(${name})`));
  return `update or replace ${table} set ${columns.join(', ')}`;
}

function goneIn(table: string): string {
  if (table === 'files') return 'where is_gone = 1';
  return table === 'sidecars' ? '' : 'where file_id in (select id from files where is_gone = 1)';
}

const mostKnown = 100_000;

function remembering(redact: (text: string) => string): (value: SQLOutputValue) => SQLOutputValue {
  const known = new Map<string, string>();
  return (value) => {
    if (typeof value !== 'string' || value === '') return value;
    let shown = known.get(value);
    if (shown === undefined) {
      shown = redact(value);
      if (known.size >= mostKnown) known.clear();
      known.set(value, shown);
    }
    return shown;
  };
}
