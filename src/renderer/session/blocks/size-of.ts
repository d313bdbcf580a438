import { formatBytes, formatCounted } from '../../format/numbers.ts';

/** How much text there is: in characters as long as those are easily grasped. */
export const sizeOf = (length: number): string =>
  length < 10_000 ? formatCounted(length, 'character') : formatBytes(length);
