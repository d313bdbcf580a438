import type { UsageAnalytics, UsageRow } from '../../../contract/analytics.ts';
import { formatCost, formatCount, formatTokens } from '../../format/numbers.ts';
import { shortNames } from '../../format/paths.ts';
import { plainText } from '../../format/visible-text.ts';
import controls from '../../parts/controls.module.css';
import { Safe } from '../../parts/Safe.tsx';
import { type FigureColumn, FigureTable } from './FigureTable.tsx';

type ModelRow = UsageAnalytics['by_model'][number];
type ProjectRow = UsageAnalytics['by_project'][number];

interface Props {
  usage: UsageAnalytics;
  /** The address of the sessions behind a row. */
  linkTo(filter: { project?: string; model?: string }): string;
}

/** Tokens and cost by model and by project. */
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
    </>
  );
}

const modelColumns = (linkTo: Props['linkTo']): FigureColumn<ModelRow>[] => [
  {
    head: 'Model',
    is_name: true,
    cell: ({ model }) => (
      <a className={controls.link} href={linkTo({ model })}>
        <Safe text={model} most={80} />
      </a>
    ),
    csv: (row) => row.model,
  },
  ...usageColumns,
];

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
  if (project === null) return 'unknown';
  return (
    <a className={controls.link} href={linkTo({ project })} title={plainText(project)}>
      <Safe text={name ?? project} most={80} />
    </a>
  );
}

const bySize = (a: UsageRow, b: UsageRow): number => b.tokens.total - a.tokens.total;

const usageColumns: readonly FigureColumn<UsageRow>[] = [
  { head: 'Tokens', cell: (row) => formatTokens(row.tokens.total), csv: (row) => row.tokens.total },
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

function Cost({ row }: { row: UsageRow }) {
  const rest = `${formatTokens(row.unpriced_tokens)} tokens have no known price`;
  return (
    <span title={row.unpriced_tokens > 0 ? rest : undefined}>
      {formatCost(row.cost_usd)}
      {row.cost_usd !== null && row.unpriced_tokens > 0 && '+'}
    </span>
  );
}
