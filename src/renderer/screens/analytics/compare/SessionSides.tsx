import { useState } from 'react';
import type { Session } from '../../../../contract/session.ts';
import { api } from '../../../api/api.ts';
import { shortenMiddle } from '../../../format/paths.ts';
import { plainText } from '../../../format/visible-text.ts';
import { useLatest } from '../../../parts/use-latest.ts';
import { lastValue, touches, useAnswer } from '../../../store/loadable.ts';
import screen from '../AnalyticsScreen.module.css';
import { Asked } from '../Asked.tsx';
import type { ReadTurns } from './align.ts';
import { AlignedTurns } from './AlignedTurns.tsx';
import { ComparedTable } from './ComparedTable.tsx';
import { sessionDifferences } from './differences.ts';
import { readTurns } from './read-turns.ts';

/** Messages read of each side at first; twice as many each time that more is asked for. */
const firstMessages = 2_000;

/** Two sessions: their figures, and their turns next to each other. */
export function SessionSides({ a, b }: { a: string; b: string }) {
  const [first, second] = [useFacts(a), useFacts(b)];
  return (
    <Asked name={factsKey(a)} answer={first}>
      {(factsA) => (
        <Asked name={factsKey(b)} answer={second}>
          {(factsB) => <BothSides sessions={[factsA.session, factsB.session]} a={a} b={b} />}
        </Asked>
      )}
    </Asked>
  );
}

const factsKey = (side: string): string => `compared ${side}`;

function useFacts(side: string) {
  const session = sessionOf(side);
  return useAnswer(factsKey(side), () => api.session(session), touches(session));
}

interface BothProps {
  sessions: readonly [a: Session, b: Session];
  a: string;
  b: string;
}

function BothSides({ sessions, a, b }: BothProps) {
  const [most, setMost] = useState(firstMessages);
  const [first, second] = [useTurns(a, most), useTurns(b, most)];
  return (
    <>
      <div className={screen.panels}>
        <ComparedTable
          title="Figures"
          rows={sessionDifferences(sessions)}
          names={[nameOf(sessions[0]), nameOf(sessions[1])]}
          none=""
          is_wide
        />
      </div>
      <Asked name={first.key} answer={first.answer}>
        {(turnsA) => (
          <Asked name={second.key} answer={second.answer}>
            {(turnsB) => (
              <AlignedTurns
                sessions={sessions}
                a={turnsA}
                b={turnsB}
                is_reading={first.is_reading || second.is_reading}
                onMore={() => setMost(most * 2)}
              />
            )}
          </Asked>
        )}
      </Asked>
    </>
  );
}

/** The turns of a side, as far as its first messages go; those read before are there until more are. */
function useTurns(side: string, most: number) {
  const session = sessionOf(side);
  const key = `compared turns ${most} ${side}`;
  const ask = () => readTurns((offset, limit) => api.messages({ ...session, offset, limit }), most);
  const answer = useAnswer<ReadTurns>(key, ask, touches(session));
  const known = useLatest(lastValue(answer));
  const is_reading = known !== null && lastValue(answer) === null && answer.state !== 'failed';
  return { key, answer: is_reading ? ({ state: 'ready', value: known, stale: true } as const) : answer, is_reading };
}

function sessionOf(side: string): { source: string; session_id: string } {
  const slash = side.indexOf('/');
  return { source: side.slice(0, slash), session_id: side.slice(slash + 1) };
}

const nameOf = ({ title }: Session): string => shortenMiddle(plainText(title), 36);
