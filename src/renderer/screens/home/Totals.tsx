import { api } from '../../api/api.ts';
import type { Output } from '../../../contract/api.ts';
import { formatCost, formatCount, formatShare, formatTokens } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';
import { lastValue, useAnswer } from '../../store/loadable.ts';
import { plainAnalytics } from '../../store/analytics-place.ts';
import { addressOf } from '../../store/place.ts';
import { HiddenInRange } from '../analytics/HiddenInRange.tsx';
import styles from './Totals.module.css';

type Usage = Output<'usageAnalytics'>;

/** Today and the last seven days side by side. */
export function Totals() {
  const today = lastValue(useAnswer('usage 1', () => api.usageAnalytics({ days: 1 })));
  const week = lastValue(useAnswer('usage 7', () => api.usageAnalytics({ days: 7 })));
  return (
    <section aria-labelledby="totals-heading">
      <table className={styles.totals}>
        <caption id="totals-heading" className="sr-only">
          Today and the last 7 days
        </caption>
        <thead>
          <tr>
            <td />
            <th scope="col">Today</th>
            <th scope="col">
              <a href={`#${addressOf({ ...plainAnalytics, days: 7 })}`}>7 days</a>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, is_part, value }) => (
            <tr key={label}>
              <th scope="row" data-part={is_part}>
                {label}
              </th>
              <td>{today ? value(today) : '…'}</td>
              <td>{week ? value(week) : '…'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>
        {week &&
          week.totals.unpriced_tokens > 0 &&
          `${formatTokens(week.totals.unpriced_tokens)} tokens of the week have no known price. `}
        {week && `Prices of ${week.prices_as_of}. `}
        <HiddenInRange place={{ ...plainAnalytics, days: 7 }} before="Incl. " after=" of the week." />
      </p>
    </section>
  );
}

const lines: readonly { label: string; is_part?: boolean; value(usage: Usage): string }[] = [
  { label: 'Sessions', value: (usage) => formatCount(usage.totals.session_count) },
  { label: 'Cost', value: ({ totals }) => (totals.call_count === 0 ? formatCost(0) : formatCost(totals.cost_usd)) },
  { label: 'Active time', value: (usage) => (usage.active_ms === 0 ? '0 min' : formatDuration(usage.active_ms)) },
  { label: 'Tokens', value: (usage) => formatTokens(usage.totals.tokens.total) },
  { label: 'of these output', is_part: true, value: (usage) => formatTokens(usage.totals.tokens.output) },
  {
    label: 'of input cached',
    is_part: true,
    value: ({ totals: { tokens } }) =>
      tokens.total === 0 ? '–' : formatShare(tokens.cache_read, tokens.input + tokens.cache_read + tokens.cache_write),
  },
  { label: 'Your messages', value: (usage) => formatCount(usage.user_message_count) },
  { label: 'Tool calls', value: (usage) => formatCount(usage.tool_call_count) },
  { label: 'of these failed', is_part: true, value: (usage) => formatCount(usage.tool_error_count) },
];
