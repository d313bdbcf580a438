import { Fragment, useMemo } from 'react';
import type { Session } from '../../../../contract/session.ts';
import { formatCount, formatCounted } from '../../../format/numbers.ts';
import controls from '../../../parts/controls.module.css';
import { Safe } from '../../../parts/Safe.tsx';
import { addressOf, sessionPlace } from '../../../store/place.ts';
import { type AlignedTurn, alignTurns, comparableTurns, type ReadTurns, type Turn } from './align.ts';
import styles from './compare.module.css';

interface Props {
  sessions: readonly [a: Session, b: Session];
  a: ReadTurns;
  b: ReadTurns;
  /** More is being read. */
  is_reading: boolean;
  /** Asks for more of what was not read yet. */
  onMore(): void;
}

/** The turns of two sessions in two columns, with a mark where they part. */
export function AlignedTurns({ sessions, a, b, is_reading, onMore }: Props) {
  const { turns, divergence } = useMemo(() => alignTurns(...comparableTurns(a, b)), [a, b]);
  const isWhole = a.read >= a.total && b.read >= b.total;
  return (
    <section aria-labelledby="turns-heading">
      <h2 id="turns-heading">Turn by turn</h2>
      <p className={styles.note} role="status">
        {wordsOf(turns, divergence, isWhole)} {!isWhole && readWords(a, b)}
        {!isWhole && (
          <button type="button" className={controls.button} disabled={is_reading} onClick={onMore}>
            {is_reading ? 'Reading on …' : 'Read on'}
          </button>
        )}
      </p>
      <div className={styles.turns}>
        {sessions.map((session) => (
          <h3 key={`${session.source}/${session.session_id}`}>
            <a href={`#${addressOf(sessionPlace(session))}`}>
              <Safe text={session.title} most={80} />
            </a>
          </h3>
        ))}
        {turns.map((turn, place) => (
          // oxlint-disable-next-line react/no-array-index-key -- a turn is its place
          <Fragment key={place}>
            {place === divergence && <p className={styles.parting}>Here they part</p>}
            <Side turn={turn.a} session={sessions[0]} aligned={turn} place={place} />
            <Side turn={turn.b} session={sessions[1]} aligned={turn} place={place} />
          </Fragment>
        ))}
      </div>
    </section>
  );
}

/** Where the two part, as far as was read. */
function wordsOf(turns: readonly AlignedTurn[], divergence: number | null, isWhole: boolean): string {
  if (turns.length === 0) return isWhole ? 'Neither has a turn.' : 'No turn has ended yet.';
  if (divergence === null) {
    const all = isWhole ? 'All' : 'The first';
    return `${all} ${formatCounted(turns.length, 'turn')} ${turns.length === 1 && !isWhole ? 'has' : 'have'} the same prompts and steps.`;
  }
  const turn = turns[divergence]!;
  const why =
    turn.a === null || turn.b === null
      ? 'one of them ends before it'
      : turn.is_same_prompt
        ? `the prompt is the same, and so are the first ${formatCounted(turn.same_steps, 'step')}`
        : 'the prompts differ';
  return `They part in turn ${divergence + 1}: ${why}.`;
}

/** How far was read: `Compared are the first 2,000 of 12,345 and all 300 messages.` */
function readWords(...sides: [a: ReadTurns, b: ReadTurns]): string {
  const [a, b] = sides.map(({ read, total }) =>
    read < total ? `the first ${formatCount(read)} of ${formatCount(total)}` : `all ${formatCount(total)}`,
  );
  return `Compared are ${a} and ${b} messages.`;
}

interface SideProps {
  turn: Turn | null;
  session: Session;
  aligned: AlignedTurn;
  place: number;
}

const mostSteps = 30;

/* Where a line ends matters little beside another session. */
const oneLine = (text: string): string => text.replaceAll(/[\t\n\r ]+/g, ' ');

function Side({ turn, session, aligned, place }: SideProps) {
  if (turn === null) return <p className={styles.note}>No turn {place + 1}.</p>;
  const rest = turn.steps.length - mostSteps;
  return (
    <div className={styles.turn} data-same={aligned.is_same}>
      <a className={styles.prompt} href={`#${addressOf(sessionPlace(session, { m: turn.index }))}`}>
        <Safe text={oneLine(turn.prompt)} most={240} />
      </a>
      <ol>
        {turn.steps.slice(0, mostSteps).map((step, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a step is its place
          <li key={at} className={styles.step} data-same={aligned.is_same_prompt && at < aligned.same_steps}>
            <code>
              <Safe text={oneLine(step)} most={90} />
            </code>
          </li>
        ))}
      </ol>
      {rest > 0 && <p className={styles.note}>{formatCounted(rest, 'further step')}</p>}
    </div>
  );
}
