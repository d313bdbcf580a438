import type { LineCounts } from '../../../contract/session.ts';
import { formatCounted } from '../../format/numbers.ts';

/** How the lines of a session's files were understood, as a person would say it. */
export function lineAccount(counts: LineCounts): string {
  if (counts.lines === 0) return 'The files of this session hold no lines.';
  const kinds = [
    counts.messages > 0 && `${formatCounted(counts.messages, 'line')} became messages`,
    counts.notices > 0 && `${formatCounted(counts.notices, 'line')} became notices`,
    counts.bookkeeping > 0 &&
      `${formatCounted(counts.bookkeeping, 'line')} were bookkeeping`.replace('1 line were', '1 line was'),
    counts.copies > 0 && `${formatCounted(counts.copies, 'line')} repeated others`,
  ].filter((kind) => kind !== false);
  const understood = kinds.length > 0 ? `: ${kinds.join(', ')}` : '';
  const rest =
    counts.problems === 0
      ? 'All of them were understood.'
      : `${formatCounted(counts.problems, 'line')} could not be understood.`;
  return `${formatCounted(counts.lines, 'line')} were read${understood}. ${rest}`.replace(/^1 line were/, '1 line was');
}
