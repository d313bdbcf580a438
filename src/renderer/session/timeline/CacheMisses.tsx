import type { CacheMiss, ContextAutopsy } from '../../../contract/context.ts';
import { formatCost, formatCount, formatCounted, formatTokens } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';
import styles from './context.module.css';
import { openInTranscript } from './use-timeline.ts';

/** Calls that read again what had been in the cache, and what that cost. */
export function CacheMisses({ autopsy }: { autopsy: ContextAutopsy }) {
  const { cache_misses, cache_misses_usd } = autopsy;
  return (
    <section className={styles.panel} aria-labelledby="cache-misses">
      <h2 id="cache-misses">
        Cache misses{' '}
        {cache_misses_usd !== null && <span className={styles.sum}>{formatCost(cache_misses_usd)} more paid</span>}
      </h2>
      <p className={styles.how}>
        {cache_misses.length === 0
          ? 'No call of this thread read less from the cache than the one before it had put there.'
          : 'These calls read less from the cache than the one before them had put there, or the provider said so. The cost is what was paid beyond the price of reading the same tokens from the cache, at list prices.'}
      </p>
      {cache_misses.length > 0 && (
        <div className={styles.scroller}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{formatCounted(cache_misses.length, 'call')}</th>
                <th scope="col">Tokens</th>
                <th scope="col">Cost</th>
                <th scope="col">Message</th>
              </tr>
            </thead>
            <tbody>
              {cache_misses.map((miss) => (
                <tr key={miss.message}>
                  <td>
                    <button type="button" className={styles.rowButton} onClick={() => openInTranscript(miss.message)}>
                      {missWords(miss)}
                    </button>
                  </td>
                  <td data-number>{formatTokens(miss.tokens)}</td>
                  <td data-number>{formatCost(miss.cost_usd)}</td>
                  <td data-number>{formatCount(miss.message + 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The provider's word, and how long nothing was asked: caches forget. */
function missWords({ reason, idle_ms }: CacheMiss): string {
  const idle = idle_ms === null ? null : `${formatDuration(idle_ms)} after the call before`;
  return [reason?.replaceAll('_', ' '), idle].filter(Boolean).join(', ') || 'at an unknown time';
}
