import { useMemo } from 'react';
import { noProject } from '../../../../contract/session.ts';
import { api } from '../../../api/api.ts';
import { shortenMiddle, shortNames } from '../../../format/paths.ts';
import { formatRelative } from '../../../format/times.ts';
import { plainText } from '../../../format/visible-text.ts';
import { Choice } from '../../../parts/Choice.tsx';
import controls from '../../../parts/controls.module.css';
import type { AnalyticsPlace } from '../../../store/analytics-place.ts';
import { lastValue, useAnswer } from '../../../store/loadable.ts';
import { useNow } from '../../../store/now.ts';
import { go } from '../../../store/place.ts';
import { projectsIn } from '../../../store/session-query.ts';
import { rangeFromText, sidesOf } from './sides.ts';
import styles from './compare.module.css';

interface Props {
  place: AnalyticsPlace;
  side: 'a' | 'b';
  value: string | null;
}

/** Chooses what stands on one side. */
export function SidePicker(props: Props) {
  switch (props.place.by) {
    case 'range':
      return <RangePicker {...props} />;
    case 'session':
      return <SessionPicker {...props} />;
    default:
      return <FacetPicker {...props} />;
  }
}

const sideNames = { a: 'First', b: 'Second' } as const;

function choose({ place, side }: Props, value: string | null): void {
  const [a, b] = sidesOf(place);
  go({ ...place, a, b, [side]: value });
}

function RangePicker(props: Props) {
  const range = rangeFromText(props.value);
  if (!range) return null;
  const set = (change: Partial<typeof range>) => {
    const { from, to } = { ...range, ...change };
    if (from !== '' && to !== '' && from <= to) choose(props, `${from}..${to}`);
  };
  const name = sideNames[props.side];
  return (
    <span className={styles.range}>
      <input
        type="date"
        className={controls.field}
        aria-label={`${name} range, first day`}
        value={range.from}
        max={range.to}
        onChange={({ target }) => set({ from: target.value })}
      />
      <span aria-hidden="true">to</span>
      <input
        type="date"
        className={controls.field}
        aria-label={`${name} range, last day`}
        value={range.to}
        min={range.from}
        onChange={({ target }) => set({ to: target.value })}
      />
    </span>
  );
}

function FacetPicker(props: Props) {
  const facets = lastValue(useAnswer('facets', () => api.facets({})));
  const names = useMemo(() => shortNames(projectsIn(facets)), [facets]);
  const isModel = props.place.by === 'model';
  const choices = isModel
    ? (facets?.models ?? []).map(({ model }) => ({ value: model, label: plainText(model) }))
    : (facets?.projects ?? []).map(({ project_dir }) =>
        project_dir === null
          ? { value: noProject, label: 'No project' }
          : { value: project_dir, label: plainText(names.get(project_dir) ?? project_dir) },
      );
  return (
    <Choice
      label={`${sideNames[props.side]} ${isModel ? 'model' : 'project'}`}
      none="choose"
      value={props.value}
      choices={choices}
      onChange={(value) => choose(props, value)}
    />
  );
}

const mostSessions = 100;

function SessionPicker(props: Props) {
  const { place, side, value } = props;
  const now = useNow();
  const { source, project } = place;
  const key = JSON.stringify([source, project]);
  const query = { source, project: project ?? undefined, limit: mostSessions };
  const sessions = lastValue(useAnswer(`comparable ${key}`, () => api.sessions(query)))?.sessions ?? [];
  return (
    <Choice
      label={`${sideNames[side]} session`}
      none="choose"
      value={value}
      choices={sessions.map((session) => ({
        value: `${session.source}/${session.session_id}`,
        label: `${shortenMiddle(plainText(session.title), 50)} (${formatRelative(session.last_message_at, now)})`,
      }))}
      onChange={(chosen) => choose(props, chosen)}
    />
  );
}
