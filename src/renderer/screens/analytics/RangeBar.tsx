import { useMemo } from 'react';
import { api } from '../../api/api.ts';
import { shortNames } from '../../format/paths.ts';
import { plainText } from '../../format/visible-text.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Segments } from '../../parts/Segments.tsx';
import { lastValue, useAnswer } from '../../store/loadable.ts';
import { type AnalyticsPlace, go } from '../../store/place.ts';
import { projectsIn } from '../../store/session-query.ts';
import { useKnownSources } from '../../store/sources.ts';
import styles from './RangeBar.module.css';

/** The days and filters of the page; they stand in its address. */
export function RangeBar({ place }: { place: AnalyticsPlace }) {
  const sources = useKnownSources();
  const facets = lastValue(useAnswer('facets', () => api.facets({})));
  const names = useMemo(() => shortNames(projectsIn(facets)), [facets]);
  const set = (change: Partial<AnalyticsPlace>) => go({ ...place, ...change });
  const usual = ranges.some((range) => range.value === place.days);
  const choices = usual ? ranges : [...ranges, { value: place.days, label: `${place.days} days` }];
  return (
    <div className={styles.bar}>
      <Segments label="Days" value={place.days} choices={choices} onChange={(days) => set({ days })} />
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
          project_dir === null ? [] : [{ value: project_dir, label: plainText(names.get(project_dir) ?? project_dir) }],
        )}
        onChange={(project) => set({ project })}
      />
      <Choice
        label="Model"
        value={place.model}
        choices={(facets?.models ?? []).map(({ model }) => ({ value: model, label: plainText(model) }))}
        onChange={(model) => set({ model })}
      />
    </div>
  );
}

const ranges: readonly { value: number | 'all'; label: string }[] = [
  { value: 7, label: '7 days' },
  { value: 30, label: '30 days' },
  { value: 90, label: '90 days' },
  { value: 'all', label: 'All' },
];
