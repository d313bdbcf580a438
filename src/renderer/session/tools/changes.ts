import type { FileChange, ToolCallBlock, ToolResultBlock } from '../../../contract/message.ts';

/** The changes of a call: what was applied when the log says so, else what was asked for. None for a call that failed. */
export function changesOf(call: ToolCallBlock | null, result: ToolResultBlock | null): readonly FileChange[] {
  if (result && result.changes.length > 0) return result.changes;
  return call?.changes ?? [];
}

/** Lines added and removed in all changes together; null when there are no changes or the log does not tell. */
export function lineCounts(changes: readonly FileChange[]): { added: number; removed: number } | null {
  let added = 0;
  let removed = 0;
  let isKnown = false;
  for (const change of changes) {
    if (change.lines_added === null && change.lines_removed === null) continue;
    isKnown = true;
    added += change.lines_added ?? 0;
    removed += change.lines_removed ?? 0;
  }
  return isKnown ? { added, removed } : null;
}
