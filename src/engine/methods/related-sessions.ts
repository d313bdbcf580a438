import type { Output } from '../../contract/api.ts';
import type { Session } from '../../contract/session.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { text } from '../catalog/summarize-session.ts';

const mostRelated = 20;

/** Where a session came from, and what came of it: by what the logs name, and by calls that two sessions have in common. */
export function relatedTo(catalog: Catalog, session: Session): Output<'session'>['related'] {
  const { source, session_id, parent_session_id: parent } = session;
  const children = catalog
    .statement(
      `select distinct session_id as id, init_mode from files
       where source = ? and parent_session_id = ? and session_id <> parent_session_id and agent_id is null limit ${mostRelated}`,
    )
    .all(source, session_id)
    .map((row) => ({ session_id: String(row['id']), relation: cameOf(text(row['init_mode'])) }));
  const sharers = catalog
    .statement(
      `select o.session_id as id, max(a.counted) as is_own, max(o.init_mode) as init_mode, max(o.parent_session_id) as parent
       from files f join calls a on a.file_id = f.id join calls b on b.call_key = a.call_key and b.file_id <> a.file_id
       join files o on o.id = b.file_id
       where f.source = ? and f.session_id = ? and o.session_id <> f.session_id group by o.session_id limit ${mostRelated}`,
    )
    .all(source, session_id)
    .map((row) => ({
      session_id: String(row['id']),
      relation:
        parent !== null && row['parent'] === parent
          ? sibling
          : row['is_own'] === 1
            ? cameOf(text(row['init_mode']) ?? 'forked')
            : cameFrom(session.init_mode),
    }));
  const own = parent === null ? [] : [{ session_id: parent, relation: cameFrom(session.init_mode) }];
  const titleOf = catalog.statement('select title from sessions where source = ? and session_id = ?');
  const seen = new Set<string>();
  return [...own, ...children, ...sharers]
    .filter((one) => !seen.has(one.session_id) && seen.add(one.session_id))
    .map((one) => ({ ...one, title: text(titleOf.get(source, one.session_id)?.['title']) ?? one.session_id }));
}

const from: Record<string, string> = { forked: 'forked from', resumed: 'resumed from', new: 'started by' };
const into: Record<string, string> = { forked: 'forked into', resumed: 'went on in', new: 'started' };

const sibling = 'forked from the same';

/** Such as a saved stream of the session: neither came of the other. */
const beside = 'goes with';

const cameFrom = (mode: string | null): string => (mode === null ? beside : (from[mode] ?? beside));
const cameOf = (mode: string | null): string => (mode === null ? beside : (into[mode] ?? beside));
