import type { ContextWindow } from '../../../contract/context.ts';
import { formatCount, formatTokens } from '../../format/numbers.ts';
import { Pieces } from '../text/Pieces.tsx';
import { partColors, partWords, tokensEstimate } from './context-words.ts';
import styles from './context.module.css';
import { openInTranscript } from './use-timeline.ts';

/** The largest pieces of a window, with the way to each. */
export function LargestItems({ window }: { window: ContextWindow }) {
  return (
    <section className={styles.panel} aria-labelledby="largest-items">
      <h2 id="largest-items">Largest pieces</h2>
      {window.largest.length === 0 && <p className={styles.how}>Nothing in this window is large.</p>}
      <div className={styles.scroller}>
        <table className={styles.table}>
          {window.largest.length > 0 && (
            <thead>
              <tr>
                <th scope="col">Piece</th>
                <th scope="col">Characters</th>
                <th scope="col">Tokens, estimated</th>
                <th scope="col">Message</th>
              </tr>
            </thead>
          )}
          <tbody>
            {window.largest.map((piece, nth) => (
              // oxlint-disable-next-line react/no-array-index-key -- the pieces of a window keep their order
              <tr key={nth}>
                <td>
                  <button type="button" className={styles.rowButton} onClick={() => openInTranscript(piece.message)}>
                    <span className={styles.dot} style={{ background: partColors[piece.what] }} aria-hidden="true" />
                    {partWords[piece.what]}{' '}
                    {piece.name !== null && (
                      <b>
                        <Pieces text={piece.name} newlines="mark" />{' '}
                      </b>
                    )}
                    {piece.subject !== null && <Pieces text={piece.subject} newlines="mark" />}
                  </button>
                </td>
                <td data-number>{formatTokens(piece.chars)}</td>
                <td data-number>{tokensEstimate(window, piece.chars) ?? 'unknown'}</td>
                <td data-number>{formatCount(piece.message + 1)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
