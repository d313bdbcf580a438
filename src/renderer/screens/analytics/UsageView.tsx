import { api } from '../../api/api.ts';
import type { AnalyticsPlace } from '../../store/analytics-place.ts';
import { useAnswer } from '../../store/loadable.ts';
import { useNow } from '../../store/now.ts';
import { addressOf, go } from '../../store/place.ts';
import styles from './AnalyticsScreen.module.css';
import { Asked } from './Asked.tsx';
import { Figures } from './Figures.tsx';
import { forecastOf, monthsFor } from './forecast.ts';
import { LimitsPanel } from './LimitsPanel.tsx';
import { listPlace, rangeOf } from './range.ts';
import { UsageByDay } from './UsageByDay.tsx';
import { UsageTables } from './UsageTables.tsx';

/** Tokens and cost: in total, by day, by model, project and source; the month's forecast; limits of the account. */
export function UsageView({ place }: { place: AnalyticsPlace }) {
  const range = rangeOf(place);
  const key = `usage ${JSON.stringify(range)}`;
  const answer = useAnswer(key, () => api.usageAnalytics(range));
  const now = new Date(useNow());
  const filters = { source: range.source, project: range.project, model: range.model };
  const month = { ...filters, ...monthsFor(now) };
  const monthAnswer = useAnswer(`usage ${JSON.stringify(month)}`, () => api.usageAnalytics(month));
  const forecast = monthAnswer.state === 'ready' ? forecastOf(monthAnswer.value.by_day, now) : null;
  return (
    <Asked name={key} answer={answer}>
      {(usage) => (
        <>
          <Figures usage={usage} forecast={forecast} sessions={`#${addressOf(listPlace(place, {}))}`} />
          <div className={styles.panels}>
            <UsageByDay
              usage={usage}
              place={place}
              onDays={(bucket) => go(listPlace(place, { after: bucket.first_day, before: bucket.last_day }))}
            />
            <UsageTables usage={usage} linkTo={(filter) => `#${addressOf(listPlace(place, filter))}`} />
            <LimitsPanel source={place.source} />
          </div>
        </>
      )}
    </Asked>
  );
}
