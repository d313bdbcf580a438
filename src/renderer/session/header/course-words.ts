import type { Compaction, SessionCourse } from '../../../contract/session.ts';
import { formatCounted, formatTokens } from '../../format/numbers.ts';
import { formatClock, formatDay, formatDuration, localDay } from '../../format/times.ts';

const words = (parts: readonly (string | null | false)[]): string | null =>
  parts.filter((part) => part !== null && part !== false && part !== '').join(', ') || null;

const some = (count: number, what: string): string | null => (count === 0 ? null : `${count} ${what}`);

/** `12 completed, 1 cut short`; null when the log tells of no turns. */
export function turnWords({ turns, steer_count }: SessionCourse): string | null {
  if (turns === null) return null;
  const { completed, failed, interrupted, unknown } = turns;
  return words([
    some(completed, 'completed'),
    some(failed, 'failed'),
    some(interrupted, 'cut short'),
    some(unknown, 'without a logged end'),
    steer_count ? `${formatCounted(steer_count, 'message')} typed while the agent worked` : null,
  ]);
}

/** Rules that turns ran under: `on-request, workspace-write` first, with their numbers when there are several. */
export function policyWords({ policies }: SessionCourse): string | null {
  const rules = policies.map(({ approval_policy, approval_reviewer, sandbox, turn_count }) => {
    const asked = approval_reviewer === null || approval_reviewer === 'user' ? null : `asked of ${approval_reviewer}`;
    const rule = words([approval_policy, asked, sandbox]) ?? '';
    return policies.length === 1 ? rule : `${rule} (${formatCounted(turn_count, 'turn')})`;
  });
  return rules.join(' · ') || null;
}

export const approvalWords = ({ approvals: { asked, granted, denied } }: SessionCourse): string | null =>
  words([some(asked, 'asked for'), some(granted, 'given'), some(denied, 'refused')]);

export const errorWords = ({ api_errors: { retried, final } }: SessionCourse): string | null =>
  words([some(retried, 'tried again'), some(final, 'given up')]);

const phases: Record<string, string> = {
  standalone_turn: 'in a turn of its own',
  pre_turn: 'before a turn',
  mid_turn: 'in a turn',
};

/** `14:03, auto, in a turn, 240k → 9k tokens, 1 min 8 s` */
export function compactionWords({ at, trigger, phase, tokens_before, tokens_after, duration_ms }: Compaction): string {
  const sizes =
    tokens_before === null && tokens_after === null
      ? null
      : `${formatTokens(tokens_before)} → ${formatTokens(tokens_after)} tokens`;
  return (
    words([
      at === null ? null : `${formatDay(localDay(new Date(at)))} ${formatClock(at)}`,
      trigger,
      phase === null ? null : (phases[phase] ?? phase),
      sizes,
      duration_ms === null ? null : formatDuration(duration_ms),
    ]) ?? 'nothing is recorded about it'
  );
}
