import styles from './transcript.module.css';

const lineHeight_px = 21;
const mostLines = 40;
/* In percent: lines of text end where they end. */
const widths = [62, 88, 74, 93, 58, 81, 67];

/** Grey lines that fill a height while what belongs there is read. */
export function Skeleton({ kind, height }: { kind: string; height: number }) {
  const lines = Math.min(mostLines, Math.max(1, Math.floor((height - 14) / lineHeight_px)));
  return (
    <div className={styles.skeleton} data-kind={kind}>
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} style={{ width: `${widths[line % widths.length]}%` }} />
      ))}
    </div>
  );
}
