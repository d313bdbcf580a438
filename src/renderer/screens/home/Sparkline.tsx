import { formatCounted } from '../../format/numbers.ts';
import styles from './Sparkline.module.css';

const height = 28;
const step = 10;
const barWidth = 7;

/** Sessions by day, oldest first, today last. Days without any keep a low mark, so that the days can be counted. */
export function Sparkline({ counts }: { counts: readonly number[] }) {
  if (counts.length === 0) return null;
  const most = Math.max(...counts, 1);
  const sum = counts.reduce((all, count) => all + count, 0);
  const label = `Last ${counts.length} days: ${formatCounted(sum, 'session')}, at most ${most} a day`;
  return (
    <figure className={styles.sparkline}>
      <svg
        viewBox={`0 0 ${counts.length * step - (step - barWidth)} ${height}`}
        preserveAspectRatio="none"
        height={height}
        width="100%"
        role="img"
        aria-label={label}
      >
        {counts.map((count, day) => {
          const bar = count === 0 ? 1 : Math.max(2, (count / most) * height);
          return (
            <rect
              // oxlint-disable-next-line react/no-array-index-key -- a day is its place
              key={day}
              x={day * step}
              y={height - bar}
              width={barWidth}
              height={bar}
              className={count === 0 ? styles.none : styles.some}
            >
              <title>{`${daysAgo(counts.length - 1 - day)}: ${formatCounted(count, 'session')}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption className={styles.caption}>
        <span>30 days ago</span>
        <span>{formatCounted(sum, 'session')}</span>
        <span>today</span>
      </figcaption>
    </figure>
  );
}

function daysAgo(days: number): string {
  if (days === 0) return 'Today';
  return days === 1 ? 'Yesterday' : `${days} days ago`;
}
