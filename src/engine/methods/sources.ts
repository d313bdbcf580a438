import type { SourceCard } from '../../contract/source.ts';
import { sources } from '../../sources/index.ts';
import type { LimitFacts, Source } from '../../sources/source.ts';
import { deletionIn } from './deletion.ts';
import { keptJson } from '../catalog/kept-json.ts';
import { instant, num } from '../catalog/summarize-session.ts';
import type { EngineParts } from '../engine.ts';
import { statusOf } from './known-source.ts';

const dayMs = 86_400_000;
const sparkDays = 30;

/** One card for each source, readable or not. */
export const listSources = (engine: EngineParts): SourceCard[] => sources.map((source) => cardOf(engine, source));

function cardOf(engine: EngineParts, source: Source): SourceCard {
  const { catalog, states } = engine;
  const state = states.get(source.id);
  const sessions = catalog
    .statement(
      'select count(*) as count, sum(message_count) as messages, min(first_at) as first_at, max(last_at) as last_at from sessions where source = ?',
    )
    .get(source.id)!;
  const files = catalog
    .statement(
      'select sum(size) as bytes, sum(problems) as problems, sum(error is not null) as unread from files where source = ? and is_gone = 0',
    )
    .get(source.id)!;
  const session_count = num(sessions['count']);
  const source_status = statusOf(engine, source.id);
  const isNotUnderstood =
    source_status === 'available' && session_count === 0 && hasOnlyStrangeFiles(engine, source.id);
  return {
    source: source.id,
    provider_label: source.label,
    route: source.route,
    source_status: isNotUnderstood ? 'unsupported' : source_status,
    status_reason: isNotUnderstood
      ? 'There are files, but this version of Rearview understands nothing in them.'
      : state?.reason || 'This source has not been looked at yet.',
    setup_hint: isNotUnderstood ? 'A newer version of Rearview may understand them.' : (state?.hint ?? null),
    source_path: state?.paths[0] ?? null,
    source_paths: state?.paths ?? [],
    session_count,
    message_count: num(sessions['messages']),
    bytes: num(files['bytes']),
    problem_count: num(files['problems']),
    remarks: [...(state?.remarks ?? []), ...unreadRemarks(num(files['unread'])), ...driftRemarks(engine, source.id)],
    ...limitsOf(engine, source.id),
    ...deletionIn(engine, source),
    daily_sessions: dailySessions(engine, source.id),
    first_activity_at: sessions['first_at'] === null ? null : instant(num(sessions['first_at'])),
    last_activity_at: sessions['last_at'] === null ? null : instant(num(sessions['last_at'])),
    last_scanned_at: engine.status().last_scanned_at,
  };
}

/** Whether every file has been read, and nothing but problems and unknown records was found. */
function hasOnlyStrangeFiles({ catalog }: EngineParts, source: string): boolean {
  const files = catalog
    .statement(
      `select count(*) as count, sum(lines = 0 and rest_bytes = 0 and error is null and size > 0) as unread, sum(problems) as problems,
         (select count(*) from unknown_kinds u join files k on k.id = u.file_id where k.source = ?1) as unknown
       from files where source = ?1 and is_gone = 0`,
    )
    .get(source)!;
  return num(files['count']) > 0 && num(files['unread']) === 0 && num(files['problems']) + num(files['unknown']) > 0;
}

/** The account's limits as the newest of all files states them. */
function limitsOf({ catalog }: EngineParts, source: string): Pick<SourceCard, 'limits' | 'plan' | 'credits'> {
  const row = catalog
    .statement(
      "select limits from files where source = ? and limits is not null order by json_extract(limits, '$.at') desc limit 1",
    )
    .get(source);
  if (!row) return { limits: [], plan: null, credits: null };
  const { at, plan, credits, windows } = keptJson(row['limits']) as LimitFacts;
  return { limits: windows.map((window) => ({ ...window, at })), plan, credits };
}

const unreadRemarks = (count: number): string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? 'file' : 'files'} could not be read.`];

/** Record kinds that newer agents write and this version has no words for. */
function driftRemarks({ catalog }: EngineParts, source: string): string[] {
  const rows = catalog
    .statement(
      'select kind, sum(count) as count from unknown_kinds u join files f on f.id = u.file_id where f.source = ? group by kind order by kind',
    )
    .all(source);
  if (rows.length === 0) return [];
  const kinds = new Set(rows.map((row) => String(row['kind']).replace(/^\S+ /, '')));
  const versions = new Set(rows.map((row) => String(row['kind']).split(' ')[0]));
  const words = kinds.size === 1 ? '1 record kind is' : `${kinds.size} record kinds are`;
  return [
    `${words} not known to this version of Rearview: ${[...kinds].slice(0, 6).join(', ')} (written by ${[...versions].slice(0, 4).join(', ')}).`,
  ];
}

/** Sessions by local day of their last message, the last 30 days, oldest first. */
function dailySessions({ catalog }: EngineParts, source: string): number[] {
  const today = new Date();
  today.setHours(0, 0, 0, 0);
  const since = today.getTime() - (sparkDays - 1) * dayMs;
  const days = Array.from({ length: sparkDays }, () => 0);
  for (const row of catalog
    .statement('select last_at from sessions where source = ? and last_at >= ?')
    .all(source, since)) {
    const day = Math.round((new Date(num(row['last_at'])).setHours(0, 0, 0, 0) - since) / dayMs);
    if (day >= 0 && day < sparkDays) days[day]! += 1;
  }
  return days;
}
