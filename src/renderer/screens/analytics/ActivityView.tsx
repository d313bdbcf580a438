import type { ActivityAnalytics } from '../../../contract/analytics.ts';
import { api } from '../../api/api.ts';
import { formatCount, formatCounted, formatShare } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';
import { Nothing } from '../../parts/Notice.tsx';
import controls from '../../parts/controls.module.css';
import type { AnalyticsPlace } from '../../store/analytics-place.ts';
import { useAnswer } from '../../store/loadable.ts';
import { addressOf } from '../../store/place.ts';
import styles from './AnalyticsScreen.module.css';
import { Asked } from './Asked.tsx';
import { CalendarPanel } from './CalendarPanel.tsx';
import { type FigureColumn, FigureTable } from './FigureTable.tsx';
import { HoursPanel } from './HoursPanel.tsx';
import { type ListFilter, listPlace, rangeOf } from './range.ts';

type Length = ActivityAnalytics['lengths'][number];
type FirstEdit = ActivityAnalytics['first_edits'][number];

/** When was worked, how long, and how sessions went: calendar, hours of the week, lengths, first edits, subagents. */
export default function ActivityView({ place }: { place: AnalyticsPlace }) {
  const range = rangeOf(place);
  const key = `activity ${JSON.stringify(range)}`;
  const answer = useAnswer(key, () => api.activityAnalytics(range));
  const linkTo = (filter: ListFilter) => `#${addressOf(listPlace(place, filter))}`;
  return (
    <Asked name={key} answer={answer}>
      {(activity) =>
        activity.session_count === 0 ? (
          <Nothing title="Nothing happened in this range.">
            {place.days !== 'all' && (
              <a className={controls.link} href={`#${addressOf({ ...place, days: 'all', from: null, to: null })}`}>
                Show all days
              </a>
            )}
          </Nothing>
        ) : (
          <>
            <p className={styles.counted}>
              <a href={linkTo({ has: 'activity' })}>{formatCounted(activity.session_count, 'session')}</a> with anything
              in this range. A day and an hour are local ones, of the call or prompt itself. Active time leaves out
              pauses of more than five minutes and is that of the whole session.
            </p>
            <div className={styles.panels}>
              <CalendarPanel
                activity={activity}
                place={place}
                linkTo={(day) => linkTo({ after: day, before: day, has: 'activity' })}
              />
              <HoursPanel activity={activity} linkTo={linkTo} />
              <FigureTable<Fact>
                title="How sessions went"
                rows={factsOf(activity, linkTo)}
                is_whole
                keyOf={(row) => row.name}
                columns={factColumns}
                size={() => 0}
                none=""
              />
              <FigureTable<Length>
                title="Sessions by active time"
                rows={activity.lengths}
                keyOf={(row) => String(row.from_ms)}
                columns={lengthColumns(activity.session_count, linkTo)}
                size={(row) => row.session_count}
                none="No session in this range."
              />
              <FigureTable<FirstEdit>
                title="Turns to the first edit"
                rows={activity.first_edits}
                keyOf={(row) => String(row.turn)}
                columns={editColumns(linkTo)}
                size={(row) => row.session_count}
                none="No session began in this range."
                note="Of sessions that began in this range."
              />
            </div>
          </>
        )
      }
    </Asked>
  );
}

interface Fact {
  name: string;
  value: string;
  csv: number | null;
  href: string | null;
}

function factsOf(activity: ActivityAnalytics, linkTo: (filter: ListFilter) => string): Fact[] {
  const { active, turns } = activity;
  const fact = (name: string, csv: number | null, value = formatCount(csv), has: string | null = null): Fact => ({
    name,
    value,
    csv,
    href: has === null ? null : linkTo({ has }),
  });
  return [
    fact('Active time, half of the sessions up to', active.p50_ms, formatDuration(active.p50_ms)),
    fact('Active time, 95 of 100 up to', active.p95_ms, formatDuration(active.p95_ms)),
    fact('Prompts', turns.total),
    fact('Prompts of a session, median', turns.p50),
    fact('Prompts of a session, most', turns.most),
    fact('Subagents', activity.subagent_count, undefined, 'subagent'),
    fact('Sessions with subagents', activity.sessions_with_subagents, undefined, 'subagent'),
    fact('Compactions', activity.compaction_count, undefined, 'compaction'),
    fact('Sessions with compactions', activity.sessions_with_compactions, undefined, 'compaction'),
    fact('Requests made again after an error', activity.retry_count, undefined, 'retry'),
    fact('Requests given up', activity.gave_up_count, undefined, 'retry'),
  ];
}

const factColumns: readonly FigureColumn<Fact>[] = [
  {
    head: 'Figure',
    is_name: true,
    cell: ({ name, href }) =>
      href === null ? (
        name
      ) : (
        <a className={controls.link} href={href}>
          {name}
        </a>
      ),
    csv: (row) => row.name,
  },
  { head: 'Value', cell: (row) => row.value, csv: (row) => row.csv },
];

type LinkTo = (filter: ListFilter) => string;

const lengthColumns = (all: number, linkTo: LinkTo): readonly FigureColumn<Length>[] => [
  {
    head: 'Active time',
    is_name: true,
    cell: (row) => (
      <Opened count={row.session_count} name={lengthName(row)} href={linkTo({ active: lengthWords(row) })} />
    ),
    csv: (row) => lengthName(row),
  },
  { head: 'Sessions', cell: (row) => formatCount(row.session_count), csv: (row) => row.session_count },
  { head: 'Share', cell: (row) => formatShare(row.session_count, all), csv: (row) => row.session_count / (all || 1) },
];

function lengthName({ from_ms, to_ms }: Length): string {
  if (to_ms === null) return `${formatDuration(from_ms)} and more`;
  return from_ms === 0
    ? `less than ${formatDuration(to_ms)}`
    : `${formatDuration(from_ms)} to ${formatDuration(to_ms)}`;
}

/** Such as `5m..15m`, as the filter of the list writes it. */
const lengthWords = ({ from_ms, to_ms }: Length): string =>
  to_ms === null ? `>=${from_ms / 60_000}m` : `${from_ms / 60_000}m..${to_ms / 60_000}m`;

/** The name of a figure, which opens the sessions behind it when there are any. */
function Opened({ count, name, href }: { count: number; name: string; href: string }) {
  if (count === 0) return name;
  return (
    <a className={controls.link} href={href}>
      {name}
    </a>
  );
}

const editColumns = (linkTo: LinkTo): readonly FigureColumn<FirstEdit>[] => [
  {
    head: 'First file changed',
    is_name: true,
    cell: (row) => (
      <Opened count={row.session_count} name={turnName(row.turn)} href={linkTo({ edited: turnWords(row.turn) })} />
    ),
    csv: (row) => turnName(row.turn),
  },
  { head: 'Sessions', cell: (row) => formatCount(row.session_count), csv: (row) => row.session_count },
];

const turnWords = (turn: number | null): string => (turn === null ? 'never' : turn >= 8 ? '8+' : String(turn));

function turnName(turn: number | null): string {
  if (turn === null) return 'never';
  return turn >= 8 ? 'in the 8th turn or later' : `in turn ${turn}`;
}
