import { Suspense, useMemo, useState } from 'react';
import type { UsageAnalytics } from '../../../contract/analytics.ts';
import { csvFrom } from '../../format/csv.ts';
import { formatCost, formatTokens } from '../../format/numbers.ts';
import { shortNames } from '../../format/paths.ts';
import { lazyPart } from '../../parts/lazy-part.ts';
import { Safe } from '../../parts/Safe.tsx';
import { Segments } from '../../parts/Segments.tsx';
import { useNow } from '../../store/now.ts';
import type { AnalyticsPlace } from '../../store/analytics-place.ts';
import { addressOf, go, type Place } from '../../store/place.ts';
import { type Bucket, type DayChart, dayChartOf, daysOfRange, type Measure, type SeriesRow } from './by-day.ts';
import { Panel } from './Panel.tsx';
import { seriesColors } from './series-colors.ts';
import tables from './FigureTable.module.css';
import styles from './UsageByDay.module.css';

/* The charts' library is larger than the rest of the app. */
const DayChartView = lazyPart(() => import('./DayChartView.tsx'));

interface Props {
  usage: UsageAnalytics;
  place: AnalyticsPlace;
  /** The list of the sessions of a bar. */
  placeOf(bucket: Bucket): Place;
}

/** Tokens or cost by day, stacked by model, project or source, as chart or table. */
export function UsageByDay({ usage, place, placeOf }: Props) {
  const [measure, setMeasure] = useState<Measure>('tokens');
  const [form, setForm] = useState<'chart' | 'table'>('chart');
  const [by, setBy] = useState<Stack>('model');
  const now = useNow();
  const rows = useMemo(() => seriesOf[by](usage), [usage, by]);
  const chart = useMemo(() => {
    const { first, last } = daysOfRange(usage, { from: place.from, to: place.to }, new Date(now));
    return dayChartOf(rows, measure, first, last);
  }, [usage, rows, measure, now, place.from, place.to]);
  const title = `${measure === 'tokens' ? 'Tokens' : 'Cost'} by ${bucketName(chart)} and ${by}`;
  return (
    <Panel
      title={title}
      is_wide
      csv={() => csvOf(rows, by)}
      controls={
        <>
          <Segments<Measure> label="Measure" value={measure} onChange={setMeasure} choices={measures} />
          <Segments<Stack> label="Stacked by" value={by} onChange={setBy} choices={stacks} />
          <Segments<'chart' | 'table'> label="Form" value={form} onChange={setForm} choices={forms} />
        </>
      }
    >
      {rows.length === 0 ? (
        <p className={tables.none}>No API call in this range.</p>
      ) : form === 'chart' ? (
        <figure aria-label={title}>
          <Suspense fallback={<div className={styles.waiting} />}>
            <DayChartView chart={chart} measure={measure} onDays={(bucket) => go(placeOf(bucket))} />
          </Suspense>
          <Legend chart={chart} />
        </figure>
      ) : (
        <BucketTable chart={chart} measure={measure} linkTo={(bucket) => `#${addressOf(placeOf(bucket))}`} />
      )}
    </Panel>
  );
}

function bucketName({ bucket_days }: DayChart): string {
  if (bucket_days === 1) return 'day';
  return bucket_days === 7 ? 'week' : `${bucket_days} days`;
}

function Legend({ chart }: { chart: DayChart }) {
  return (
    <figcaption>
      <ul className={styles.legend}>
        {chart.series.map((name, place) => (
          <li key={name}>
            <span className={styles.sample} style={{ background: seriesColors[place] }} />
            <Safe text={name} most={60} />
          </li>
        ))}
      </ul>
    </figcaption>
  );
}

interface TableProps {
  chart: DayChart;
  measure: Measure;
  linkTo(bucket: Bucket): string;
}

function BucketTable({ chart, measure, linkTo }: TableProps) {
  const format = measure === 'tokens' ? formatTokens : formatCost;
  return (
    <div className={styles.table}>
      <table className={tables.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.day}>
              {chart.bucket_days > 1 ? 'From' : 'Day'}
            </th>
            {chart.series.map((name) => (
              <th key={name} scope="col">
                <Safe text={name} most={40} />
              </th>
            ))}
            <th scope="col">All</th>
          </tr>
        </thead>
        <tbody>
          {chart.buckets.toReversed().map((bucket) => (
            <tr key={bucket.first_day}>
              <th scope="row" className={styles.day}>
                {bucket.total === 0 ? bucket.first_day : <a href={linkTo(bucket)}>{bucket.first_day}</a>}
              </th>
              {bucket.values.map((value, place) => (
                <td key={chart.series[place]}>{value === 0 ? '–' : format(value)}</td>
              ))}
              <td>{format(bucket.total)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/* The CSV holds what was counted, day by day, however it is drawn. */
function csvOf(rows: readonly SeriesRow[], by: Stack): string {
  const heads = ['day', by, 'input', 'cache_read', 'cache_write', 'output', 'reasoning', 'total', 'cost_usd', 'calls'];
  const cells = rows.map(({ day, name, tokens, cost_usd, call_count }) => [
    day,
    name,
    tokens.input,
    tokens.cache_read,
    tokens.cache_write,
    tokens.output,
    tokens.reasoning,
    tokens.total,
    cost_usd,
    call_count,
  ]);
  return csvFrom(heads, cells);
}

type Stack = 'model' | 'project' | 'source';

const seriesOf: Record<Stack, (usage: UsageAnalytics) => SeriesRow[]> = {
  model: (usage) => usage.by_day_model.map((row) => ({ ...row, name: row.model })),
  project(usage) {
    const names = shortNames(usage.by_project.flatMap((row) => row.project_dir ?? []));
    const nameOf = (project: string | null) => (project === null ? 'no project' : (names.get(project) ?? project));
    return usage.by_day_project.map((row) => ({ ...row, name: nameOf(row.project_dir) }));
  },
  source: (usage) => usage.by_day_source.map((row) => ({ ...row, name: row.source })),
};

const stacks = [
  { value: 'model', label: 'By model' },
  { value: 'project', label: 'By project' },
  { value: 'source', label: 'By source' },
] as const;
const measures = [
  { value: 'tokens', label: 'Tokens' },
  { value: 'cost', label: 'Cost' },
] as const;
const forms = [
  { value: 'chart', label: 'Chart' },
  { value: 'table', label: 'Table' },
] as const;
