import type { ContextPart, ContextWindow } from '../../../contract/context.ts';
import { formatCount, formatShare, formatTokens } from '../../format/numbers.ts';
import { Pieces } from '../text/Pieces.tsx';
import { byKind, charsWords, partColors, partKinds, partWords, tokensEstimate } from './context-words.ts';
import styles from './context.module.css';

interface Props {
  window: ContextWindow;
  /** The window after the compaction that ended this one. */
  next: ContextWindow | null;
}

/** What filled a window, by size. */
export function ContextParts({ window, next }: Props) {
  const all = window.parts.reduce((sum, { chars }) => sum + chars, 0);
  const sorted = window.parts.toSorted(
    (one, other) => partKinds.indexOf(one.what) - partKinds.indexOf(other.what) || other.chars - one.chars,
  );
  return (
    <section className={styles.panel} aria-labelledby="context-parts">
      <h2 id="context-parts">What filled it</h2>
      <p className={styles.how}>
        {window.chars_per_token === null
          ? 'Measured in characters, as the log holds them. Tokens are logged for whole calls only, and too little is known here to estimate them.'
          : `Measured in characters, as the log holds them. Tokens are an estimate: this window grew by one for every ${window.chars_per_token.toFixed(1)} characters.`}
      </p>
      {all > 0 && (
        <div className={styles.bar} aria-hidden="true">
          {byKind(window.parts).map(({ what, chars }) => (
            <span
              key={what}
              title={`${partWords[what]}: ${charsWords(chars)}`}
              style={{ flexGrow: chars, background: partColors[what] }}
            />
          ))}
        </div>
      )}
      <div className={styles.scroller}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" className={styles.pieces}>
                Pieces
              </th>
              <th scope="col">Characters</th>
              <th scope="col">Share</th>
              <th scope="col">Tokens, estimated</th>
            </tr>
          </thead>
          <tbody>
            {sorted.map((part) => (
              <PartRow key={`${part.what} ${part.name}`} part={part} window={window} all={all} />
            ))}
          </tbody>
        </table>
      </div>
      <ul className={styles.facts}>
        {baseWords(window) !== null && <li>{baseWords(window)}</li>}
        {window.image_count > 0 && (
          <li>
            {window.image_count === 1
              ? 'One image has no size in characters and is not counted.'
              : `${formatCount(window.image_count)} images have no size in characters and are not counted.`}
          </li>
        )}
        {window.unrecorded_reasoning_count > 0 && (
          <li>
            {window.unrecorded_reasoning_count === 1
              ? 'One piece of reasoning is logged in encrypted form only and is not counted.'
              : `${formatCount(window.unrecorded_reasoning_count)} pieces of reasoning are logged in encrypted form only and are not counted.`}
          </li>
        )}
        {window.compaction && <li>{compactionWords(window, next)}</li>}
      </ul>
    </section>
  );
}

function PartRow({ part, window, all }: { part: ContextPart; window: ContextWindow; all: number }) {
  return (
    <tr>
      <td>
        <span className={styles.dot} style={{ background: partColors[part.what] }} aria-hidden="true" />
        {partWords[part.what]}
        {part.name !== null && (
          <b>
            {' '}
            <Pieces text={part.name} newlines="mark" />
          </b>
        )}
      </td>
      <td data-number className={styles.pieces}>
        {formatCount(part.count)}
      </td>
      <td data-number>{formatTokens(part.chars)}</td>
      <td data-number>{formatShare(part.chars, all)}</td>
      <td data-number>{tokensEstimate(window, part.chars) ?? 'unknown'}</td>
    </tr>
  );
}

/** What the first call read that stands nowhere in the log. */
function baseWords({ first_context, chars_before_first }: ContextWindow): string | null {
  if (first_context === null) return null;
  return `The first call read ${formatTokens(first_context)} tokens; the log holds ${charsWords(chars_before_first)} of that. The rest is what no log has: the system prompt, descriptions of tools, memory files.`;
}

/** What a compaction came down to, as far as the log tells. */
function compactionWords({ compaction, parts }: ContextWindow, next: ContextWindow | null): string {
  const { trigger = null, tokens_before = null, tokens_after = null } = compaction ?? {};
  const how = trigger === null ? 'A compaction' : `A compaction (${trigger})`;
  const chars = parts.reduce((sum, part) => sum + part.chars, 0);
  const after = tokens_after ?? next?.first_context ?? null;
  const tokens =
    tokens_before === null
      ? ''
      : after === null
        ? ` at ${formatTokens(tokens_before)} tokens`
        : ` from ${formatTokens(tokens_before)} to ${formatTokens(after)} tokens`;
  return `${how} ended this window${tokens}: ${charsWords(chars)} were replaced by what the next window begins with.`;
}
