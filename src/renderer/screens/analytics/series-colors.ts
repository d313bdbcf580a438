/** Colours of up to eight series, in order; the last is quiet, as it is often what is left over. */
export const seriesColors = [
  'var(--accent)',
  'var(--source-1)',
  'var(--source-2)',
  'var(--source-4)',
  'var(--source-3)',
  'var(--source-5)',
  'var(--source-6)',
  'var(--line-strong)',
] as const;
