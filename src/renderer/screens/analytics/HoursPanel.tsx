import { useState } from 'react';
import type { ActivityAnalytics } from '../../../contract/analytics.ts';
import { csvFrom } from '../../format/csv.ts';
import { formatCount, formatCounted } from '../../format/numbers.ts';
import { Segments } from '../../parts/Segments.tsx';
import { heatOf } from './calendar.ts';
import tables from './FigureTable.module.css';
import styles from './heat.module.css';
import { Panel } from './Panel.tsx';

type Form = 'grid' | 'table';
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** Hours of the week, darker the more prompts they had. */
export function HoursPanel({ activity }: { activity: ActivityAnalytics }) {
  const [form, setForm] = useState<Form>('grid');
  const byPlace = new Map(activity.by_hour.map((row) => [row.weekday * 24 + row.hour, row]));
  const most = Math.max(1, ...activity.by_hour.map((row) => row.prompt_count));
  return (
    <Panel
      title="Hours of the week"
      csv={() => csvOf(activity)}
      controls={<Segments<Form> label="Form" value={form} onChange={setForm} choices={forms} />}
    >
      <div className={styles.scroller}>
        <table className={form === 'grid' ? styles.hours : `${tables.table} ${styles.figures}`}>
          <caption className="sr-only">Prompts by weekday and hour</caption>
          <thead>
            <tr>
              <td className={styles.corner} />
              {hours.map((hour) => (
                <th key={hour} scope="col">
                  <span className={hour % 6 === 0 || form === 'table' ? undefined : 'sr-only'}>{hour}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weekdays.map((name, weekday) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {hours.map((hour) => {
                  const row = byPlace.get(weekday * 24 + hour);
                  const count = row?.prompt_count ?? 0;
                  const words = `${name} ${hour}:00: ${formatCounted(count, 'prompt')}, ${formatCounted(row?.call_count ?? 0, 'API call')}`;
                  return (
                    <td key={hour} title={words}>
                      {form === 'grid' ? (
                        <span className={styles.square} data-heat={heatOf(count, most)}>
                          <span className="sr-only">{count}</span>
                        </span>
                      ) : (
                        count > 0 && formatCount(count)
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

const csvOf = (activity: ActivityAnalytics): string =>
  csvFrom(
    ['weekday', 'hour', 'prompts', 'api_calls'],
    activity.by_hour.map((row) => [weekdays[row.weekday] ?? '', row.hour, row.prompt_count, row.call_count]),
  );

const forms = [
  { value: 'grid', label: 'Grid' },
  { value: 'table', label: 'Table' },
] as const;
