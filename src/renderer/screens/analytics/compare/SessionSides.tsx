import type { Session } from '../../../../contract/session.ts';
import { api } from '../../../api/api.ts';
import { formatCounted } from '../../../format/numbers.ts';
import { plainText } from '../../../format/visible-text.ts';
import { shortenMiddle } from '../../../format/paths.ts';
import { touches, useAnswer } from '../../../store/loadable.ts';
import screen from '../AnalyticsScreen.module.css';
import { Asked } from '../Asked.tsx';
import { AlignedTurns } from './AlignedTurns.tsx';
import { turnsOf } from './align.ts';
import { ComparedTable } from './ComparedTable.tsx';
import { sessionDifferences } from './differences.ts';

/** Messages read of each side; longer sessions are aligned up to there. */
const mostMessages = 500;

function useSide(key: string) {
  const slash = key.indexOf('/');
  const session = { source: key.slice(0, slash), session_id: key.slice(slash + 1) };
  const concerns = touches(session);
  return {
    facts: useAnswer(`compared ${key}`, () => api.session(session), concerns),
    messages: useAnswer(
      `compared messages ${key}`,
      () => api.messages({ ...session, offset: 0, limit: mostMessages }),
      concerns,
    ),
  };
}

/** Two sessions: their figures, and their turns next to each other. */
export function SessionSides({ a, b }: { a: string; b: string }) {
  const [first, second] = [useSide(a), useSide(b)];
  return (
    <Asked name={`compared ${a}`} answer={first.facts}>
      {(factsA) => (
        <Asked name={`compared ${b}`} answer={second.facts}>
          {(factsB) => {
            const sessions = [factsA.session, factsB.session] as const;
            return (
              <>
                <div className={screen.panels}>
                  <ComparedTable
                    title="Figures"
                    rows={sessionDifferences(sessions)}
                    names={[nameOf(sessions[0]), nameOf(sessions[1])]}
                    none=""
                  />
                </div>
                <Asked name={`compared messages ${a}`} answer={first.messages}>
                  {(messagesA) => (
                    <Asked name={`compared messages ${b}`} answer={second.messages}>
                      {(messagesB) => (
                        <AlignedTurns
                          sessions={sessions}
                          a={turnsOf(messagesA.messages)}
                          b={turnsOf(messagesB.messages)}
                          note={
                            Math.max(messagesA.total, messagesB.total) > mostMessages
                              ? `Only the first ${formatCounted(mostMessages, 'message')} of each were read.`
                              : null
                          }
                        />
                      )}
                    </Asked>
                  )}
                </Asked>
              </>
            );
          }}
        </Asked>
      )}
    </Asked>
  );
}

const nameOf = ({ title }: Session): string => shortenMiddle(plainText(title), 36);
