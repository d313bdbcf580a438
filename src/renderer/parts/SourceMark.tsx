import { useSourceName, useSourcePlace } from '../store/sources.ts';

const shapes = [
  'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11z',
  'M3 3h10v10H3z',
  'M8 2 14.5 13.5h-13z',
  'M8 1.5 14.5 8 8 14.5 1.5 8z',
  'M2 6h12v4H2zM6 2h4v12H6z',
  'M5 2h6l3.5 6L11 14H5L1.5 8z',
] as const;

/** The sign of a source: its own shape and colour, in the order in which sources are listed, and its name for screen readers. */
export function SourceMark({ source, label }: { source: string; label?: string }) {
  const place = useSourcePlace(source);
  const known = useSourceName(source);
  const name = label ?? known;
  return (
    <svg
      width="11"
      height="11"
      viewBox="0 0 16 16"
      role="img"
      aria-label={name}
      fill={`var(--source-${(place % 6) + 1})`}
    >
      <title>{name}</title>
      <path d={shapes[place % shapes.length]} />
    </svg>
  );
}
