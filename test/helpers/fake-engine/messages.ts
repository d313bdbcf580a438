import type { Block, Message, MessageUsage, Outline } from '../../../src/contract/message.ts';
import type { Session } from '../../../src/contract/session.ts';
import { agentBlocks, type Making, replyBlock, textBlock, thinkingBlock, toolBlocks } from './blocks.ts';
import { type Random, randomFrom } from './random.ts';
import { instant, makeTokens, placeOfSession, stepOf } from './sessions.ts';
import { hostileTitles, prompts } from './words.ts';

/** One message of a thread, made when asked for: a session of 20,000 messages costs nothing until it is read. */
export function makeMessage(session: Session, index: number, agentId: string | null): Message {
  const random = randomFrom(placeOfSession(session.session_id) * 100_003 + index + (agentId ? 7_000_000 : 0));
  const kind = kindOf(index, agentId);
  const at = timeOf(session, index);
  const id = `${agentId ?? 'm'}${index}`;
  const making: Making = { id, at, random };
  const isReply = kind === 'a';
  return {
    message_id: id,
    index,
    role: isReply ? 'assistant' : kind === 'u' || kind === 'm' ? 'user' : 'system',
    at,
    model: isReply ? (session.models[index % session.models.length] ?? null) : null,
    turn_id: `turn-${Math.floor(index / turnLength)}`,
    agent_id: agentId,
    is_meta: kind === 'm',
    branch: index % 97 === 40 ? 'rewound' : null,
    usage: isReply ? usageOf(index, random) : null,
    stop_reason: null,
    effort: null,
    cache_miss: null,
    blocks: blocksOf(kind, making, index, session, agentId),
  };
}

/** The thread in brief; agrees with `makeMessage` for each index. */
export function makeOutline(session: Session, total: number, agentId: string | null): Outline {
  const messages = Array.from({ length: total }, (_, index) => index);
  const kinds = messages.map((index) => kindOf(index, agentId));
  return {
    total,
    kinds: kinds.join(''),
    sizes: messages.map((index) => 400 + ((index * 7919) % 9000)),
    tool_calls: kinds.map((kind, index) => (kind === 'a' && index % 3 !== 0 ? 1 : 0)),
    errors: messages.map((index) => (makesError(session, index, agentId) ? 1 : 0)),
    times: messages.map((index) => millisecondsOf(session, index)),
  };
}

const turnLength = 12;

function kindOf(index: number, agentId: string | null): 'u' | 'a' | 'm' | 's' | 'c' | 'p' {
  if (index % 800 === 799) return 'c';
  if (index % turnLength === 0) return 'u';
  if (agentId === null && index % turnLength === 1) return 'm';
  if (index % 47 === 30) return 's';
  if (index % 311 === 200) return 'p';
  return 'a';
}

function blocksOf(kind: string, making: Making, index: number, session: Session, agentId: string | null): Block[] {
  const { id, random } = making;
  if (kind === 'u') return promptBlocks(making, index);
  if (kind === 'm') {
    return [
      textBlock(`${id}-t`, 'The person has opened src/db.ts. This may or may not matter for what follows.', {
        format: 'plain',
        label: 'system reminder',
        is_injected: true,
      }),
    ];
  }
  if (kind === 'c') return [compactionBlock(id)];
  if (kind === 'p') return [{ type: 'problem', block_id: `${id}-p`, line: index * 2, reason: 'The line is not JSON.' }];
  if (kind === 's') return [noticeBlock(id, random)];
  if (index % 3 === 0) return random.chance(0.5) ? [thinkingBlock(making), replyBlock(making)] : [replyBlock(making)];
  if (agentId === null && session.subagent_count > 0 && index < 60 && index % 20 === 10) {
    return agentBlocks(making, `agent-${Math.floor(index / 20) + 1}`);
  }
  const before = random.chance(0.2) ? [thinkingBlock(making)] : [];
  return [...before, ...toolBlocks(making, index)];
}

function promptBlocks({ id, random }: Making, index: number): Block[] {
  const text = index % 60 === 24 ? random.pick(hostileTitles) : random.pick(prompts);
  const blocks = [textBlock(`${id}-t`, text)];
  if (index % 36 === 12) {
    blocks.push({ type: 'image', block_id: `${id}-i`, media_type: 'image/png', bytes: 68, absent_reason: null });
  }
  if (index % 84 === 48) {
    const absent_reason = 'The image is a link; links are not followed.';
    blocks.push({ type: 'image', block_id: `${id}-j`, media_type: 'image/png', bytes: 0, absent_reason });
  }
  return blocks;
}

function compactionBlock(id: string): Block {
  return {
    type: 'compaction',
    block_id: `${id}-x`,
    trigger: 'auto',
    tokens_before: 184_000,
    tokens_after: 21_500,
    duration_ms: 41_000,
  };
}

function noticeBlock(id: string, random: Random): Block {
  const [label, level, text] = random.pick([
    ['hook PostToolUse:Edit', 'info', 'Formatted 1 file.'],
    ['api error 529', 'warning', 'Overloaded. Trying again in 4 s.'],
    ['hook PreToolUse:Bash', 'error', 'The hook ended with exit code 2: rm is not allowed here.'],
    ['unknown record', 'info', '{"type":"novelty","n":1}'],
  ] as const);
  return {
    type: 'notice',
    block_id: `${id}-n`,
    text,
    text_length: text.length,
    label,
    level,
    duration_ms: random.chance(0.5) ? 340 : null,
  };
}

function usageOf(index: number, random: Random): MessageUsage {
  const tokens = makeTokens(1, random);
  const context = Math.min(190_000, 18_000 + (index % 800) * 210);
  return {
    ...tokens,
    context,
    cost_usd: random.chance(0.95) ? tokens.total * 1.1e-6 : null,
    is_counted_here: index % 211 !== 5,
  };
}

function makesError(session: Session, index: number, agentId: string | null): boolean {
  const blocks = makeMessage(session, index, agentId).blocks;
  return blocks.some((block) =>
    block.type === 'tool_result'
      ? block.is_error || block.outcome === 'denied'
      : block.type === 'notice' && block.level === 'error',
  );
}

function millisecondsOf(session: Session, index: number): number | null {
  if (session.first_message_at === null) return null;
  return Math.round(Date.parse(session.first_message_at) + index * stepOf(session));
}

function timeOf(session: Session, index: number): string | null {
  const milliseconds = millisecondsOf(session, index);
  return milliseconds === null ? null : instant(milliseconds);
}
