import type { ReactNode } from 'react';
import type { Output } from '../../../contract/api.ts';
import { formatBytes, formatCost, formatCount, formatShare } from '../../format/numbers.ts';
import { formatDuration, formatExact } from '../../format/times.ts';
import { go, sessionPlace } from '../../store/place.ts';
import buttons from '../parts/buttons.module.css';
import { Pieces } from '../text/Pieces.tsx';
import styles from './header.module.css';

/** Everything that is known of a session, exactly. */
export function SessionDetails({ answer }: { answer: Output<'session'> }) {
  const { session, related, resume_command } = answer;
  const { tokens } = session;
  const read = tokens.input + tokens.cache_read + tokens.cache_write;
  return (
    <div className={styles.details}>
      <dl>
        <Detail name="Session" text={session.session_id} isCode />
        <Detail name="Project" text={session.project_dir} isCode />
        <Detail name="Folder" text={session.cwd} isCode />
        <Detail name="Branch" text={session.git_branch} isCode />
        <Detail name="Models" text={session.models.join(', ') || null} />
        <Detail name="Versions" text={session.versions.join(', ') || null} />
        <Detail name="Started from" text={session.entrypoints.join(', ') || null} />
        {resume_command !== null && <Detail name="Resume" text={resume_command} isCode />}
      </dl>
      <dl>
        <Detail name="First message" text={formatExact(session.first_message_at)} />
        <Detail name="Last message" text={formatExact(session.last_message_at)} />
        <Detail name="Length" text={formatDuration(session.duration_ms)} />
        <Detail name="Active" text={formatDuration(session.active_ms)} />
        <Detail name="Cost" text={costWords(session)} />
        {session.agent_cost_usd !== null && (
          <Detail name="Agent says" text={formatCost(session.agent_cost_usd)} more="its own running total" />
        )}
        <Detail name="Paid by" text={payers[session.billing_source ?? ''] ?? session.billing_source} />
        <Detail name="On disk" text={formatBytes(session.bytes)} />
      </dl>
      <dl className={styles.numbers}>
        <Detail name="Fresh input" text={formatCount(tokens.input)} />
        <Detail
          name="Cache read"
          text={`${formatCount(tokens.cache_read)}`}
          more={formatShare(tokens.cache_read, read)}
        />
        <Detail name="Cache write" text={formatCount(tokens.cache_write)} />
        <Detail name="Output" text={formatCount(tokens.output)} />
        <Detail name="of it reasoning" text={formatCount(tokens.reasoning)} />
        <Detail name="Total" text={formatCount(tokens.total)} />
        {session.unpriced_tokens > 0 && <Detail name="Without a price" text={formatCount(session.unpriced_tokens)} />}
      </dl>
      {related.length > 0 && (
        <ul>
          {related.map((other) => (
            <li key={other.session_id}>
              <Pieces text={other.relation} newlines="mark" />:{' '}
              <button
                type="button"
                className={buttons.bordered}
                onClick={() => go(sessionPlace({ source: session.source, session_id: other.session_id }))}
              >
                <Pieces text={other.title} newlines="mark" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

const payers: Record<string, string> = {
  subscription_likely: 'probably a subscription',
  api_likely: 'probably the API account',
  gateway: 'a gateway',
};

function costWords({ cost_usd, cost_basis }: Output<'session'>['session']): string | null {
  if (cost_usd === null) return null;
  return cost_basis === null ? formatCost(cost_usd) : `${formatCost(cost_usd)} (${cost_basis})`;
}

interface DetailProps {
  name: string;
  text: string | null;
  isCode?: boolean;
  more?: string;
}

function Detail({ name, text, isCode = false, more }: DetailProps): ReactNode {
  const shown =
    text === null ? <span className={styles.unknown}>unknown</span> : <Pieces text={text} newlines="mark" />;
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {isCode ? <code>{shown}</code> : shown}
        {more !== undefined && <span className={styles.unknown}> {more}</span>}
      </dd>
    </div>
  );
}
