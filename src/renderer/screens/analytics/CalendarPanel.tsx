import { useCallback, useState } from 'react';
import type { ActivityAnalytics } from '../../../contract/analytics.ts';
import { csvFrom } from '../../format/csv.ts';
import { formatCount, formatCounted } from '../../format/numbers.ts';
import { formatDay, formatMonth } from '../../format/times.ts';
import { Segments } from '../../parts/Segments.tsx';
import type { AnalyticsPlace } from '../../store/analytics-place.ts';
import { useNow } from '../../store/now.ts';
import { daysOfRange } from './by-day.ts';
import { calendarOf, type CalendarDay, heatOf } from './calendar.ts';
import tables from './FigureTable.module.css';
import styles from './heat.module.css';
import { Panel } from './Panel.tsx';

type Form = 'calendar' | 'table';

interface Props {
  activity: ActivityAnalytics;
  place: AnalyticsPlace;
  /** The address of the sessions of a day. */
  linkTo(day: string): string;
}

/** Each day of the range as a square, darker the more prompts it had; weeks run from left to right. */
export function CalendarPanel({ activity, place, linkTo }: Props) {
  const [form, setForm] = useState<Form>('calendar');
  const { first, last } = daysOfRange(activity, place, new Date(useNow()));
  const { weeks, is_cut } = calendarOf(activity.by_day, first, last);
  /* Where there is no room for all weeks, the last ones are in view. */
  const toEnd = useCallback((scroller: HTMLElement | null) => {
    if (scroller) scroller.scrollLeft = scroller.scrollWidth;
  }, []);
  const most = Math.max(1, ...activity.by_day.map((day) => day.prompt_count));
  return (
    <Panel
      title="Days"
      is_wide
      csv={() => csvOf(activity)}
      controls={<Segments<Form> label="Form" value={form} onChange={setForm} choices={forms} />}
    >
      {activity.by_day.length === 0 ? (
        <p className={tables.none}>Nothing happened in this range.</p>
      ) : form === 'table' ? (
        <DayTable activity={activity} linkTo={linkTo} />
      ) : (
        <>
          <div ref={toEnd} className={`${styles.scroller} ${styles.calendar}`}>
            <div className={`${styles.week} ${styles.weekdays}`} aria-hidden="true">
              <span />
              {['Mon', '', 'Wed', '', 'Fri', '', 'Sun'].map((name, weekday) => (
                // oxlint-disable-next-line react/no-array-index-key -- a weekday is its place
                <span key={weekday}>{name}</span>
              ))}
            </div>
            <ol className={styles.weeks} aria-label="Days by week">
              {weeks.map((week, nth) => (
                <li key={week.first_day} className={styles.week}>
                  <span className={styles.month}>
                    {/* A name needs the room of two weeks. */}
                    {week.is_month_start && !weeks[nth + 1]?.is_month_start
                      ? formatMonth(week.first_day).slice(0, 3)
                      : ''}
                  </span>
                  {week.days.map((day, weekday) => (
                    // oxlint-disable-next-line react/no-array-index-key -- a weekday is its place
                    <Square key={weekday} day={day} most={most} linkTo={linkTo} />
                  ))}
                </li>
              ))}
            </ol>
          </div>
          <p className={styles.legend}>
            {is_cut && 'The last 53 weeks are drawn; the table has all days. '}
            Less
            {[0, 1, 2, 3, 4].map((heat) => (
              <span key={heat} className={styles.square} data-heat={heat} aria-hidden="true" />
            ))}
            more prompts
          </p>
        </>
      )}
    </Panel>
  );
}

function Square({ day, most, linkTo }: { day: CalendarDay | null; most: number; linkTo(day: string): string }) {
  if (day === null) return <span className={styles.square} data-heat="none" />;
  const words = `${formatDay(day.day)}: ${formatCounted(day.prompt_count, 'prompt')}, ${formatCounted(day.session_count, 'session')}`;
  const heat = heatOf(day.prompt_count, most);
  if (day.session_count === 0) return <span className={styles.square} data-heat="0" title={words} />;
  return <a className={styles.square} data-heat={heat} href={linkTo(day.day)} title={words} aria-label={words} />;
}

function DayTable({ activity, linkTo }: Omit<Props, 'place'>) {
  return (
    <div className={styles.tall}>
      <table className={tables.table}>
        <thead>
          <tr>
            {['Day', 'Sessions', 'Prompts', 'API calls', 'Tool calls'].map((head, place) => (
              <th key={head} scope="col" data-name={place === 0 ? true : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {activity.by_day.toReversed().map((day) => (
            <tr key={day.day}>
              <td data-name="true">
                <a href={linkTo(day.day)}>{day.day}</a>
              </td>
              <td>{formatCount(day.session_count)}</td>
              <td>{formatCount(day.prompt_count)}</td>
              <td>{formatCount(day.call_count)}</td>
              <td>{formatCount(day.tool_call_count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const csvOf = (activity: ActivityAnalytics): string =>
  csvFrom(
    ['day', 'sessions', 'prompts', 'api_calls', 'tool_calls'],
    activity.by_day.map((day) => [day.day, day.session_count, day.prompt_count, day.call_count, day.tool_call_count]),
  );

const forms = [
  { value: 'calendar', label: 'Calendar' },
  { value: 'table', label: 'Table' },
] as const;
