import { memo } from 'react';
import type { Hit } from '../../../contract/methods.ts';
import { stretchesOf } from '../../format/marked.ts';
import { formatCounted } from '../../format/numbers.ts';
import { formatClock, formatExact } from '../../format/times.ts';
import { Safe } from '../../parts/Safe.tsx';
import { SourceMark } from '../../parts/SourceMark.tsx';
import { Time } from '../../parts/Time.tsx';
import { addressOf, sessionPlace } from '../../store/place.ts';
import styles from './HitGroup.module.css';

/** The hits in one session. */
export const HitGroup = memo(function HitGroup({ hits, find }: { hits: readonly [Hit, ...Hit[]]; find: string }) {
  const [first] = hits;
  return (
    <div className={styles.group}>
      <h2 className={styles.head}>
        <SourceMark source={first.source} />
        <a className={styles.title} href={`#${addressOf(sessionPlace(first, { find }))}`}>
          <Safe text={first.title} most={200} />
        </a>
        <Time at={first.at} className={styles.at} />
      </h2>
      <ul>
        {hits.map((hit, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- one message may be hit in several fields
          <li key={`${hit.message_id} ${place}`}>
            <HitLine hit={hit} find={find} />
          </li>
        ))}
      </ul>
      {first.session_hits > hits.length && (
        <a className={styles.all} href={`#${addressOf(sessionPlace(first, { find }))}`}>
          All {formatCounted(first.session_hits, 'message')} in this session
        </a>
      )}
    </div>
  );
});

function HitLine({ hit, find }: { hit: Hit; find: string }) {
  const place = sessionPlace(hit, { m: hit.index, agent: hit.agent_id, find });
  return (
    <a className={styles.hit} href={`#${addressOf(place)}`} data-hit="">
      <span className={styles.where}>
        {whereOf(hit)}
        {hit.at !== null && (
          <time className={styles.clock} dateTime={hit.at} title={formatExact(hit.at)}>
            {formatClock(hit.at)}
          </time>
        )}
        {hit.agent_id !== null && <span className={styles.agent}>in a subagent</span>}
      </span>
      <span className={styles.snippet}>
        {stretchesOf(hit.snippet).map(({ text, is_match }, nth) =>
          is_match ? (
            // oxlint-disable-next-line react/no-array-index-key -- stretches have no identity but their place
            <mark key={nth} className={styles.match}>
              <Safe text={text} />
            </mark>
          ) : (
            // oxlint-disable-next-line react/no-array-index-key -- as above
            <Safe key={nth} text={text} newlines="keep" />
          ),
        )}
      </span>
    </a>
  );
}

const fieldNames: Record<Hit['field'], string> = {
  text: '',
  thinking: 'reasoning',
  tool_input: 'tool input',
  tool_output: 'tool output',
  title: 'title',
};
const roleNames: Record<string, string> = { user: 'you', assistant: 'assistant', system: 'program' };

const whereOf = (hit: Hit): string => fieldNames[hit.field] || (roleNames[hit.role] ?? hit.role);
