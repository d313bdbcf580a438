import { ok } from '../../contract/result.ts';
import { bringUpToDate } from '../bring-up-to-date.ts';
import type { Command } from '../command.ts';
import { formatBytes, formatThings } from '../figures.ts';
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
    const work = `${formatBytes(status.bytes_read)} read, ${formatThings(status.rows_written, 'row')} written.`;
    const summary = `${formatThings(status.sessions_total, 'session')}. ${work}`;
    return ok({ json: status, lines: [summary, ...status.problems.map(plainLine)] });
  },
};
