import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from 'recharts';
import { formatCost, formatTokens } from '../../format/numbers.ts';
import { formatDay, formatMonth } from '../../format/times.ts';
import { Safe } from '../../parts/Safe.tsx';
import { useWidth } from '../../parts/use-width.ts';
import type { Bucket, DayChart, Measure } from './by-day.ts';
import styles from './DayChartView.module.css';
import { seriesColors } from './series-colors.ts';

interface Props {
  chart: DayChart;
  measure: Measure;
  /** The days of a bar that was clicked. */
  onDays(bucket: Bucket): void;
}

const height = 260;

/** Bars by day or week, stacked by model. */
export default function DayChartView({ chart, measure, onDays }: Props) {
  const { ref, width } = useWidth();
  const format = measure === 'tokens' ? formatTokens : formatCost;
  return (
    <div ref={ref} style={{ height }} className={styles.chart}>
      {width > 0 && (
        <BarChart
          width={width}
          height={height}
          data={chart.buckets}
          margin={{ top: 8, right: 0, bottom: 0, left: 0 }}
          barCategoryGap={chart.buckets.length > 60 ? 1 : '18%'}
          onClick={({ activeTooltipIndex }) => {
            const bucket = chart.buckets[Number(activeTooltipIndex)];
            if (bucket) onDays(bucket);
          }}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="first_day"
            tickFormatter={dayFormatFor(chart)}
            minTickGap={28}
            tickLine={false}
            axisLine={{ stroke: 'var(--line-strong)' }}
            tick={tick}
          />
          <YAxis width={56} tickFormatter={format} tickLine={false} axisLine={false} tick={tick} />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: 'var(--bg-hover)' }}
            content={<Hover chart={chart} format={format} />}
          />
          {chart.series.map((name, place) => (
            <Bar
              key={name}
              name={name}
              dataKey={(bucket: Bucket) => bucket.values[place] ?? 0}
              stackId="day"
              fill={seriesColors[place]}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      )}
    </div>
  );
}

/** How the days below the bars are told: with their year where there is more than one. */
function dayFormatFor({ buckets, bucket_days }: DayChart): (day: string) => string {
  if (bucket_days > 7) return formatMonth;
  const isOneYear = buckets[0]?.first_day.slice(0, 4) === buckets.at(-1)?.first_day.slice(0, 4);
  return isOneYear ? formatDay : (day) => `${formatDay(day)} ${day.slice(0, 4)}`;
}

const tick = { fill: 'var(--text-faint)', fontSize: 12 };

interface HoverProps {
  chart: DayChart;
  format(value: number): string;
  /** Given by the chart: whether it is pointed at, and what. */
  active?: boolean;
  payload?: readonly { payload?: Bucket }[];
}

function Hover({ chart, format, active, payload }: HoverProps) {
  const bucket = payload?.[0]?.payload;
  if (!active || !bucket) return null;
  const days = bucket.first_day === bucket.last_day ? bucket.first_day : `${bucket.first_day} to ${bucket.last_day}`;
  return (
    <div className={styles.hover}>
      <p className={styles.day}>
        <span>{days}</span>
        <strong>{format(bucket.total)}</strong>
      </p>
      {chart.series.map((name, place) =>
        (bucket.values[place] ?? 0) > 0 ? (
          <p key={name} className={styles.part}>
            <span className={styles.sample} style={{ background: seriesColors[place] }} />
            <Safe text={name} most={60} />
            <span className={styles.value}>{format(bucket.values[place] ?? 0)}</span>
          </p>
        ) : null,
      )}
    </div>
  );
}
