import { formatCost, formatCount, formatTokens } from '../../format/numbers.ts';
import { formatDuration, formatExact } from '../../format/times.ts';
import buttons from '../parts/buttons.module.css';
import { Pieces } from '../text/Pieces.tsx';
import { itemAt } from './chart.ts';
import type { Layout } from './scene.ts';
import styles from './timeline.module.css';
import { setRange } from './timeline-view.ts';
import { openInTranscript, openThread } from './use-timeline.ts';
import { callWords, durationWords, outcomeWord, titleOf } from './words.ts';
import { around, type Range } from './zoom.ts';

interface Props {
  layout: Layout;
  selected: number | null;
  shown: Range;
}

/** The selected item in full; of none, what is in view. */
export function ItemDetails({ layout, selected, shown }: Props) {
  return (
    <section className={styles.details} aria-label="Selected item" tabIndex={0}>
      {selected === null ? <Summary layout={layout} shown={shown} /> : <Details layout={layout} selected={selected} />}
    </section>
  );
}

function Details({ layout: { chart, scale }, selected }: { layout: Layout; selected: number }) {
  const item = itemAt(chart, selected);
  const outcome = outcomeWord(item);
  const { message, subagent } = item;
  const place = { from: scale.toShown(chart.from[selected]!), to: scale.toShown(chart.to[selected]!) };
  return (
    <>
      <h2>
        <Pieces text={titleOf(item)} newlines="mark" />
        {outcome !== null && <span className={styles.bad}> {outcome}</span>}
      </h2>
      {item.subject !== null && (
        <p className={styles.subject}>
          <Pieces text={item.subject} newlines="mark" />
        </p>
      )}
      <p>{durationWords(item)}</p>
      {item.lead_ms >= 1 && <p>Began {formatDuration(item.lead_ms)} after it was called.</p>}
      {callWords(item).map((words) => (
        <p key={words}>{words}</p>
      ))}
      {subagent && (
        <p>
          {formatTokens(subagent.tokens)} tokens
          {subagent.cost_usd !== null && `, ${formatCost(subagent.cost_usd)}`}
        </p>
      )}
      {item.at !== null && <p>{formatExact(new Date(item.at).toISOString())}</p>}
      <div className={styles.actions}>
        {message !== null && (
          <button type="button" className={buttons.bordered} onClick={() => openInTranscript(message)}>
            Open message {formatCount(message + 1)}
          </button>
        )}
        {subagent && (
          <button type="button" className={buttons.bordered} onClick={() => openThread(subagent.agent_id)}>
            Its own timeline
          </button>
        )}
        <button type="button" className={buttons.bordered} onClick={() => setRange(around(place, scale.length))}>
          Zoom to it
        </button>
      </div>
    </>
  );
}

/** Where the time in view went, as far as the log tells. Things at the same time count each for themselves. */
function Summary({ layout, shown }: { layout: Layout; shown: Range }) {
  const { lanes, chart, scale } = layout;
  const [from, to] = [scale.toReal(shown.from), scale.toReal(shown.to)];
  const sums = lanes
    .filter(({ id }) => id !== 'turns')
    .map(({ id, label, tracks }) => {
      let [sum, count] = [0, 0];
      for (const track of tracks)
        for (const item of track.items) {
          if (chart.to[item]! < from || chart.from[item]! > to) continue;
          count += 1;
          sum += Math.max(0, Math.min(to, chart.to[item]!) - Math.max(from, chart.from[item]!));
        }
      return { id, label, sum, count };
    })
    .filter(({ count }) => count > 0);
  return (
    <>
      <h2>In view</h2>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Lane</th>
            <th scope="col">Count</th>
            <th scope="col">Time</th>
          </tr>
        </thead>
        <tbody>
          {sums.map(({ id, label, sum, count }) => (
            <tr key={id}>
              <td>{label}</td>
              <td data-number>{formatCount(count)}</td>
              <td data-number>{sum > 0 && chart.is_timed ? formatDuration(sum) : ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
