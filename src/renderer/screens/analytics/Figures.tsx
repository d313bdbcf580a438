import type { UsageAnalytics } from '../../../contract/analytics.ts';
import { formatCost, formatCount, formatCounted, formatShare, formatTokens } from '../../format/numbers.ts';
import { formatDuration, formatMonth } from '../../format/times.ts';
import controls from '../../parts/controls.module.css';
import type { SessionSort } from '../../store/session-query.ts';
import styles from './Figures.module.css';
import type { Forecast } from './forecast.ts';

interface Props {
  usage: UsageAnalytics;
  forecast: Forecast | null;
  /** The address of the sessions of the range, in an order. */
  linkTo(sort: SessionSort): string;
}

/** The totals of the range, and how they were counted. */
export function Figures({ usage, forecast, linkTo }: Props) {
  const { totals } = usage;
  return (
    <section aria-label="Totals">
      <dl className={styles.figures}>
        {[...figuresOf(usage, linkTo), ...forecastFigures(forecast)].map(({ label, value, detail, about, href }) => (
          <div key={label} className={styles.figure} title={about}>
            <dt>{label}</dt>
            <dd>
              {href === undefined ? (
                value
              ) : (
                <a className={controls.link} href={href}>
                  {value}
                </a>
              )}
            </dd>
            <dd className={styles.detail}>{detail || '\u00a0'}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.counted}>
        {formatCounted(totals.call_count, 'API call')} and {formatCounted(usage.tool_call_count, 'tool call')} were
        counted, each once by its own id.{' '}
        {usage.duplicate_call_count > 0 &&
          `${formatCounted(usage.duplicate_call_count, 'copy', 'copies')} in forked or resumed sessions ${usage.duplicate_call_count === 1 ? 'was' : 'were'} not counted again. `}
        {totals.unpriced_tokens > 0 &&
          `${formatTokens(totals.unpriced_tokens)} tokens of models without a known price are not in the cost. `}
        {usage.problem_count > 0 &&
          `${formatCounted(usage.problem_count, 'line or file', 'lines and files')} of these sessions could not be read; what they hold is in no figure. `}
        {forecast && forecastWords(forecast)}Cost by the prices of {usage.prices_as_of}. A day is the local day of the
        call.
      </p>
    </section>
  );
}

interface Figure {
  label: string;
  value: string;
  detail: string;
  about?: string;
  /** The address of the sessions behind the figure. */
  href?: string;
}

function figuresOf(usage: UsageAnalytics, linkTo: Props['linkTo']): Figure[] {
  const { totals } = usage;
  const { tokens } = totals;
  const read = tokens.input + tokens.cache_read + tokens.cache_write;
  const cost = totals.call_count === 0 ? 0 : totals.cost_usd;
  const link = (sort: SessionSort) => (totals.session_count > 0 ? linkTo(sort) : undefined);
  return [
    {
      label: 'Cost',
      value: formatCost(cost),
      detail: totals.unpriced_tokens > 0 ? 'at least' : '',
      href: link('cost'),
    },
    {
      label: 'Tokens',
      value: formatTokens(tokens.total),
      detail: `${formatCounted(totals.call_count, 'API call')}`,
      href: link('tokens'),
    },
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
      href: link('recent'),
    },
    {
      label: 'Tool calls',
      value: formatCount(usage.tool_call_count),
      detail: `${formatCount(usage.tool_error_count)} failed`,
    },
    {
      label: 'Active time',
      value: usage.active_ms === 0 ? '0 min' : formatDuration(usage.active_ms),
      detail: 'pauses left out',
      about: 'Sum over sessions of the gaps of at most five minutes between two records',
    },
  ];
}

function forecastFigures(forecast: Forecast | null): Figure[] {
  if (!forecast) return [];
  const { month, so_far, whole, is_at_least } = forecast;
  return [
    {
      label: `Forecast for ${formatMonth(month)}`,
      value: `≈ ${formatCost(whole.cost_usd)}`,
      detail: `${is_at_least ? 'at least; ' : ''}${formatCost(so_far.cost_usd)} so far`,
      about: forecastWords(forecast),
    },
  ];
}

const forecastWords = ({ days_left }: Forecast): string =>
  `The forecast takes the mean of the last 28 days for the ${formatCounted(days_left, 'day')} left of this month. `;

const ofInput = (part: number, all: number): string => (all === 0 ? '' : `${formatShare(part, all)} of input`);
