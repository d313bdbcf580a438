import { api } from '../../../api/api.ts';
import type { AnalyticsPlace } from '../../../store/analytics-place.ts';
import { lastValue, useAnswer } from '../../../store/loadable.ts';
import { addressOf } from '../../../store/place.ts';
import screen from '../AnalyticsScreen.module.css';
import { Asked } from '../Asked.tsx';
import type { ListFilter } from '../range.ts';
import { ComparedTable } from './ComparedTable.tsx';
import { toolDifferences, usageDifferences } from './differences.ts';
import { listOfSide, namesOfSides, rangeOfSide } from './sides.ts';

/** Two ranges, models or projects: usage and tools. */
export function UsageSides({ place, a, b }: { place: AnalyticsPlace; a: string; b: string }) {
  const [rangeA, rangeB] = [rangeOfSide(place, a), rangeOfSide(place, b)];
  const [keyA, keyB] = [JSON.stringify(rangeA), JSON.stringify(rangeB)];
  const usageA = useAnswer(`usage ${keyA}`, () => api.usageAnalytics(rangeA));
  const usageB = useAnswer(`usage ${keyB}`, () => api.usageAnalytics(rangeB));
  const toolsA = lastValue(useAnswer(`tools ${keyA}`, () => api.toolAnalytics(rangeA)));
  const toolsB = lastValue(useAnswer(`tools ${keyB}`, () => api.toolAnalytics(rangeB)));
  const names = namesOfSides(place, [a, b]);
  const linkTo = (side: string) => (narrower: ListFilter) => `#${addressOf(listOfSide(place, side, narrower))}`;
  const links = [linkTo(a), linkTo(b)] as const;
  return (
    <Asked name={`usage ${keyA}`} answer={usageA}>
      {(first) => (
        <Asked name={`usage ${keyB}`} answer={usageB}>
          {(second) => (
            <div className={screen.panels}>
              <ComparedTable
                title="Usage"
                rows={usageDifferences([first, second])}
                names={names}
                links={links}
                none=""
                note={place.by === 'model' ? 'Prompts, tool calls and active time are of all models.' : undefined}
              />
              {toolsA && toolsB && (
                <ComparedTable
                  title="Calls of each tool"
                  rows={toolDifferences([toolsA, toolsB])}
                  names={names}
                  links={links}
                  none="No tool call on either side."
                  note={place.by === 'model' ? 'Of sessions that used the model.' : undefined}
                />
              )}
            </div>
          )}
        </Asked>
      )}
    </Asked>
  );
}
