import { useState } from 'react';
import type { ActivityAnalytics } from '../../../contract/analytics.ts';
import { weekdayWords } from '../../../contract/list-words.ts';
import { csvFrom } from '../../format/csv.ts';
import { formatCount, formatCounted } from '../../format/numbers.ts';
import controls from '../../parts/controls.module.css';
import { Segments } from '../../parts/Segments.tsx';
import { heatOf } from './calendar.ts';
import tables from './FigureTable.module.css';
import styles from './heat.module.css';
import { Panel } from './Panel.tsx';
import type { ListFilter } from './range.ts';

type Form = 'grid' | 'table';
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const hours = Array.from({ length: 24 }, (_, hour) => hour);

interface Props {
  activity: ActivityAnalytics;
  /** The address of the sessions of an hour of the week. */
  linkTo(filter: ListFilter): string;
}

/** Hours of the week, darker the more prompts they had; each opens the sessions that had something in it. */
export function HoursPanel({ activity, linkTo }: Props) {
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
                  return (
                    <td key={hour}>
                      {row ? (
                        <a
                          className={form === 'grid' ? styles.square : controls.link}
                          data-heat={heatOf(count, most)}
                          href={linkTo({ weekday: weekdayWords[weekday]!, hour: String(hour) })}
                          title={wordsOf(row)}
                          aria-label={wordsOf(row)}
                        >
                          {form === 'table' && formatCount(count)}
                        </a>
                      ) : (
                        form === 'grid' && (
                          <span className={styles.square} data-heat="0">
                            <span className="sr-only">0</span>
                          </span>
                        )
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

const wordsOf = ({ weekday, hour, ...row }: ActivityAnalytics['by_hour'][number]): string =>
  `${weekdays[weekday]} ${hour}:00: ${formatCounted(row.session_count, 'session')}, ${formatCounted(row.prompt_count, 'prompt')}, ${formatCounted(row.call_count, 'API call')}`;

const csvOf = (activity: ActivityAnalytics): string =>
  csvFrom(
    ['weekday', 'hour', 'sessions', 'prompts', 'api_calls'],
    activity.by_hour.map((row) => [
      weekdays[row.weekday] ?? '',
      row.hour,
      row.session_count,
      row.prompt_count,
      row.call_count,
    ]),
  );

const forms = [
  { value: 'grid', label: 'Grid' },
  { value: 'table', label: 'Table' },
] as const;
