import { api } from '../../api/api.ts';
import { Failed } from '../../parts/Notice.tsx';
import { Screen } from '../../parts/Screen.tsx';
import { askAgain, lastValue, useAnswer } from '../../store/loadable.ts';
import { setFilterWord } from '../../store/filter-words.ts';
import { addressOf, type AnalyticsPlace, go, type Place, plainList } from '../../store/place.ts';
import styles from './AnalyticsScreen.module.css';
import { dayBefore } from './by-day.ts';
import { Figures } from './Figures.tsx';
import { RangeBar } from './RangeBar.tsx';
import { ToolTables } from './ToolTables.tsx';
import { UsageByDay } from './UsageByDay.tsx';
import { UsageTables } from './UsageTables.tsx';

/** What was used, what it cost, and what the tools did, in a range of days. */
export default function AnalyticsScreen({ place }: { place: AnalyticsPlace }) {
  const { days, source, project, model } = place;
  const range = { days, source, project: project ?? undefined, model: model ?? undefined };
  const key = JSON.stringify(range);
  const usageAnswer = useAnswer(`usage ${key}`, () => api.usageAnalytics(range));
  const toolAnswer = useAnswer(`tools ${key}`, () => api.toolAnalytics(range));
  const usage = lastValue(usageAnswer);
  const tools = lastValue(toolAnswer);
  const askBothAgain = (): void => ['usage', 'tools'].forEach((name) => askAgain(`${name} ${key}`));
  return (
    <Screen title="Analytics" actions={<RangeBar place={place} />}>
      {usageAnswer.state === 'failed' && <Failed error={usageAnswer.error} onAgain={askBothAgain} />}
      {usageAnswer.state !== 'failed' && !usage && (
        <div className={styles.waiting} aria-busy="true" aria-label="Loading" />
      )}
      {usage && (
        <>
          <Figures usage={usage} />
          <div className={styles.panels}>
            <UsageByDay
              usage={usage}
              onDays={(bucket) => go(listPlace(place, { after: bucket.first_day, before: bucket.last_day }))}
            />
            <UsageTables usage={usage} linkTo={(filter) => `#${addressOf(listPlace(place, filter))}`} />
          </div>
        </>
      )}
      {toolAnswer.state === 'failed' && usageAnswer.state !== 'failed' && (
        <Failed error={toolAnswer.error} onAgain={() => askAgain(`tools ${key}`)} />
      )}
      {tools && (
        <div className={styles.panels}>
          <ToolTables tools={tools} />
        </div>
      )}
    </Screen>
  );
}

type ListFilter = Partial<Record<'project' | 'model' | 'after' | 'before', string>>;

/** The sessions behind a figure: those of the page's filters, narrowed by the row. */
function listPlace(place: AnalyticsPlace, narrower: ListFilter): Place {
  const wanted = {
    source: place.source === 'all' ? undefined : place.source,
    project: place.project ?? undefined,
    model: place.model ?? undefined,
    after: place.days === 'all' ? undefined : dayBefore(new Date(), place.days - 1),
    ...narrower,
  };
  let q = '';
  for (const [name, value] of Object.entries(wanted)) {
    if (value !== undefined) q = setFilterWord(q, name as keyof typeof wanted, value);
  }
  return { screen: 'sessions', list: { ...plainList, q } };
}
