import { memo } from 'react';
import { formatCost, formatCounted } from '../format/numbers.ts';
import { hasUsage } from '../format/usage.ts';
import { type CellProps, Models, Project, Title, Tokens, When } from './cells.tsx';
import styles from './SessionCard.module.css';

/** One session in two lines, for a list beside an open session. */
export const SessionCard = memo(function SessionCard(props: CellProps) {
  const { session, day } = props;
  return (
    <span role="gridcell" className={styles.card}>
      <span className={styles.line}>
        <Title {...props} />
        <span className={styles.end} data-number="true">
          <span>
            {day && <strong className={styles.day}>{day} </strong>}
            <When session={session} isClock={day !== null} />
          </span>
        </span>
      </span>
      <span className={styles.detail}>
        <span className={styles.names}>
          <Project session={session} />
          <span className={styles.model}>
            <Models session={session} />
          </span>
        </span>
        <span className={styles.end} data-number="true">
          {session.error_count > 0 && (
            <span className={styles.errors}>{formatCounted(session.error_count, 'error')}</span>
          )}
          {hasUsage(session) && <Tokens session={session} />}
          {session.cost_usd !== null && <span>{formatCost(session.cost_usd)}</span>}
        </span>
      </span>
    </span>
  );
});
