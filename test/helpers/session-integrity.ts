import type { Block, Message } from '../../src/contract/message.ts';
import type { Answers, Thread } from './read-home.ts';

/** Everything in the answers that does not hang together, as sentences; none when all is well. */
export function brokenReferences({ sessions, card, usage, tools }: Answers): string[] {
  const found = sessions.flatMap((entry) => {
    const { session, threads, line_counts: lines } = entry;
    const problems = threads.flatMap((thread) => brokenInThread(thread));
    const { input, cache_read, cache_write, output, total, reasoning } = session.tokens;
    expectEqual(problems, 'tokens', total, input + cache_read + cache_write + output);
    if (reasoning > output) problems.push('more reasoning than output');
    const sum = lines.messages + lines.notices + lines.bookkeeping + lines.copies + lines.problems;
    expectEqual(problems, 'lines by kind', sum, lines.lines);
    const main = threads.find((thread) => thread.agent_id === null);
    if (main) expectEqual(problems, 'turns', prompts(main.messages), session.user_message_count);
    return problems.map((problem) => `${session.session_id}: ${problem}`);
  });
  expectEqual(found, 'sessions on the card', card.session_count, sessions.length);
  expectEqual(found, 'usage by model', total(usage.by_model), usage.totals.tokens.total);
  expectEqual(found, 'usage by project', total(usage.by_project), usage.totals.tokens.total);
  expectEqual(found, 'usage by session', total(sessions.map(({ session }) => session)), usage.totals.tokens.total);
  const counted = Object.values(tools.tool_counts).reduce((sum, count) => sum + count, 0);
  expectEqual(found, 'tool calls', counted, usage.tool_call_count);
  return found;
}

function brokenInThread({ agent_id, outline, messages }: Thread): string[] {
  const problems: string[] = [];
  expectEqual(problems, 'messages of the outline', outline.total, messages.length);
  expectEqual(problems, 'kinds', outline.kinds.length, messages.length);
  for (const list of [outline.sizes, outline.tool_calls, outline.errors, outline.times])
    expectEqual(problems, 'outline list', list.length, messages.length);
  const ids = messages.flatMap((message) => message.blocks.map((block) => block.block_id));
  expectEqual(problems, 'block ids', new Set(ids).size, ids.length);
  expectEqual(problems, 'message ids', new Set(messages.map((message) => message.message_id)).size, messages.length);
  messages.forEach((message, place) => {
    expectEqual(problems, 'index', message.index, place);
    expectEqual(problems, `calls of message ${place}`, calls(message), outline.tool_calls[place]!);
    expectEqual(
      problems,
      `time of message ${place}`,
      message.at === null ? null : Date.parse(message.at),
      outline.times[place]!,
    );
    problems.push(...strayResults(message));
    if (!isWellFormed(message)) problems.push(`message ${place} holds half a character`);
  });
  return problems.map((problem) => `${agent_id ?? 'main'}: ${problem}`);
}

/** A result stands behind its call, or behind a problem that says that there is none. */
function strayResults({ blocks, index }: Message): string[] {
  return blocks.flatMap((block, place) => {
    if (block.type !== 'tool_result') return [];
    const before: Block | undefined = blocks[place - 1];
    const belongs = before?.type === 'tool_call' && before.call_id === block.call_id;
    return belongs || before?.type === 'problem' ? [] : [`message ${index}: a result belongs to nothing`];
  });
}

function isWellFormed(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  return typeof value !== 'object' || value === null || Object.values(value).every(isWellFormed);
}

const calls = ({ blocks }: Message): number => blocks.filter((block) => block.type === 'tool_call').length;
const prompts = (messages: Message[]): number =>
  messages.filter((message) => message.role === 'user' && !message.is_meta).length;
const total = (rows: readonly { tokens: { total: number } }[]): number =>
  rows.reduce((sum, row) => sum + row.tokens.total, 0);

function expectEqual(problems: string[], what: string, is: number | null, wanted: number | null): void {
  if (is !== wanted) problems.push(`${what}: ${is} is not ${wanted}`);
}
