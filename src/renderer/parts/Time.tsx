import { formatExact, formatRelative } from '../format/times.ts';
import { useNow } from '../store/now.ts';

/** An instant as seen from now, and to the second when pointed at. */
export function Time({ at, prefix = '', className }: { at: string | null; prefix?: string; className?: string }) {
  const now = useNow();
  if (at === null) return <span className={className}>{`${prefix}unknown`}</span>;
  return (
    <time dateTime={at} title={formatExact(at)} className={className}>
      {prefix}
      {formatRelative(at, now)}
    </time>
  );
}
