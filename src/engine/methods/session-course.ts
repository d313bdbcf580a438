import type { SessionCourse } from '../../contract/session.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { instant, num, text } from '../catalog/summarize-session.ts';
import type { KnownSession } from './session-files.ts';

const mostCompactions = 500;

/** What the catalog holds of how a session went; turns and prompts are those of the main thread. */
export function courseOf(catalog: Catalog, { source, session_id }: KnownSession): SessionCourse {
  const ofSession = 'file_id in (select id from files where source = ?1 and session_id = ?2)';
  const ofMain = 'file_id in (select id from files where source = ?1 and session_id = ?2 and agent_id is null)';
  const one = (sql: string) => catalog.statement(sql).get(source, session_id)!;
  const all = (sql: string) => catalog.statement(sql).all(source, session_id);
  const turns = one(
    `select count(*) as count, sum(state = 'completed') as completed, sum(state = 'failed') as failed,
       sum(state = 'interrupted') as interrupted, sum(state is null) as unknown from turns where ${ofMain}`,
  );
  const steers = one(`select sum(is_steer) as count from prompts where ${ofMain}`)['count'];
  const approvals = one(
    `select sum(asked_at is not null) as asked, sum(decision = 'granted') as granted, sum(decision = 'denied') as denied
     from approvals where ${ofSession}`,
  );
  const errors = one(
    `select sum(is_retried = 1) as retried, sum(is_retried = 0) as final from api_errors where ${ofSession}`,
  );
  const ways = ['completed', 'failed', 'interrupted', 'unknown'] as const;
  const [completed, failed, interrupted, unknown] = ways.map((way) => num(turns[way])) as [
    number,
    number,
    number,
    number,
  ];
  return {
    turns: num(turns['count']) === 0 ? null : { completed, failed, interrupted, unknown },
    steer_count: steers === null || steers === undefined ? null : num(steers),
    policies: all(
      `select approval_policy, approval_reviewer, sandbox, count(*) as count from turns
       where ${ofMain} and (approval_policy is not null or sandbox is not null) group by 1, 2, 3 order by count desc, 1, 3`,
    ).map((row) => ({
      approval_policy: text(row['approval_policy']),
      approval_reviewer: text(row['approval_reviewer']),
      sandbox: text(row['sandbox']),
      turn_count: num(row['count']),
    })),
    compactions: all(
      `select * from compactions where ${ofSession} order by coalesce(at, 9e15), compaction_key limit ${mostCompactions}`,
    ).map((row) => ({
      at: instant(row['at'] as number | null),
      trigger: text(row['trigger_word']),
      phase: text(row['phase']),
      tokens_before: row['tokens_before'] as number | null,
      tokens_after: row['tokens_after'] as number | null,
      duration_ms: row['duration_ms'] as number | null,
    })),
    hook_run_count: num(one(`select count(*) as count from hook_runs where ${ofSession}`)['count']),
    approvals: { asked: num(approvals['asked']), granted: num(approvals['granted']), denied: num(approvals['denied']) },
    api_errors: { retried: num(errors['retried']), final: num(errors['final']) },
  };
}
