import { ok } from '../../contract/result.ts';
import type { SourceCard } from '../../contract/source.ts';
import { bringUpToDate } from '../bring-up-to-date.ts';
import type { Command } from '../command.ts';
import { formatBytes, formatCount, formatInstant, formatThings } from '../figures.ts';
import { jsonOption, noScanOption } from '../shared-options.ts';
import { type Column, tableLines } from '../table.ts';
import { plainLine } from '../terminal-text.ts';

const columns: Column[] = [
  { title: 'Source' },
  { title: 'Id' },
  { title: 'Status' },
  { title: 'Sessions', is_number: true },
  { title: 'Messages', is_number: true },
  { title: 'Size', is_number: true },
  { title: 'Last activity' },
  { title: 'Folder', is_elastic: true },
];

export const sources: Command = {
  name: 'sources',
  about: 'One line for each agent Rearview knows: what was found, and where.',
  words: '',
  options: { ...noScanOption, ...jsonOption },
  async run(given, context) {
    if (!given.options['no-scan']) {
      const scanned = await bringUpToDate(context, false);
      if (!scanned.ok) return scanned;
    }
    const answer = await context.engine().api.sources({});
    if (!answer.ok) return answer;
    return ok({ json: answer.value, lines: linesOf(answer.value.sources, context.columns) });
  },
};

function linesOf(cards: readonly SourceCard[], width: number | null): string[] {
  const rows = cards.map((card) => [
    card.provider_label,
    card.source,
    card.source_status.replace('_', ' '),
    formatCount(card.session_count),
    formatCount(card.message_count),
    formatBytes(card.bytes),
    formatInstant(card.last_activity_at),
    card.source_path ?? '–',
  ]);
  return [...tableLines(columns, rows, width), ...cards.flatMap(remarksOn)];
}

function remarksOn(card: SourceCard): string[] {
  const hint = card.setup_hint ? ` ${card.setup_hint}` : '';
  const absence = card.source_status === 'available' ? [] : [`${card.status_reason}${hint}`];
  const problems =
    card.problem_count > 0 ? [`${formatThings(card.problem_count, 'line')} could not be understood.`] : [];
  const remarks = [...absence, ...problems, ...card.remarks];
  return remarks.length > 0 ? ['', ...remarks.map((remark) => plainLine(`${card.provider_label}: ${remark}`))] : [];
}
