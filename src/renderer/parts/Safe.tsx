import { memo } from 'react';
import { shortenMiddle } from '../format/paths.ts';
import { type Segment, visibleText } from '../format/visible-text.ts';
import styles from './Safe.module.css';

interface Props {
  text: string;
  /** `mark` for places that show one line; `keep` where lines are shown as lines. */
  newlines?: 'keep' | 'mark';
  /** Longest text drawn, in UTF-16 units; the middle of anything longer is left out. */
  most?: number;
  className?: string;
}

/** Text from a log, isolated from what stands around it, with everything in it that cannot be seen made visible. */
export const Safe = memo(function Safe({ text, newlines = 'mark', most = 2000, className }: Props) {
  const segments = visibleText(shortenMiddle(text, most), newlines);
  return (
    <span className={className ? `${styles.safe} ${className}` : styles.safe}>
      {segments.map((segment, place) => (
        // oxlint-disable-next-line react/no-array-index-key -- segments have no identity but their place
        <SegmentView key={place} segment={segment} />
      ))}
    </span>
  );
});

function SegmentView({ segment }: { segment: Segment }) {
  switch (segment.kind) {
    case 'text':
      return segment.text;
    case 'mixed':
      return (
        <span className={styles.mixed} title={`Mixes ${segment.scripts} letters`}>
          {segment.text}
        </span>
      );
    case 'mark': {
      const name = segment.count === 1 ? segment.name : `${segment.name}, ${segment.count} times`;
      return (
        <span className={styles.mark} role="img" aria-label={name} title={name}>
          {segment.short}
          {segment.count > 1 && `×${segment.count}`}
        </span>
      );
    }
  }
}
