import { basename } from 'node:path';
import { ok } from '../../contract/result.ts';
import type { Session } from '../../contract/session.ts';
import { bringUpToDate } from '../bring-up-to-date.ts';
import { type Command, fieldsFrom } from '../command.ts';
import { formatCount, formatInstant, formatThings, formatUsd } from '../figures.ts';
import { jsonOption, noScanOption, pageOptions, rangeOptions, sourceFrom, sourceOption } from '../shared-options.ts';
import { type Column, tableLines } from '../table.ts';

const noSessions = 'No sessions were found. `rearview sources` says where was looked.';

const columns: Column[] = [
  { title: 'Last message' },
  { title: 'Source' },
  { title: 'Project' },
  { title: 'Title', is_elastic: true },
  { title: 'Messages', is_number: true },
  { title: 'Tools', is_number: true },
  { title: 'Errors', is_number: true },
  { title: 'Tokens', is_number: true },
  { title: 'Cost', is_number: true },
  { title: 'Id' },
];

export const list: Command = {
  name: 'list',
  about: 'Sessions, newest first. Words must all stand in title, project, branch or id.',
  words: '[words]',
  options: {
    ...sourceOption,
    ...pageOptions,
    ...rangeOptions,
    branch: { type: 'string', value: 'NAME', about: 'One branch only.' },
    has: { type: 'string', value: 'WHAT', about: 'With error, edit or live; several with commas.' },
    sort: {
      type: 'string',
      value: 'ORDER',
      about: 'recent, oldest, cost, tokens, messages, duration, errors or title.',
    },
    ...noScanOption,
    ...jsonOption,
  },
  async run(given, context) {
    if (!given.options['no-scan']) {
      const scanned = await bringUpToDate(context, false);
      if (!scanned.ok) return scanned;
    }
    const engine = context.engine();
    const source = await sourceFrom(given, engine);
    if (!source.ok) return source;
    const names = ['limit', 'offset', 'from', 'to', 'project', 'model', 'branch', 'has', 'sort'];
    const words = given.words.length > 0 ? { q: given.words.join(' ') } : {};
    const fields = { ...fieldsFrom(given, names), ...words, source: source.value };
    const answer = await engine.api.sessions(fields as Parameters<typeof engine.api.sessions>[0]);
    if (!answer.ok) return answer;
    const { sessions, total, next_offset } = answer.value;
    const rest = next_offset === null ? '' : ` The next page begins with --offset ${next_offset}.`;
    const foot = `${formatCount(sessions.length)} of ${formatThings(total, 'session')}.${rest}`;
    const lines = total === 0 ? [noSessions] : [...linesOf(sessions, context.columns), '', foot];
    return ok({ json: answer.value, lines });
  },
};

function linesOf(sessions: readonly Session[], width: number | null): string[] {
  const rows = sessions.map((session) => [
    formatInstant(session.last_message_at),
    session.provider_label,
    session.project_dir === null ? '–' : basename(session.project_dir),
    session.title,
    formatCount(session.message_count),
    formatCount(session.tool_call_count),
    formatCount(session.error_count),
    formatCount(session.tokens.total),
    formatUsd(session.cost_usd),
    session.session_id,
  ]);
  return tableLines(columns, rows, width);
}
