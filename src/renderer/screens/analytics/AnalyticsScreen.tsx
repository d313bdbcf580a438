import { type ComponentType, Suspense } from 'react';
import { lazyPart } from '../../parts/lazy-part.ts';
import { Screen } from '../../parts/Screen.tsx';
import { Tabs } from '../../parts/Tabs.tsx';
import { type AnalyticsPlace, type AnalyticsView, analyticsViews } from '../../store/analytics-place.ts';
import { go } from '../../store/place.ts';
import styles from './AnalyticsScreen.module.css';
import { RangeBar } from './RangeBar.tsx';
import { UsageView } from './UsageView.tsx';

/* One view is looked at at a time. */
const views: Record<AnalyticsView, ComponentType<{ place: AnalyticsPlace }>> = {
  usage: UsageView,
  tools: lazyPart(() => import('./ToolsView.tsx')),
  activity: lazyPart(() => import('./ActivityView.tsx')),
  reviews: lazyPart(() => import('./ReviewsView.tsx')),
  compare: lazyPart(() => import('./compare/CompareView.tsx')),
};

const names: Record<AnalyticsView, string> = {
  usage: 'Usage',
  tools: 'Tools',
  activity: 'Activity',
  reviews: 'Reviews and edits',
  compare: 'Compare',
};

/** What was used, what it cost, what was done and when, in a range of days; or two sides of it. */
export default function AnalyticsScreen({ place }: { place: AnalyticsPlace }) {
  const View = views[place.view];
  return (
    <Screen title="Analytics" actions={<RangeBar place={place} />}>
      <Tabs
        label="Views of the analytics"
        tabs={analyticsViews.map((view) => ({ key: view, name: names[view] }))}
        shown={place.view}
        onShow={(view) => go({ ...place, view })}
      >
        <Suspense fallback={<div className={styles.waiting} aria-busy="true" aria-label="Loading" />}>
          <View place={place} />
        </Suspense>
      </Tabs>
    </Screen>
  );
}
