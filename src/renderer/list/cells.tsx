import type { MouseEvent, ReactNode } from 'react';
import type { Session } from '../../contract/session.ts';
import { formatCost, formatCount, formatTokens } from '../format/numbers.ts';
import { lastPart } from '../format/paths.ts';
import { hasUsage } from '../format/usage.ts';
import { formatClock, formatDuration, formatExact } from '../format/times.ts';
import { plainText } from '../format/visible-text.ts';
import { Icon } from '../parts/Icon.tsx';
import { Safe } from '../parts/Safe.tsx';
import { SourceMark } from '../parts/SourceMark.tsx';
import { Time } from '../parts/Time.tsx';
import { addressOf, type ListView, sessionPlace } from '../store/place.ts';
import styles from './cells.module.css';
import type { Area } from './columns.ts';

export interface CellProps {
  session: Session;
  /** The filters that stay beside the session when it is opened. */
  view: ListView;
  /** Heading of the day on the first row of a day, empty on its other rows; null when the list has no days. */
  day: string | null;
  /** True where no grid holds the focus, so that the link must be reached by itself. */
  is_link?: boolean;
}

/** What stands in each column of the list. */
export const cells: Record<Area, (props: CellProps) => ReactNode> = {
  day: ({ day }) => day,
  title: (props) => <Title {...props} />,
  project: ({ session }) => <Project session={session} />,
  branch: ({ session }) => session.git_branch !== null && <Safe text={session.git_branch} most={80} />,
  model: ({ session }) => <Models session={session} />,
  when: ({ session, day }) => <When session={session} isClock={day !== null} />,
  length: ({ session }) => <Length session={session} />,
  messages: ({ session }) => formatCount(session.message_count),
  tools: ({ session }) => formatCount(session.tool_call_count),
  errors: ({ session }) => <Errors count={session.error_count} />,
  tokens: ({ session }) => <Tokens session={session} />,
  cost: ({ session }) => <Cost session={session} />,
  lines: ({ session }) => <Lines session={session} />,
};

export function Title({ session, view, is_link = false }: CellProps) {
  return (
    <span className={styles.title}>
      <SourceMark source={session.source} label={session.provider_label} />
      {session.is_active && <LiveDot />}
      {session.marks?.is_pinned && <Pin />}
      <a
        className={styles.name}
        href={`#${addressOf(sessionPlace(session, { list: view }))}`}
        tabIndex={is_link ? undefined : -1}
        onClick={leaveToRow}
      >
        <Safe text={session.title} most={300} />
      </a>
      {session.is_gone && (
        <span className={styles.tags}>
          <span className={styles.tag}>log deleted</span>
        </span>
      )}
      {session.marks && session.marks.tags.length > 0 && <Tags tags={session.marks.tags} />}
    </span>
  );
}

function Pin() {
  return (
    <span className={styles.pin} role="img" aria-label="pinned" title="Pinned">
      <Icon name="pin" />
    </span>
  );
}

const mostTags = 3;

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className={styles.tags} title={`Tags: ${tags.map(plainText).join(', ')}`}>
      {tags.slice(0, mostTags).map((tag) => (
        <span key={tag} className={styles.tag}>
          <Safe text={tag} most={20} />
        </span>
      ))}
      {tags.length > mostTags && `+${tags.length - mostTags}`}
    </span>
  );
}

export function Project({ session: { project_dir } }: { session: Session }) {
  if (project_dir === null) return <Unknown what="project" />;
  return (
    <span title={plainText(project_dir)}>
      <Safe text={lastPart(project_dir)} most={80} />
    </span>
  );
}

export function Models({ session: { models } }: { session: Session }) {
  return (
    <span title={plainText(models.join(', '))}>
      <Safe text={withoutDate(models[0] ?? 'unknown')} most={60} />
      {models.length > 1 && ` +${models.length - 1}`}
    </span>
  );
}

export function When({ session, isClock }: { session: Session; isClock: boolean }) {
  const at = session.last_message_at;
  if (!isClock || at === null) return <Time at={at} />;
  return (
    <time dateTime={at} title={formatExact(at)}>
      {formatClock(at)}
    </time>
  );
}

function Length({ session: { duration_ms, active_ms } }: { session: Session }) {
  if (duration_ms === null) return <Unknown what="length" />;
  const title = `${formatDuration(duration_ms)} from first to last message, of these active ${formatDuration(active_ms)}`;
  return <span title={title}>{formatDuration(duration_ms)}</span>;
}

function Errors({ count }: { count: number }) {
  return <span className={count > 0 ? styles.errors : styles.none}>{formatCount(count)}</span>;
}

export function Tokens({ session }: { session: Session }) {
  const { total } = session.tokens;
  if (!hasUsage(session)) return <Unknown what="number of tokens" />;
  return <span title={`${formatCount(total)} tokens`}>{formatTokens(total)}</span>;
}

function Cost({ session: { cost_usd, cost_basis, unpriced_tokens } }: { session: Session }) {
  const rest = `${formatCount(unpriced_tokens)} tokens have no known price`;
  if (cost_usd === null) return <Unknown what="cost" because={unpriced_tokens > 0 ? rest : undefined} />;
  const basis = cost_basis === null ? '' : ` (${cost_basis})`;
  const isPart = unpriced_tokens > 0;
  const title = isPart ? `At least ${formatCost(cost_usd)}${basis}; ${rest}` : `${formatCost(cost_usd)}${basis}`;
  return (
    <span className={styles.cost} title={title}>
      {formatCost(cost_usd)}
      {isPart && '+'}
    </span>
  );
}

function Lines({ session: { lines_added, lines_removed } }: { session: Session }) {
  if (!lines_added && !lines_removed) return null;
  return (
    <>
      <span className={styles.added}>+{formatTokens(lines_added ?? 0)}</span>{' '}
      <span className={styles.removed}>−{formatTokens(lines_removed ?? 0)}</span>
    </>
  );
}

function LiveDot() {
  return <span className={styles.live} role="img" aria-label="running now" title="Running now" />;
}

/* Models are often named with the day they were made, which tells little in a list: `…-20251101`. */
const withoutDate = (model: string): string => model.replace(/-20\d{6}$/, '');

function Unknown({ what, because }: { what: string; because?: string }) {
  return (
    <span className={styles.none} title={because ?? `The ${what} is not known from the log`}>
      unknown
    </span>
  );
}

/* A plain click is the row's; with a modifier it is the link's, for a new tab or window. */
function leaveToRow(event: MouseEvent): void {
  if (event.metaKey || event.ctrlKey || event.shiftKey) event.stopPropagation();
  else event.preventDefault();
}
