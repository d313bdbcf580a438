import { api } from '../../api/api.ts';
import { formatCount, formatCounted } from '../../format/numbers.ts';
import type { AnalyticsPlace } from '../../store/analytics-place.ts';
import { useAnswer } from '../../store/loadable.ts';
import { addressOf } from '../../store/place.ts';
import styles from './AnalyticsScreen.module.css';
import { Asked } from './Asked.tsx';
import { listPlace, rangeOf } from './range.ts';
import { ToolTables } from './ToolTables.tsx';

/** What the tools did: how often, how long, how often in vain; programs, commands and files. */
export default function ToolsView({ place }: { place: AnalyticsPlace }) {
  const range = rangeOf(place);
  const key = `tools ${JSON.stringify(range)}`;
  const answer = useAnswer(key, () => api.toolAnalytics(range));
  return (
    <Asked name={key} answer={answer}>
      {(tools) => {
        const calls = Object.values(tools.tool_counts).reduce((sum, count) => sum + count, 0);
        const timed = Object.values(tools.tool_durations).reduce((sum, { count }) => sum + count, 0);
        return (
          <>
            <p className={styles.counted}>
              {formatCounted(calls, 'tool call')} in {formatCounted(tools.session_count, 'session')}, each counted once
              by its own id; the log gives the duration of {formatCount(timed)}. Denied calls are not failed ones. Files
              are those of calls that went well. The 50 largest of each are shown.
            </p>
            <div className={styles.panels}>
              <ToolTables tools={tools} linkTo={(filter) => `#${addressOf(listPlace(place, filter))}`} />
            </div>
          </>
        );
      }}
    </Asked>
  );
}
