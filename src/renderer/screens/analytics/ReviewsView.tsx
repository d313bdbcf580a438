import type { EventAnalytics } from '../../../contract/analytics.ts';
import { api } from '../../api/api.ts';
import { formatCount, formatTokens } from '../../format/numbers.ts';
import { formatDuration } from '../../format/times.ts';
import { plainText } from '../../format/visible-text.ts';
import controls from '../../parts/controls.module.css';
import { Safe } from '../../parts/Safe.tsx';
import type { AnalyticsPlace } from '../../store/analytics-place.ts';
import { useAnswer } from '../../store/loadable.ts';
import { addressOf } from '../../store/place.ts';
import styles from './AnalyticsScreen.module.css';
import { Asked } from './Asked.tsx';
import { type FigureColumn, FigureTable } from './FigureTable.tsx';
import { type ListFilter, listPlace, rangeOf } from './range.ts';

type Decider = EventAnalytics['reviews']['by_decider'][number];
type ReviewedTool = EventAnalytics['reviews']['by_tool'][number];
type Hook = EventAnalytics['hooks'][number];
type Compaction = EventAnalytics['compactions'][number];
type FailedRequest = EventAnalytics['api_errors'][number];
type FileType = EventAnalytics['accepted']['by_file_type'][number];
type ModelLines = EventAnalytics['accepted']['by_model'][number];
type LinkTo = (filter: ListFilter) => string;

/** Leave asked for and given, hooks, compactions, failed requests, and the lines that were taken over. */
export default function ReviewsView({ place }: { place: AnalyticsPlace }) {
  const range = rangeOf(place);
  const key = `events ${JSON.stringify(range)}`;
  const answer = useAnswer(key, () => api.eventAnalytics(range));
  const linkTo: LinkTo = (filter) => `#${addressOf(listPlace(place, filter))}`;
  return (
    <Asked name={key} answer={answer}>
      {(events) => (
        <div className={styles.panels}>
          <Accepted events={events} linkTo={linkTo} />
          <Reviews events={events} linkTo={linkTo} />
          <FigureTable<Hook>
            title="Hooks"
            rows={events.hooks}
            keyOf={(row) => JSON.stringify([row.event, row.name, row.command])}
            columns={hookColumns(linkTo)}
            size={(row) => row.count}
            none="No hook run is logged in this range."
          />
          <FigureTable<Compaction>
            title="Compactions"
            rows={events.compactions}
            keyOf={(row) => row.trigger ?? ''}
            columns={compactionColumns(linkTo)}
            size={(row) => row.count}
            none="Nothing was compacted in this range."
            note="Tokens are medians over the compactions whose log gives them."
          />
          <FigureTable<FailedRequest>
            title="Failed requests"
            rows={events.api_errors}
            keyOf={(row) => `${row.word} ${row.status}`}
            columns={requestColumns(linkTo)}
            size={(row) => row.count}
            none="No failed request is logged in this range."
          />
        </div>
      )}
    </Asked>
  );
}

const timesOf = (count: number): string => (count === 1 ? 'once' : `${formatCount(count)} times`);

function Accepted({ events: { accepted }, linkTo }: { events: EventAnalytics; linkTo: LinkTo }) {
  const note = `${formatCount(accepted.lines_added)} lines added and ${formatCount(accepted.lines_removed)} removed by calls that went well; an edit is counted for the model that made the last request before it.`;
  return (
    <>
      <FigureTable<FileType>
        title="Accepted lines by file type"
        rows={accepted.by_file_type}
        keyOf={(row) => row.file_type}
        columns={fileTypeColumns(linkTo)}
        size={(row) => row.lines_added + row.lines_removed}
        none="No file was changed in this range."
        note={accepted.by_file_type.length > 0 ? note : undefined}
      />
      <FigureTable<ModelLines>
        title="Accepted lines by model"
        rows={accepted.by_model}
        keyOf={(row) => row.model ?? ''}
        columns={modelColumns(linkTo)}
        size={(row) => row.lines_added + row.lines_removed}
        none="No file was changed in this range."
      />
    </>
  );
}

function Reviews({ events: { reviews }, linkTo }: { events: EventAnalytics; linkTo: LinkTo }) {
  const { waiting } = reviews;
  const waits =
    waiting.count === 0
      ? 'No log tells how long was waited.'
      : `Waited ${formatDuration(waiting.total_ms)} in all where both ends are logged (${timesOf(waiting.count)}; half of them no longer than ${formatDuration(waiting.p50_ms)}).`;
  return (
    <>
      <FigureTable<Decider>
        title="Reviews by who decided"
        rows={reviews.by_decider}
        keyOf={(row) => row.decided_by ?? ''}
        columns={deciderColumns(linkTo)}
        size={(row) => row.granted + row.denied + row.aborted}
        none="No decision is logged in this range. No agent logs that a person said yes."
        note={
          reviews.count > 0
            ? `Asked or decided ${timesOf(reviews.count)}; for ${formatCount(reviews.unanswered)} the log holds no answer. ${waits} No agent logs that a person said yes.`
            : undefined
        }
      />
      <FigureTable<ReviewedTool>
        title="Reviews by tool"
        rows={reviews.by_tool}
        keyOf={(row) => row.name}
        columns={reviewedColumns(linkTo)}
        size={(row) => row.count}
        none="No approval was asked for in this range, as far as it is logged."
      />
    </>
  );
}

const figure = <Row,>(head: string, count: (row: Row) => number, about?: string): FigureColumn<Row> => ({
  head,
  about,
  cell: (row) => (count(row) === 0 ? <span className={styles.zero}>0</span> : formatCount(count(row))),
  csv: count,
});

function linked<Row>(head: string, name: (row: Row) => string, link: (row: Row) => string): FigureColumn<Row> {
  return {
    head,
    is_name: true,
    cell: (row) => (
      <a className={controls.link} href={link(row)} title={plainText(name(row).slice(0, 600))}>
        <Safe text={name(row)} most={160} />
      </a>
    ),
    csv: name,
  };
}

const deciders: Record<string, string> = {
  person: 'a person',
  rule: 'a rule',
  classifier: 'a classifier',
  guardian: 'a guardian',
  hook: 'a hook',
};

const deciderColumns = (linkTo: LinkTo): FigureColumn<Decider>[] => [
  linked(
    'Decided by',
    (row) => deciders[row.decided_by ?? ''] ?? 'not logged',
    () => linkTo({ has: 'review' }),
  ),
  figure('Granted', (row) => row.granted),
  figure('Denied', (row) => row.denied),
  figure('Aborted', (row) => row.aborted),
];

const reviewedColumns = (linkTo: LinkTo): FigureColumn<ReviewedTool>[] => [
  linked(
    'Tool',
    (row) => row.name,
    (row) => linkTo(row.name === 'unknown' ? { has: 'review' } : { tool: row.name, has: 'review' }),
  ),
  figure('Asked', (row) => row.count, 'Asked for or decided'),
  figure('Granted', (row) => row.granted),
  figure('Denied', (row) => row.denied),
  figure('No answer', (row) => row.unanswered, 'The log holds no answer'),
];

const hookColumns = (linkTo: LinkTo): FigureColumn<Hook>[] => [
  linked(
    'Hook',
    (row) => (row.command === null ? row.name : `${row.name}: ${row.command}`),
    () => linkTo({ has: 'hook' }),
  ),
  figure('Runs', (row) => row.count),
  figure('Failed', (row) => row.errors),
  figure('Blocked', (row) => row.blocked, 'Stopped the agent'),
  {
    head: 'Time',
    about: 'In all, where it is logged',
    cell: ({ durations }) => (durations.count === 0 ? 'unknown' : formatDuration(durations.total_ms)),
    csv: ({ durations }) => (durations.count === 0 ? null : durations.total_ms),
  },
  {
    head: 'p95',
    about: '95 of 100 runs took no longer',
    cell: ({ durations }) => formatDuration(durations.p95_ms),
    csv: ({ durations }) => durations.p95_ms,
  },
];

const triggers: Record<string, string> = { auto: 'by the agent', manual: 'by the person' };

const compactionColumns = (linkTo: LinkTo): FigureColumn<Compaction>[] => [
  linked(
    'Set off',
    (row) => triggers[row.trigger ?? ''] ?? row.trigger ?? 'not logged',
    () => linkTo({ has: 'compaction' }),
  ),
  figure('Count', (row) => row.count),
  {
    head: 'Before',
    about: 'Tokens before, median',
    cell: (row) => formatTokens(row.tokens_before),
    csv: (row) => row.tokens_before,
  },
  {
    head: 'After',
    about: 'Tokens after, median',
    cell: (row) => formatTokens(row.tokens_after),
    csv: (row) => row.tokens_after,
  },
  {
    head: 'Took, p50',
    about: 'Half of them took no longer',
    cell: ({ durations }) => formatDuration(durations.p50_ms),
    csv: ({ durations }) => durations.p50_ms,
  },
];

const requestColumns = (linkTo: LinkTo): FigureColumn<FailedRequest>[] => [
  linked('Error', errorName, () => linkTo({ has: 'retry' })),
  figure('Requests', (row) => row.count),
  figure('Made again', (row) => row.retried, 'The agent tried once more'),
];

function errorName({ word, status }: FailedRequest): string {
  if (status === null || status === 0) return word;
  return word === 'unknown' ? `status ${status}` : `${word} (${status})`;
}

const fileTypeColumns = (linkTo: LinkTo): FigureColumn<FileType>[] => [
  linked(
    'File type',
    (row) => row.file_type,
    (row) => linkTo({ file: row.file_type, has: 'edit' }),
  ),
  figure('Files', (row) => row.files),
  figure('Added', (row) => row.lines_added),
  figure('Removed', (row) => row.lines_removed),
];

const modelColumns = (linkTo: LinkTo): FigureColumn<ModelLines>[] => [
  linked(
    'Model',
    (row) => row.model ?? 'not logged',
    (row) => linkTo({ model: row.model, has: 'edit' }),
  ),
  figure('Edits', (row) => row.edits),
  figure('Added', (row) => row.lines_added),
  figure('Removed', (row) => row.lines_removed),
];
