import { ok } from '../../contract/result.ts';
import { bringUpToDate } from '../bring-up-to-date.ts';
import type { Command } from '../command.ts';
import { formatBytes, formatCount } from '../figures.ts';
import { jsonOption } from '../shared-options.ts';
import { plainLine } from '../terminal-text.ts';

export const scan: Command = {
  name: 'scan',
  about: 'Bring catalog and text index up to date, and leave.',
  words: '',
  options: { 'catalog-only': { type: 'boolean', about: 'Leave the text index as it is.' }, ...jsonOption },
  async run(given, context) {
    const done = await bringUpToDate(context, !given.options['catalog-only']);
    if (!done.ok) return done;
    const status = done.value;
    const sessions = `${formatCount(status.sessions_total)} sessions, ${formatBytes(status.bytes_total)}.`;
    const work = `${formatBytes(status.bytes_read)} were read and ${formatCount(status.rows_written)} rows written.`;
    return ok({ json: status, lines: [`${sessions} ${work}`, ...status.problems.map(plainLine)] });
  },
};
