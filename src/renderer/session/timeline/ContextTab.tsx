import { useState } from 'react';
import type { ContextAutopsy, ContextWindow } from '../../../contract/context.ts';
import { api } from '../../api/api.ts';
import { formatCount, formatCounted, formatTokens } from '../../format/numbers.ts';
import { Choice } from '../../parts/Choice.tsx';
import { Failed, Nothing } from '../../parts/Notice.tsx';
import { askAgain, lastValue, type Loadable, touches, useAnswer } from '../../store/loadable.ts';
import { type Thread, threadInput, threadKey } from '../transcript/thread.ts';
import { CacheMisses } from './CacheMisses.tsx';
import { ContextParts } from './ContextParts.tsx';
import { ContextTurns } from './ContextTurns.tsx';
import { LargestItems } from './LargestItems.tsx';
import styles from './context.module.css';

/** What the model's context was filled with, what was dropped, and what reading it again cost. */
export function ContextTab({ thread }: { thread: Thread }) {
  const key = `context ${threadKey(thread)}`;
  const answer: Loadable<ContextAutopsy> = useAnswer(
    key,
    () => api.contextAutopsy(threadInput(thread)),
    touches(thread),
  );
  const autopsy = lastValue(answer);
  if (answer.state === 'failed' && !autopsy) return <Failed error={answer.error} onAgain={() => askAgain(key)} />;
  if (!autopsy)
    return (
      <p className={styles.waiting} aria-busy="true">
        Measuring the context …
      </p>
    );
  if (autopsy.windows.length === 0) return <Nothing title="This thread holds no messages." />;
  return <Autopsy autopsy={autopsy} />;
}

function Autopsy({ autopsy }: { autopsy: ContextAutopsy }) {
  const { windows } = autopsy;
  const [place, setPlace] = useState(windows.length - 1);
  const shown = Math.min(place, windows.length - 1);
  const window = windows[shown]!;
  return (
    <div className={styles.tab} tabIndex={0} role="group" aria-label="Context autopsy">
      <div className={styles.head}>
        {windows.length > 1 && (
          <Choice
            label="Context window"
            value={String(shown)}
            none={null}
            choices={windows.map((_, nth) => ({ value: String(nth), label: windowName(nth, windows.length) }))}
            onChange={(value) => setPlace(Number(value ?? 0))}
          />
        )}
        <p>{windowWords(window)}</p>
      </div>
      <ContextParts window={window} next={windows[shown + 1] ?? null} />
      <div className={styles.columns}>
        <LargestItems window={window} />
        <CacheMisses autopsy={autopsy} />
      </div>
      <ContextTurns turns={autopsy.turns} />
      {autopsy.left_message_count > 0 && (
        <p className={styles.note}>
          {formatCounted(autopsy.left_message_count, 'message')} on paths of the conversation that were left{' '}
          {autopsy.left_message_count === 1 ? 'is' : 'are'} not counted.
        </p>
      )}
    </div>
  );
}

const windowName = (nth: number, count: number): string => `Window ${nth + 1} of ${count}`;

/** What the log states about the window: tokens, as the API counted them. */
function windowWords({ first_message, last_message, ...window }: ContextWindow): string {
  const { first_context, last_context, most_context, call_count } = window;
  const where = `Messages ${formatCount(first_message + 1)} to ${formatCount(last_message + 1)}.`;
  if (first_context === null || last_context === null)
    return `${where} The log states no token counts for this window.`;
  const calls = formatCounted(call_count, 'call');
  const most = most_context !== null && most_context > last_context ? `, ${formatTokens(most_context)} at most` : '';
  return `${where} ${calls} of the model read from ${formatTokens(first_context)} to ${formatTokens(last_context)} tokens${most}.`;
}
