import type { Output } from '../../../contract/api.ts';
import { formatBytes, formatCost, formatCount, formatShare } from '../../format/numbers.ts';
import { formatDuration, formatExact } from '../../format/times.ts';
import { CourseDetails } from './CourseDetails.tsx';
import { Detail } from './Detail.tsx';
import styles from './header.module.css';
import { ResumeLines } from './ResumeLines.tsx';
import { beginning } from './session-facts.ts';

/** Everything that is known of a session, exactly. */
export function SessionDetails({ answer }: { answer: Output<'session'> }) {
  const { session, resume_lines } = answer;
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
        <Detail name="Beginning" text={beginning(session)} />
        <Detail name="Started from" text={session.entrypoints.join(', ') || null} />
        <ResumeLines lines={resume_lines} />
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
      <CourseDetails course={answer.course} />
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
