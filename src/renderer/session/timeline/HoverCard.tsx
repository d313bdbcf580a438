import { formatDuration, formatExact } from '../../format/times.ts';
import { Pieces } from '../text/Pieces.tsx';
import type { ChartItem } from './chart.ts';
import type { Gap } from './time-scale.ts';
import styles from './timeline.module.css';
import { callWords, durationWords, outcomeWord, titleOf } from './words.ts';

interface Props {
  item: ChartItem;
  /** How many items are too close to it to be told apart. */
  more: number;
  /** Where the pointer is, in pixels of the box the card floats in. */
  x: number;
  y: number;
  width: number;
}

const width_px = 300;
const cardLeft = (x: number, width: number): number => Math.max(4, Math.min(x + 14, width - width_px - 4));

/** What is under the pointer. The same is said in words elsewhere, so that screen readers need not read it twice. */
export function HoverCard({ item, more, x, y, width }: Props) {
  const outcome = outcomeWord(item);
  return (
    <div className={styles.hover} style={{ left: cardLeft(x, width), top: y, maxWidth: width_px }} aria-hidden="true">
      <p className={styles.hoverTitle}>
        <Pieces text={titleOf(item)} newlines="mark" />
        {outcome !== null && <span className={styles.bad}> {outcome}</span>}
      </p>
      {item.subject !== null && (
        <p className={styles.hoverSubject}>
          <Pieces text={item.subject} newlines="mark" />
        </p>
      )}
      <p className={styles.hoverFacts}>{durationWords(item)}</p>
      {item.lead_ms >= 1 && <p className={styles.hoverFacts}>{leadWords(item.lead_ms)}</p>}
      {callWords(item).map((words) => (
        <p key={words} className={styles.hoverFacts}>
          {words}
        </p>
      ))}
      {item.at !== null && <p className={styles.hoverFacts}>{formatExact(new Date(item.at).toISOString())}</p>}
      {more > 0 && <p className={styles.hoverFacts}>and {more} more here: zoom in</p>}
    </div>
  );
}

/** How long a pause was that has been cut. */
export function GapCard({ gap, x, y, width }: { gap: Gap; x: number; y: number; width: number }) {
  return (
    <div className={styles.hover} style={{ left: cardLeft(x, width), top: y }} aria-hidden="true">
      <p className={styles.hoverTitle}>Pause of {formatDuration(gap.to - gap.from)}</p>
      <p className={styles.hoverFacts}>Nothing was at work; drawn shorter than it was.</p>
    </div>
  );
}

const leadWords = (ms: number): string => `began ${formatDuration(ms)} after it was called`;
