import { formatCost, formatCount, formatShare, formatTokens } from '../../format/numbers.ts';
import { formatDuration, formatExact } from '../../format/times.ts';
import { plainText } from '../../format/visible-text.ts';
import type { ChartItem } from './chart.ts';

/** Redacted values as they are shown where there is room for text only. */
export const plainWords = (text: string): string =>
  plainText(text.replace(/\[REDACTED:([a-z0-9-]+):([0-9a-f]{4})[0-9a-f]{2}\]/g, '‹$1 · $2›'));

/** Why a thread is laid out by its messages and not in time. */
export const untimedWords = {
  'no times': 'The log has no times: each message takes the same room.',
  'one time': 'The log gives only one time: items stand in their order, each message takes the same room.',
};

/** What an item is, in a word or two. */
export function titleOf({ kind, name }: ChartItem): string {
  switch (kind) {
    case 'turn':
      return 'Turn';
    case 'model':
      return name ?? 'Model';
    case 'wait':
      return `Waiting for you: ${name ?? ''}`;
    case 'compaction':
      return name === null ? 'Compaction' : `Compaction, ${name}`;
    case 'hook':
    case 'error':
    case 'tool':
    case 'subagent':
      return name ?? kind;
  }
}

/** How long it took, and where that comes from. */
export function durationWords(item: ChartItem): string {
  if (item.duration_ms === null) return 'duration not logged';
  const time = formatDuration(item.duration_ms);
  if (item.basis === 'reported') return `${time}, as logged`;
  const until = item.kind === 'tool' ? 'from call to result' : 'between two lines of the log';
  return `${time} ${until}`;
}

const outcomeWords: Record<string, string> = {
  error: 'failed',
  denied: 'denied',
  interrupted: 'interrupted',
  pending: 'no result',
};

export const outcomeWord = ({ outcome }: ChartItem): string | null => outcomeWords[outcome] ?? null;

/** Figures of the API call behind an item. */
export function callWords({ call }: ChartItem): string[] {
  if (!call) return [];
  const { context, uncached, cost_usd } = call;
  return [
    `${formatTokens(context)} tokens of context, ${formatShare(context - uncached, context)} from the cache`,
    ...(cost_usd === null ? [] : [formatCost(cost_usd)]),
  ];
}

/** Everything about an item in one line, for screen readers. */
export function lineAbout(item: ChartItem, total: number): string {
  const place = item.message === null ? null : `message ${formatCount(item.message + 1)} of ${formatCount(total)}`;
  const parts = [
    titleOf(item),
    item.subject,
    outcomeWord(item),
    durationWords(item),
    item.at === null ? null : formatExact(new Date(item.at).toISOString()),
    place,
    ...callWords(item),
  ];
  return plainWords(parts.filter((part) => part !== null && part !== '').join(', '));
}
