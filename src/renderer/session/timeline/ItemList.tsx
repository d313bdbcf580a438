import { useMemo, useState } from 'react';
import { formatCount, formatCounted } from '../../format/numbers.ts';
import { formatClock, formatDuration } from '../../format/times.ts';
import { Segments } from '../../parts/Segments.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { type Chart, itemAt } from './chart.ts';
import type { Layout } from './scene.ts';
import styles from './timeline.module.css';
import { select, setRange } from './timeline-view.ts';
import { noteMessage } from './use-timeline.ts';
import { outcomeWord, titleOf } from './words.ts';
import { type Range, showing } from './zoom.ts';

interface Props {
  layout: Layout;
  selected: number | null;
  shown: Range;
}

type Choice = 'tools' | 'model' | 'waits' | 'failed';
const choices: { value: Choice; label: string }[] = [
  { value: 'tools', label: 'Longest tools' },
  { value: 'model', label: 'Model' },
  { value: 'waits', label: 'Waits' },
  { value: 'failed', label: 'Failed' },
];

const most = 100;

/** The items one would look for, as a table. */
export function ItemList({ layout, selected, shown }: Props) {
  const { chart, scale } = layout;
  const [choice, setChoice] = useState<Choice>('tools');
  const items = useMemo(() => itemsFor(chart, choice), [chart, choice]);
  const choose = (item: number): void => {
    select(item);
    const place = { from: scale.toShown(chart.from[item]!), to: scale.toShown(chart.to[item]!) };
    const isWhole = shown.to - shown.from >= scale.length * 0.9995;
    if (!isWhole) setRange(showing(shown, place, scale.length));
    if (chart.messages[item]! >= 0) noteMessage(chart.messages[item]!);
  };
  return (
    <section className={styles.list} aria-label="Items by length">
      <div className={styles.listHead}>
        <Segments<Choice> label="Which items" value={choice} choices={choices} onChange={setChoice} />
        <span className={styles.counted}>
          {items.length > most && `${most} of `}
          {formatCounted(items.length, 'item')}
        </span>
      </div>
      <div className={styles.rows} tabIndex={0} role="group" aria-label="Table of items">
        {items.length === 0 ? (
          <p className={styles.none}>There are none in this thread.</p>
        ) : (
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Item</th>
                <th scope="col">Took</th>
                <th scope="col">At</th>
                <th scope="col">Message</th>
              </tr>
            </thead>
            <tbody>
              {items.slice(0, most).map((index) => (
                <ItemRow key={index} chart={chart} index={index} isSelected={index === selected} onChoose={choose} />
              ))}
            </tbody>
          </table>
        )}
      </div>
    </section>
  );
}

interface RowProps {
  chart: Chart;
  index: number;
  isSelected: boolean;
  onChoose: (item: number) => void;
}

function ItemRow({ chart, index, isSelected, onChoose }: RowProps) {
  const item = itemAt(chart, index);
  const outcome = outcomeWord(item);
  return (
    <tr data-selected={isSelected}>
      <td>
        <button type="button" className={styles.rowButton} onClick={() => onChoose(index)}>
          <b>
            <Pieces text={titleOf(item)} newlines="mark" />
          </b>
          {outcome !== null && <span className={styles.bad}> {outcome}</span>}{' '}
          {item.subject !== null && <Pieces text={item.subject} newlines="mark" />}
        </button>
      </td>
      <td data-number>{item.duration_ms === null ? 'not logged' : formatDuration(item.duration_ms)}</td>
      <td data-number>{item.at === null ? '' : formatClock(new Date(item.at).toISOString())}</td>
      <td data-number>{item.message === null ? '' : formatCount(item.message + 1)}</td>
    </tr>
  );
}

/** Longest first; what failed in the order of the thread. */
function itemsFor(chart: Chart, choice: Choice): number[] {
  const { items } = chart.timeline;
  const kinds = { tools: 'ks', model: 'm', waits: 'w', failed: 'kmeh' }[choice];
  const found: number[] = [];
  for (let item = 0; item < chart.count; item += 1) {
    if (!kinds.includes(chart.kinds[item]!)) continue;
    if (choice === 'failed' && !'edi'.includes(items.outcomes[item] ?? 'o')) continue;
    found.push(item);
  }
  if (choice === 'failed') return found;
  return found.toSorted((one, other) => length(chart, other) - length(chart, one));
}

const length = ({ from, to }: Chart, item: number): number => to[item]! - from[item]!;
