import { api } from '../../api/api.ts';
import type { AnalyticsPlace } from '../../store/analytics-place.ts';
import { useAnswer } from '../../store/loadable.ts';
import { useNow } from '../../store/now.ts';
import { addressOf } from '../../store/place.ts';
import type { SessionSort } from '../../store/session-query.ts';
import styles from './AnalyticsScreen.module.css';
import { Asked } from './Asked.tsx';
import { Figures } from './Figures.tsx';
import { forecastOf, monthsFor } from './forecast.ts';
import { LimitsPanel } from './LimitsPanel.tsx';
import { listPlace, rangeOf } from './range.ts';
import { UsageByDay } from './UsageByDay.tsx';
import { UsageTables } from './UsageTables.tsx';

type List = ReturnType<typeof listPlace>;
const sorted = (list: List, sort: SessionSort): List => ({ ...list, list: { ...list.list, sort } });

/** Tokens and cost: in total, by day, by model, project and source; the month's forecast; limits of the account. */
export function UsageView({ place }: { place: AnalyticsPlace }) {
  const range = rangeOf(place);
  const key = `usage ${JSON.stringify(range)}`;
  const answer = useAnswer(key, () => api.usageAnalytics(range));
  const now = new Date(useNow());
  const filters = { source: range.source, project: range.project, model: range.model };
  const month = { ...filters, ...monthsFor(now) };
  const monthAnswer = useAnswer(`usage ${JSON.stringify(month)}`, () => api.usageAnalytics(month));
  /* The figures come at once: a forecast that came later would move what stands below them. */
  const isMonthAwaited = monthAnswer.state === 'idle' || monthAnswer.state === 'loading';
  const forecast = monthAnswer.state === 'ready' ? forecastOf(monthAnswer.value.by_day, now) : null;
  return (
    <Asked name={key} answer={isMonthAwaited ? monthAnswer : answer}>
      {(usage) => (
        <>
          <Figures
            usage={usage}
            forecast={forecast}
            linkTo={(sort) => `#${addressOf(sorted(listPlace(place, { has: 'usage' }), sort))}`}
          />
          <div className={styles.panels}>
            <UsageByDay
              usage={usage}
              place={place}
              placeOf={({ first_day, last_day }) =>
                listPlace(place, { after: first_day, before: last_day, has: 'usage' })
              }
            />
            <UsageTables usage={usage} linkTo={(filter) => `#${addressOf(listPlace(place, filter))}`} />
            <LimitsPanel source={place.source} />
          </div>
        </>
      )}
    </Asked>
  );
}
