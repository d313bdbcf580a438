import { Fragment } from 'react';
import type { Session } from '../../../../contract/session.ts';
import { formatCounted } from '../../../format/numbers.ts';
import { Safe } from '../../../parts/Safe.tsx';
import { addressOf, sessionPlace } from '../../../store/place.ts';
import { type AlignedTurn, alignTurns, type Turn } from './align.ts';
import styles from './compare.module.css';

interface Props {
  sessions: readonly [a: Session, b: Session];
  a: readonly Turn[];
  b: readonly Turn[];
  /** What was not looked at. */
  note: string | null;
}

/** The turns of two sessions in two columns, with a mark where they part. */
export function AlignedTurns({ sessions, a, b, note }: Props) {
  const { turns, divergence } = alignTurns(a, b);
  return (
    <section aria-labelledby="turns-heading">
      <h2 id="turns-heading">Turn by turn</h2>
      <p className={styles.note} role="status">
        {wordsOf(turns, divergence)} {note}
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

function wordsOf(turns: readonly AlignedTurn[], divergence: number | null): string {
  if (turns.length === 0) return 'Neither has a turn.';
  if (divergence === null) return `All ${formatCounted(turns.length, 'turn')} have the same prompts and steps.`;
  const turn = turns[divergence]!;
  const why =
    turn.a === null || turn.b === null
      ? 'one of them ends before it'
      : turn.is_same_prompt
        ? `the prompt is the same, and so are the first ${formatCounted(turn.same_steps, 'step')}`
        : 'the prompts differ';
  return `They part in turn ${divergence + 1}: ${why}.`;
}

interface SideProps {
  turn: Turn | null;
  session: Session;
  aligned: AlignedTurn;
  place: number;
}

const mostSteps = 30;

function Side({ turn, session, aligned, place }: SideProps) {
  if (turn === null) return <p className={styles.note}>No turn {place + 1}.</p>;
  const rest = turn.steps.length - mostSteps;
  return (
    <div className={styles.turn} data-same={aligned.is_same}>
      <a className={styles.prompt} href={`#${addressOf(sessionPlace(session, { m: turn.index }))}`}>
        <Safe text={turn.prompt} most={240} />
      </a>
      <ol>
        {turn.steps.slice(0, mostSteps).map((step, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a step is its place
          <li key={at} className={styles.step} data-same={aligned.is_same_prompt && at < aligned.same_steps}>
            <code>
              <Safe text={step} most={90} />
            </code>
          </li>
        ))}
      </ol>
      {rest > 0 && <p className={styles.note}>{formatCounted(rest, 'further step')}</p>}
    </div>
  );
}
