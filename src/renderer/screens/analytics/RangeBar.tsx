import { useMemo } from 'react';
import { noProject } from '../../../contract/session.ts';
import { api } from '../../api/api.ts';
import { shortNames } from '../../format/paths.ts';
import { localDay } from '../../format/times.ts';
import { plainText } from '../../format/visible-text.ts';
import { Choice } from '../../parts/Choice.tsx';
import controls from '../../parts/controls.module.css';
import { Segments } from '../../parts/Segments.tsx';
import { lastValue, useAnswer } from '../../store/loadable.ts';
import type { AnalyticsPlace } from '../../store/analytics-place.ts';
import { go } from '../../store/place.ts';
import { projectsIn } from '../../store/session-query.ts';
import { useKnownSources } from '../../store/sources.ts';
import { dayBefore } from './by-day.ts';
import { HiddenInRange } from './HiddenInRange.tsx';
import styles from './RangeBar.module.css';

/** The days and filters of the page; they stand in its address. */
export function RangeBar({ place }: { place: AnalyticsPlace }) {
  const sources = useKnownSources();
  const facets = lastValue(useAnswer('facets', () => api.facets({})));
  const names = useMemo(() => shortNames(projectsIn(facets)), [facets]);
  const set = (change: Partial<AnalyticsPlace>) => go({ ...place, ...change });
  const isOwn = place.from !== null;
  const usual = isOwn || ranges.some((range) => range.value === place.days);
  const choices = usual ? ranges : [{ value: place.days, label: `${place.days} days` }, ...ranges];
  return (
    <div className={styles.bar}>
      <Segments
        label="Days"
        value={isOwn ? 'own' : place.days}
        choices={choices}
        onChange={(days) => set(days === 'own' ? ownRange(place) : { days, from: null, to: null })}
      />
      {isOwn && <OwnRange place={place} onRange={set} />}
      <Choice
        label="Source"
        value={place.source === 'all' ? null : place.source}
        choices={sources.map((card) => ({ value: card.source, label: card.provider_label }))}
        onChange={(source) => set({ source: source ?? 'all' })}
      />
      <Choice
        label="Project"
        value={place.project}
        choices={(facets?.projects ?? []).flatMap(({ project_dir }) =>
          project_dir === null
            ? [{ value: noProject, label: 'No project' }]
            : [{ value: project_dir, label: plainText(names.get(project_dir) ?? project_dir) }],
        )}
        onChange={(project) => set({ project })}
      />
      <Choice
        label="Model"
        value={place.model}
        choices={(facets?.models ?? []).map(({ model }) => ({ value: model, label: plainText(model) }))}
        onChange={(model) => set({ model })}
      />
      {place.view !== 'compare' && <HiddenInRange place={place} before="incl. " className={styles.hidden} />}
    </div>
  );
}

interface OwnProps {
  place: AnalyticsPlace;
  onRange(range: { from: string; to: string }): void;
}

/** The first and the last day of a range, both in it. */
function OwnRange({ place, onRange }: OwnProps) {
  const from = place.from ?? '';
  const to = place.to ?? '';
  return (
    <span className={styles.own}>
      <input
        type="date"
        className={controls.field}
        aria-label="First day"
        value={from}
        max={to}
        onChange={({ target }) => target.value !== '' && target.value <= to && onRange({ from: target.value, to })}
      />
      <span aria-hidden="true">to</span>
      <input
        type="date"
        className={controls.field}
        aria-label="Last day"
        value={to}
        min={from}
        onChange={({ target }) => target.value !== '' && target.value >= from && onRange({ from, to: target.value })}
      />
    </span>
  );
}

/** The range of before as days of its own. */
function ownRange({ days }: AnalyticsPlace): { from: string; to: string } {
  const today = new Date();
  return { from: dayBefore(today, (days === 'all' ? 90 : days) - 1), to: localDay(today) };
}

const ranges: readonly { value: number | 'all' | 'own'; label: string }[] = [
  { value: 7, label: '7 days' },
  { value: 30, label: '30 days' },
  { value: 90, label: '90 days' },
  { value: 'all', label: 'All' },
  { value: 'own', label: 'Own' },
];
