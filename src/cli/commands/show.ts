import type { Output } from '../../contract/api.ts';
import { ok, type Result } from '../../contract/result.ts';
import type { RunningEngine } from '../../engine/start-worker.ts';
import { type Command, fieldsFrom, type Given } from '../command.ts';
import { formatBytes, formatCount, formatDuration, formatInstant, formatThings, formatUsd } from '../figures.ts';
import { linesOfMessage } from '../message-lines.ts';
import { sessionFrom } from '../one-session.ts';
import { jsonOption, noScanOption, pageOptions, sourceOption } from '../shared-options.ts';
import { plainLine } from '../terminal-text.ts';

export const show: Command = {
  name: 'show',
  about: 'One session: its figures and its messages. The beginning of an id is enough when it is the only one.',
  words: '<id>',
  options: { ...sourceOption, ...pageOptions, ...noScanOption, ...jsonOption },
  async run(given, context) {
    const found = await sessionFrom(given, context);
    if (!found.ok) return found;
    const page = await readMessages(context.engine(), found.value, given);
    if (!page.ok) return page;
    const lines = [
      ...headerLines(found.value),
      ...page.value.messages.flatMap(linesOfMessage),
      ...footLines(page.value),
    ];
    return ok({ json: { ...found.value, ...page.value }, lines });
  },
};

type Found = Output<'session'>;

async function readMessages(
  engine: RunningEngine,
  { session }: Found,
  given: Given,
): Promise<Result<Output<'messages'>>> {
  const { source, session_id } = session;
  return engine.api.messages({ ...fieldsFrom(given, ['limit', 'offset']), source, session_id });
}

function headerLines({ session, subagents, problems, resume_command }: Found): string[] {
  const { tokens } = session;
  const cached = `${formatCount(tokens.cache_read)} read from cache, ${formatCount(tokens.cache_write)} written to it`;
  const facts: [name: string, value: string | null][] = [
    ['Id', session.session_id],
    ['Source', session.provider_label],
    ['Project', session.project_dir],
    ['Branch', session.git_branch],
    ['Models', session.models.join(', ') || null],
    ['When', `${formatInstant(session.first_message_at)} to ${formatInstant(session.last_message_at)}`],
    ['Active', session.active_ms === null ? null : formatDuration(session.active_ms)],
    [
      'Messages',
      `${formatCount(session.message_count)}, of them ${formatThings(session.user_message_count, 'prompt')}`,
    ],
    ['Tool calls', `${formatCount(session.tool_call_count)}; errors: ${formatCount(session.error_count)}`],
    [
      'Tokens',
      `${formatCount(tokens.total)}: ${formatCount(tokens.input)} in, ${formatCount(tokens.output)} out, ${cached}`,
    ],
    ['Cost', `${formatUsd(session.cost_usd)}${session.cost_basis === null ? '' : ` (${session.cost_basis})`}`],
    ['Lines', linesChanged(session)],
    ['Subagents', subagents.length > 0 ? formatCount(subagents.length) : null],
    ['Problems', problems.length > 0 ? `${formatThings(problems.length, 'line')} not understood` : null],
    ['Size', formatBytes(session.bytes)],
    ['Resume', resume_command],
  ];
  const known = facts.filter((fact): fact is [string, string] => fact[1] !== null);
  return [plainLine(session.title), ...known.map(([name, value]) => `  ${name.padEnd(11)}${plainLine(value)}`)];
}

function linesChanged({ lines_added, lines_removed }: Found['session']): string | null {
  if (lines_added === null && lines_removed === null) return null;
  return `+${formatCount(lines_added)} −${formatCount(lines_removed)}`;
}

function footLines({ total, next_offset }: Output<'messages'>): string[] {
  if (next_offset === null) return [];
  return ['', `${formatThings(total, 'message')} in all. The next page begins with --offset ${next_offset}.`];
}
