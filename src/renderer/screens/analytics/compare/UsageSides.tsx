import { api } from '../../../api/api.ts';
import { lastPart } from '../../../format/paths.ts';
import { formatDay } from '../../../format/times.ts';
import { plainText } from '../../../format/visible-text.ts';
import type { AnalyticsPlace } from '../../../store/analytics-place.ts';
import { lastValue, useAnswer } from '../../../store/loadable.ts';
import screen from '../AnalyticsScreen.module.css';
import { Asked } from '../Asked.tsx';
import { ComparedTable } from './ComparedTable.tsx';
import { toolDifferences, usageDifferences } from './differences.ts';
import { rangeFromText, rangeOfSide } from './sides.ts';

/** Two ranges, models or projects: usage and tools. */
export function UsageSides({ place, a, b }: { place: AnalyticsPlace; a: string; b: string }) {
  const [rangeA, rangeB] = [rangeOfSide(place, a), rangeOfSide(place, b)];
  const [keyA, keyB] = [JSON.stringify(rangeA), JSON.stringify(rangeB)];
  const usageA = useAnswer(`usage ${keyA}`, () => api.usageAnalytics(rangeA));
  const usageB = useAnswer(`usage ${keyB}`, () => api.usageAnalytics(rangeB));
  const toolsA = lastValue(useAnswer(`tools ${keyA}`, () => api.toolAnalytics(rangeA)));
  const toolsB = lastValue(useAnswer(`tools ${keyB}`, () => api.toolAnalytics(rangeB)));
  const names = [nameOf(place, a), nameOf(place, b)] as const;
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
                none=""
                note={place.by === 'model' ? 'Prompts, tool calls and active time are of all models.' : undefined}
              />
              {toolsA && toolsB && (
                <ComparedTable
                  title="Calls of each tool"
                  rows={toolDifferences([toolsA, toolsB])}
                  names={names}
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

function nameOf({ by }: AnalyticsPlace, side: string): string {
  const range = by === 'range' ? rangeFromText(side) : null;
  if (range) return `${formatDay(range.from)} – ${formatDay(range.to)}`;
  return plainText(by === 'project' ? lastPart(side) : side).slice(0, 40);
}
