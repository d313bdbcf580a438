import type { SourceCard } from '../../contract/source.ts';
import { createFiles } from '../../files/index.ts';
import type { Source } from '../../sources/source.ts';
import { instant, num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';

const dayMs = 86_400_000;
const soonDays = 7;

/** What the agent is about to delete in its own folders, by its usual rule. In folders the person added it deletes nothing. */
export function deletionIn(engine: EngineParts, { id, retention }: Source): Pick<SourceCard, 'deletion'> {
  if (!retention) return {};
  const files = createFiles();
  const added = engine.folders.flatMap((folder) => {
    const root = folder.source === id ? files.openRoot(folder.path) : null;
    return root && 'real_path' in root ? [root.real_path] : [];
  });
  const now = Date.now();
  const [over, soon] = [now - retention.usual_days * dayMs, now - (retention.usual_days - soonDays) * dayMs];
  const row = engine.catalog
    .statement(
      `select sum(mtime_ms >= ?1 and mtime_ms < ?2) as due, sum(mtime_ms < ?1) as overdue, min(case when mtime_ms >= ?1 and mtime_ms < ?2 then mtime_ms end) as first
       from files where source = ?3 and is_gone = 0 and agent_id is null and root not in (select value from json_each(?4))`,
    )
    .get(over, soon, id, JSON.stringify(added))!;
  return {
    deletion: {
      assumed_days: retention.usual_days,
      setting: retention.setting,
      due_count: num(row['due']),
      first_due_at:
        row['first'] === null ? null : instant(Math.round(num(row['first']) + retention.usual_days * dayMs)),
      overdue_count: num(row['overdue']),
    },
  };
}
