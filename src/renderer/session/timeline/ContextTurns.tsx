import type { ContextTurn } from '../../../contract/context.ts';
import { formatCost, formatCount, formatTokens } from '../../format/numbers.ts';
import { Pieces } from '../text/Pieces.tsx';
import { byKind, charsWords, partColors, partWords } from './context-words.ts';
import styles from './context.module.css';
import { openInTranscript } from './use-timeline.ts';

/** Turn by turn: how far the window was filled, by what, and what that cost. */
export function ContextTurns({ turns }: { turns: readonly ContextTurn[] }) {
  if (turns.length === 0) return null;
  const most = turns.reduce((max, turn) => Math.max(max, sumOf(turn)), 1);
  return (
    <section className={styles.panel} aria-labelledby="context-turns">
      <h2 id="context-turns">Turns</h2>
      <div className={styles.scroller}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Prompt</th>
              <th scope="col">Came in, by size</th>
              <th scope="col">Calls</th>
              <th scope="col">Context</th>
              <th scope="col">Not cached</th>
              <th scope="col">Out</th>
              <th scope="col">Cost</th>
            </tr>
          </thead>
          <tbody>
            {turns.map((turn) => (
              <TurnRow key={turn.message} turn={turn} most={most} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

const sumOf = (turn: ContextTurn): number => turn.parts.reduce((sum, { chars }) => sum + chars, 0);

function TurnRow({ turn, most }: { turn: ContextTurn; most: number }) {
  const parts = byKind(turn.parts);
  const words = parts.map(({ what, chars }) => `${partWords[what]}: ${charsWords(chars)}`).join(', ');
  const share = (chars: number): string => `${(chars / most) * 100}%`;
  return (
    <tr>
      <td>
        <button type="button" className={styles.rowButton} onClick={() => openInTranscript(turn.message)}>
          {turn.prompt === null ? (
            `Turn at message ${formatCount(turn.message + 1)}`
          ) : (
            <Pieces text={turn.prompt} newlines="mark" />
          )}
        </button>
      </td>
      <td>
        <span className={styles.turnBar} title={words}>
          {parts.map(({ what, chars }) => (
            <span key={what} style={{ width: share(chars), background: partColors[what] }} />
          ))}
        </span>
        <span className="sr-only">{words}</span>
      </td>
      <td data-number>{formatCount(turn.call_count)}</td>
      <td data-number>
        {turn.first_context === null
          ? 'unknown'
          : `${formatTokens(turn.first_context)} → ${formatTokens(turn.last_context)}`}
      </td>
      <td data-number>{turn.call_count === 0 ? '' : formatTokens(turn.uncached)}</td>
      <td data-number>{turn.call_count === 0 ? '' : formatTokens(turn.output)}</td>
      <td data-number>{turn.call_count === 0 ? '' : formatCost(turn.cost_usd)}</td>
    </tr>
  );
}
