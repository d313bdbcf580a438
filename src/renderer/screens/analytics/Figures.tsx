import type { UsageAnalytics } from '../../../contract/analytics.ts';
import { formatCost, formatCount, formatCounted, formatShare, formatTokens } from '../../format/numbers.ts';
import styles from './Figures.module.css';

/** The totals of the range, and how they were counted. */
export function Figures({ usage }: { usage: UsageAnalytics }) {
  const { totals } = usage;
  return (
    <section aria-label="Totals">
      <dl className={styles.figures}>
        {figuresOf(usage).map(({ label, value, detail }) => (
          <div key={label} className={styles.figure}>
            <dt>{label}</dt>
            <dd>{value}</dd>
            <dd className={styles.detail}>{detail || '\u00a0'}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.counted}>
        Each API call and each tool call is counted once, by its own id.{' '}
        {usage.duplicate_call_count > 0 &&
          `${formatCounted(usage.duplicate_call_count, 'copy', 'copies')} in forked or resumed sessions ${usage.duplicate_call_count === 1 ? 'was' : 'were'} not counted again. `}
        {totals.unpriced_tokens > 0 &&
          `${formatTokens(totals.unpriced_tokens)} tokens of models without a known price are not in the cost. `}
        Cost by the prices of {usage.prices_as_of}. A day is the local day of the call.
      </p>
    </section>
  );
}

function figuresOf(usage: UsageAnalytics): { label: string; value: string; detail: string }[] {
  const { totals } = usage;
  const { tokens } = totals;
  const read = tokens.input + tokens.cache_read + tokens.cache_write;
  const cost = totals.call_count === 0 ? 0 : totals.cost_usd;
  return [
    { label: 'Cost', value: formatCost(cost), detail: totals.unpriced_tokens > 0 ? 'at least' : '' },
    { label: 'Tokens', value: formatTokens(tokens.total), detail: `${formatCounted(totals.call_count, 'API call')}` },
    { label: 'Fresh input', value: formatTokens(tokens.input), detail: ofInput(tokens.input, read) },
    {
      label: 'Cache read',
      value: formatTokens(tokens.cache_read),
      detail: ofInput(tokens.cache_read, read),
    },
    {
      label: 'Cache write',
      value: formatTokens(tokens.cache_write),
      detail: ofInput(tokens.cache_write, read),
    },
    { label: 'Output', value: formatTokens(tokens.output), detail: `${formatTokens(tokens.reasoning)} reasoning` },
    {
      label: 'Sessions',
      value: formatCount(totals.session_count),
      detail: formatCounted(usage.user_message_count, 'message'),
    },
    {
      label: 'Tool calls',
      value: formatCount(usage.tool_call_count),
      detail: `${formatCount(usage.tool_error_count)} failed`,
    },
  ];
}

const ofInput = (part: number, all: number): string => (all === 0 ? '' : `${formatShare(part, all)} of input`);
