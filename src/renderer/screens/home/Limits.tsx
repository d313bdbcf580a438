import type { SourceCard } from '../../../contract/source.ts';
import { formatExact } from '../../format/times.ts';
import { Safe } from '../../parts/Safe.tsx';
import { Time } from '../../parts/Time.tsx';
import { useNow } from '../../store/now.ts';
import { type LimitRow, limitRows } from './limit-rows.ts';
import styles from './Limits.module.css';

/** The account's limits, plan and credits as the agent last logged them; nothing for agents that log none. */
export function Limits({ card: { limits, plan, credits } }: { card: SourceCard }) {
  const now = useNow();
  if (limits.length === 0 && plan === null && credits === null) return null;
  const at = limits[0]?.at ?? null;
  return (
    <section className={styles.limits} aria-label="Limits of the account">
      <div className={styles.meters}>
        {limitRows(limits, now).map((row) => (
          <Meter key={row.name} row={row} />
        ))}
      </div>
      <p className={styles.foot}>
        {plan !== null && (
          <span>
            Plan <Safe text={plan} />
          </span>
        )}
        {credits !== null && (
          <span>
            <Safe text={credits} /> credits
          </span>
        )}
        {at !== null && <Time at={at} prefix="as of " />}
      </p>
    </section>
  );
}

function Meter({ row }: { row: LimitRow }) {
  return (
    <div className={styles.meter} data-near={row.is_near || undefined} data-past={row.is_past || undefined}>
      <span className={styles.name}>
        <Safe text={row.name} />
      </span>
      <span
        className={styles.bar}
        role="meter"
        aria-label={row.name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={row.length}
        aria-valuetext={`${row.used} ${row.resets}`}
      >
        <span style={{ width: `${row.length}%` }} />
      </span>
      <span className={styles.words}>
        {row.used}
        {row.resets !== '' && <span title={formatExact(row.resets_at)}> · {row.resets}</span>}
      </span>
    </div>
  );
}
