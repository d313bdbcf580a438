import type { FindAnswer, FoundPlace } from '../../../contract/find.ts';
import { formatCount, formatCounted, formatShare } from '../../format/numbers.ts';

/** How many places there are and which one is looked at: `3 / 128`. */
export function countWords(answer: FindAnswer, current: FoundPlace | null): string {
  const { places, total } = answer;
  if (total === 0) return answer.is_complete ? 'No matches' : 'Looking …';
  const at = current ? places.indexOf(current) : -1;
  return `${at < 0 ? '–' : formatCount(at + 1)} / ${formatCount(total)}`;
}

/** What else there is to say of an answer: how far it got, what can be stepped through, what was left out. */
export function remarksOn(answer: FindAnswer): { words: string; more: string }[] {
  const remarks: { words: string; more: string }[] = [];
  if (!answer.is_complete) {
    const searched = formatCounted(answer.messages_searched, 'message');
    remarks.push({ words: 'still looking …', more: `${searched} looked through so far` });
  }
  if (answer.total > answer.places.length) {
    const listed = formatCount(answer.places.length);
    remarks.push({
      words: `first ${listed} can be visited`,
      more: `All ${formatCount(answer.total)} matches are counted; one can step through the first ${listed}`,
    });
  }
  const elsewhere = answer.threads.filter(({ agent_id }) => agent_id !== null);
  const count = elsewhere.reduce((sum, { total }) => sum + total, 0);
  if (count > 0)
    remarks.push({
      words: `${formatCount(count)} in ${formatCounted(elsewhere.length, 'subagent')}`,
      more: `${formatShare(count, answer.total)} of the matches are in threads of subagents`,
    });
  if (answer.left_out.length > 0)
    remarks.push({
      words: `${formatCounted(answer.left_out.length, 'part')} not looked through`,
      more: [...new Set(answer.left_out.map(({ reason }) => reason))].join(' '),
    });
  return remarks;
}
