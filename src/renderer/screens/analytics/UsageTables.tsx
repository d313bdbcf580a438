import type { UsageAnalytics, UsageRow } from '../../../contract/analytics.ts';
import { noProject } from '../../../contract/session.ts';
import { formatCost, formatCount, formatShare, formatTokens } from '../../format/numbers.ts';
import { shortNames } from '../../format/paths.ts';
import { plainText } from '../../format/visible-text.ts';
import controls from '../../parts/controls.module.css';
import { Safe } from '../../parts/Safe.tsx';
import { useSourceName } from '../../store/sources.ts';
import { type FigureColumn, FigureTable } from './FigureTable.tsx';
import type { ListFilter } from './range.ts';

type ModelRow = UsageAnalytics['by_model'][number];
type SourceRow = UsageAnalytics['by_source'][number];
type ProjectRow = UsageAnalytics['by_project'][number];

interface Props {
  usage: UsageAnalytics;
  /** The address of the sessions behind a row. */
  linkTo(filter: ListFilter): string;
}

/** Tokens and cost by model, by project and by source. */
export function UsageTables({ usage, linkTo }: Props) {
  return (
    <>
      <FigureTable<ModelRow>
        title="Models"
        rows={usage.by_model.toSorted(bySize)}
        keyOf={(row) => row.model}
        columns={modelColumns(linkTo)}
        size={(row) => row.tokens.total}
        none="No API call in this range."
      />
      <FigureTable<ProjectRow>
        title="Projects"
        rows={usage.by_project.toSorted(bySize)}
        keyOf={(row) => row.project_dir ?? ''}
        columns={projectColumns(linkTo, usage.by_project)}
        size={(row) => row.tokens.total}
        none="No API call in this range."
      />
      {usage.by_source.length > 1 && (
        <FigureTable<SourceRow>
          title="Sources"
          rows={usage.by_source.toSorted(bySize)}
          keyOf={(row) => row.source}
          columns={sourceColumns(linkTo)}
          size={(row) => row.tokens.total}
          none="No API call in this range."
        />
      )}
    </>
  );
}

const modelColumns = (linkTo: Props['linkTo']): FigureColumn<ModelRow>[] => [
  {
    head: 'Model',
    is_name: true,
    cell: ({ model }) => (
      <a className={controls.link} href={linkTo({ model, has: 'usage' })}>
        <Safe text={model} most={80} />
      </a>
    ),
    csv: (row) => row.model,
  },
  ...usageColumns,
];

const sourceColumns = (linkTo: Props['linkTo']): FigureColumn<SourceRow>[] => [
  {
    head: 'Source',
    is_name: true,
    cell: ({ source }) => (
      <a className={controls.link} href={linkTo({ source, has: 'usage' })}>
        <SourceName source={source} />
      </a>
    ),
    csv: (row) => row.source,
  },
  ...usageColumns,
];

function SourceName({ source }: { source: string }) {
  return useSourceName(source);
}

const projectColumns = (linkTo: Props['linkTo'], rows: readonly ProjectRow[]): FigureColumn<ProjectRow>[] => {
  const names = shortNames(rows.flatMap((row) => row.project_dir ?? []));
  return [
    {
      head: 'Project',
      is_name: true,
      cell: ({ project_dir }) => (
        <ProjectLink project={project_dir} name={names.get(project_dir ?? '')} linkTo={linkTo} />
      ),
      csv: (row) => row.project_dir,
    },
    ...usageColumns,
  ];
};

interface ProjectProps {
  project: string | null;
  name: string | undefined;
  linkTo: Props['linkTo'];
}

function ProjectLink({ project, name, linkTo }: ProjectProps) {
  if (project === null) {
    return (
      <a className={controls.link} href={linkTo({ project: noProject, has: 'usage' })}>
        no project
      </a>
    );
  }
  return (
    <a className={controls.link} href={linkTo({ project, has: 'usage' })} title={plainText(project)}>
      <Safe text={name ?? project} most={80} />
    </a>
  );
}

const bySize = (a: UsageRow, b: UsageRow): number => b.tokens.total - a.tokens.total;

const usageColumns: readonly FigureColumn<UsageRow>[] = [
  { head: 'Tokens', cell: (row) => formatTokens(row.tokens.total), csv: (row) => row.tokens.total },
  {
    head: 'Cached',
    about: 'Part of all input that was read from the cache',
    cell: ({ tokens }) => formatShare(tokens.cache_read, tokens.input + tokens.cache_read + tokens.cache_write),
    csv: ({ tokens }) => shareOf(tokens.cache_read, tokens.input + tokens.cache_read + tokens.cache_write),
  },
  { head: 'Output', cell: (row) => formatTokens(row.tokens.output), csv: (row) => row.tokens.output },
  {
    head: 'Calls',
    about: 'API calls, each counted once',
    cell: (row) => formatCount(row.call_count),
    csv: (row) => row.call_count,
  },
  { head: 'Sessions', cell: (row) => formatCount(row.session_count), csv: (row) => row.session_count },
  {
    head: 'Cost',
    about: 'Cost of calls with a known price',
    cell: (row) => <Cost row={row} />,
    csv: (row) => row.cost_usd,
  },
];

const shareOf = (part: number, all: number): number | null => (all === 0 ? null : part / all);

function Cost({ row }: { row: UsageRow }) {
  const rest = `${formatTokens(row.unpriced_tokens)} tokens have no known price`;
  return (
    <span title={row.unpriced_tokens > 0 ? rest : undefined}>
      {formatCost(row.cost_usd)}
      {row.cost_usd !== null && row.unpriced_tokens > 0 && '+'}
    </span>
  );
}
