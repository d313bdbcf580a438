import type { ToolAnalytics, UsageAnalytics, UsageRow } from '../../contract/analytics.ts';
import { ok } from '../../contract/result.ts';
import { bringUpToDate } from '../bring-up-to-date.ts';
import { type Command, fieldsFrom } from '../command.ts';
import { formatCount, formatUsd } from '../figures.ts';
import { jsonOption, noScanOption, rangeOptions, sourceFrom, sourceOption } from '../shared-options.ts';
import { type Column, tableLines } from '../table.ts';

const mostRows = 10;

export const stats: Command = {
  name: 'stats',
  about: 'Tokens, cost and tools in a range of days.',
  words: '',
  options: {
    ...sourceOption,
    days: { type: 'string', short: 'd', value: 'N', about: 'The last so many days, or all. 30 when not given.' },
    ...rangeOptions,
    ...noScanOption,
    ...jsonOption,
  },
  async run(given, context) {
    if (!given.options['no-scan']) {
      const scanned = await bringUpToDate(context, false);
      if (!scanned.ok) return scanned;
    }
    const { api } = context.engine();
    const source = await sourceFrom(given, context.engine());
    if (!source.ok) return source;
    const fields = { ...fieldsFrom(given, ['days', 'from', 'to', 'project', 'model']), source: source.value };
    const [usage, tools] = await Promise.all([api.usageAnalytics(fields), api.toolAnalytics(fields)]);
    if (!usage.ok) return usage;
    if (!tools.ok) return tools;
    const lines = [...usageLines(usage.value, context.columns), ...toolLines(tools.value, context.columns)];
    return ok({ json: { usage: usage.value, tools: tools.value }, lines });
  },
};

const usageColumns: Column[] = [
  { title: 'Sessions', is_number: true },
  { title: 'Calls', is_number: true },
  { title: 'Input', is_number: true },
  { title: 'Cache read', is_number: true },
  { title: 'Cache write', is_number: true },
  { title: 'Output', is_number: true },
  { title: 'Cost', is_number: true },
];

const usageCells = ({ tokens, ...row }: UsageRow): string[] => [
  formatCount(row.session_count),
  formatCount(row.call_count),
  formatCount(tokens.input),
  formatCount(tokens.cache_read),
  formatCount(tokens.cache_write),
  formatCount(tokens.output),
  formatUsd(row.cost_usd),
];

function usageLines(usage: UsageAnalytics, width: number | null): string[] {
  const range = usage.date_range_days === null ? 'All days' : `The last ${formatCount(usage.date_range_days)} days`;
  const total = ['Total', ...usageCells(usage.totals)];
  const models = usage.by_model.map((row) => [row.model, ...usageCells(row)]);
  const projects = usage.by_project.slice(0, mostRows).map((row) => [row.project_dir ?? '–', ...usageCells(row)]);
  return [
    `${range}. Prices as of ${usage.prices_as_of}.`,
    '',
    ...tableLines([{ title: 'Model', is_elastic: true }, ...usageColumns], [...models, total], width),
    '',
    ...tableLines([{ title: 'Project', is_elastic: true }, ...usageColumns], projects, width),
  ];
}

const mostFirst = (counts: Readonly<Record<string, number>>): [name: string, count: number][] =>
  Object.entries(counts).toSorted(([, one], [, other]) => other - one);

const counted = (title: string): Column[] => [
  { title, is_elastic: true },
  { title: 'Times', is_number: true },
];

function toolLines(tools: ToolAnalytics, width: number | null): string[] {
  const rows = mostFirst(tools.tool_counts).map(([name, count]) => [
    name,
    formatCount(count),
    formatCount(tools.tool_errors[name] ?? 0),
    formatCount(tools.tool_denials[name] ?? 0),
  ]);
  const toolColumns = [...counted('Tool'), { title: 'Errors', is_number: true }, { title: 'Denied', is_number: true }];
  const programs = tools.top_programs.slice(0, mostRows).map((row) => [row.program, formatCount(row.count)]);
  const written = tools.top_files_written.slice(0, mostRows).map((row) => [row.path, formatCount(row.count)]);
  return [
    ['', ...tableLines(toolColumns, rows.slice(0, 2 * mostRows), width)],
    programs.length > 0 ? ['', ...tableLines(counted('Program'), programs, width)] : [],
    written.length > 0 ? ['', ...tableLines(counted('File written'), written, width)] : [],
  ].flat();
}
