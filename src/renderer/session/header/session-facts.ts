import type { Session } from '../../../contract/session.ts';
import { formatCost, formatCount, formatCounted, formatTokens } from '../../format/numbers.ts';
import { hasUsage } from '../../format/usage.ts';
import { formatClock, formatDay, formatDuration, localDay } from '../../format/times.ts';

/** A figure of a session in few words, with more of it for those who point at it. */
export interface Fact {
  name: string;
  words: string;
  more: string | null;
  tone: 'usual' | 'error' | 'warning';
}

const fact = (name: string, words: string, more: string | null = null, tone: Fact['tone'] = 'usual'): Fact => ({
  name,
  words,
  more,
  tone,
});

/** The figures of a session in the order in which they are asked for. What does not apply is left out; unknown is said. */
export function sessionFacts(session: Session): Fact[] {
  return [
    fact('When', span(session), beginning(session)),
    fact('Time', timeWords(session), timeMore(session)),
    fact('Messages', formatCounted(session.message_count, 'message'), messageMore(session)),
    ...usageFacts(session),
    ...changeFacts(session),
    ...countFacts(session),
  ];
}

const otherKinds: [string, string, string?][] = [
  ['s', 'notice'],
  ['m', 'injected text'],
  ['c', 'compaction'],
  ['p', 'line not understood', 'lines not understood'],
];

/**
 * What a transcript holds besides the messages that are counted, by the letters of its outline, so that nobody who compares the
 * two figures thinks that some were lost. Null when it holds nothing else.
 */
export function otherEntries({ message_count }: Pick<Session, 'message_count'>, kinds: string): Fact | null {
  const counts = new Map<string, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const messages = Math.min(message_count, (counts.get('u') ?? 0) + (counts.get('a') ?? 0));
  const others = kinds.length - messages;
  if (others === 0) return null;
  const known = otherKinds.flatMap(([kind, ...names]) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [{ kind, count, words: formatCounted(count, ...names) }];
  });
  /* An answer that holds nothing but reasoning is an entry, and no message. */
  const rest = others - known.reduce((sum, { count }) => sum + count, 0);
  const parts = [
    ...known.map(({ words }) => words),
    ...(rest > 0 ? [formatCounted(rest, 'answer without text', 'answers without text')] : []),
  ];
  const [only] = known;
  const isOnly = parts.length === 1 && (only?.kind === 's' || only?.kind === 'm');
  return fact(
    'Other entries',
    isOnly ? only.words : formatCounted(others, 'other entry', 'other entries'),
    `Transcript and Raw count ${formatCount(kinds.length)} entries: ${formatCounted(messages, 'message')}, ${parts.join(', ')}`,
  );
}

/** Other entries last, where they move nothing when they come; a narrow line has no room for them, so the messages tell of them too. */
export const withEntries = (facts: readonly Fact[], others: Fact | null): readonly Fact[] =>
  others === null
    ? facts
    : [
        ...facts.map((each) => (each.name === 'Messages' ? { ...each, more: `${each.more}. ${others.more}` } : each)),
        others,
      ];

/** From when to when, in local time: `12 Oct 14:03 – 15:20`. */
function span({ first_message_at: first, last_message_at: last }: Session): string {
  if (first === null || last === null) return 'time unknown';
  const [firstDay, lastDay] = [localDay(new Date(first)), localDay(new Date(last))];
  const end = firstDay === lastDay ? formatClock(last) : `${formatDay(lastDay)} ${formatClock(last)}`;
  const year = firstDay.slice(0, 4) === localDay(new Date()).slice(0, 4) ? '' : ` ${firstDay.slice(0, 4)}`;
  return `${formatDay(firstDay)}${year} ${formatClock(first)} – ${end}`;
}

const beginnings = {
  new: 'Begun anew',
  resumed: 'Goes on with an older session in a file of its own',
  forked: 'Forked from another session',
};

/** How the session began, and how often it was opened again. */
export function beginning({ init_mode, resume_count }: Session): string | null {
  if (init_mode === null) return null;
  if (resume_count === null || resume_count === 0) return beginnings[init_mode];
  const times = resume_count === 1 ? 'once' : `${resume_count} times`;
  return `${beginnings[init_mode]}, opened again ${times}`;
}

function timeWords({ duration_ms, active_ms }: Session): string {
  if (duration_ms === null) return 'length unknown';
  if (duration_ms === 0) return 'one time only';
  if (active_ms === null || active_ms >= duration_ms) return formatDuration(duration_ms);
  return `${formatDuration(duration_ms)}, ${formatDuration(active_ms)} active`;
}

const timeMore = ({ active_ms, duration_ms }: Session): string | null =>
  duration_ms === 0
    ? 'The log gives the same time for everything in it'
    : active_ms === null
      ? null
      : 'Active: the gaps shorter than five minutes, together';

const messageMore = (session: Session): string =>
  `${formatCounted(session.user_message_count, 'user turn')}, ${formatCounted(session.tool_call_count, 'tool call')}`;

/** `12.3k fresh input, 1.2M cache read, 80k cache write, 45k output (12k of it reasoning)` */
export function tokenWords({ tokens }: Session): string {
  const reasoning = tokens.reasoning > 0 ? ` (${formatTokens(tokens.reasoning)} of it reasoning)` : '';
  return [
    `${formatTokens(tokens.input)} fresh input`,
    `${formatTokens(tokens.cache_read)} cache read`,
    `${formatTokens(tokens.cache_write)} cache write`,
    `${formatTokens(tokens.output)} output${reasoning}`,
  ].join(', ');
}

function usageFacts(session: Session): Fact[] {
  if (!hasUsage(session)) return [fact('Tokens', 'no usage logged', 'The log tells of no tokens, and so of no cost')];
  return [fact('Tokens', `${formatTokens(session.tokens.total)} tokens`, tokenWords(session)), costFact(session)];
}

const bases = { reported: 'as the log reports it', estimated: 'estimated from prices' };

function costFact({ cost_usd, cost_basis, unpriced_tokens }: Session): Fact {
  const unpriced = unpriced_tokens > 0 ? `${formatTokens(unpriced_tokens)} tokens have no known price` : null;
  if (cost_usd === null) return fact('Cost', 'cost unknown', unpriced, unpriced ? 'warning' : 'usual');
  const basis = cost_basis === null ? null : bases[cost_basis];
  const words = `${formatCost(cost_usd)}${cost_basis === 'estimated' ? ' estimated' : ''}${unpriced ? ' + unpriced' : ''}`;
  return fact('Cost', words, [basis, unpriced].filter(Boolean).join('; ') || null, unpriced ? 'warning' : 'usual');
}

function changeFacts({ lines_added, lines_removed }: Session): Fact[] {
  if (!lines_added && !lines_removed) return [];
  const words = `+${formatCount(lines_added ?? 0)} −${formatCount(lines_removed ?? 0)}`;
  return [fact('Lines', words, 'Lines added and removed')];
}

function countFacts(session: Session): Fact[] {
  const facts: Fact[] = [];
  const { subagent_count, compaction_count, aborted_turn_count, error_count, problem_count } = session;
  if (subagent_count > 0) facts.push(fact('Subagents', formatCounted(subagent_count, 'subagent')));
  if (compaction_count > 0) facts.push(fact('Compactions', formatCounted(compaction_count, 'compaction')));
  if (aborted_turn_count !== null && aborted_turn_count > 0)
    facts.push(fact('Aborted turns', `${formatCounted(aborted_turn_count, 'turn')} cut short`));
  if (error_count > 0) facts.push(fact('Errors', formatCounted(error_count, 'error'), null, 'error'));
  if (problem_count > 0) {
    const words = `${formatCounted(problem_count, 'line')} not understood`;
    facts.push(fact('Problems', words, 'See the tab Problems', 'warning'));
  }
  return facts;
}
