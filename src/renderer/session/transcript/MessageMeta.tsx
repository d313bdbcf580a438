import type { Message } from '../../../contract/message.ts';
import { formatCost, formatCount, formatTokens } from '../../format/numbers.ts';
import { formatClock, formatExact } from '../../format/times.ts';
import buttons from '../parts/buttons.module.css';
import { CopyButton } from '../parts/CopyButton.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { messageLink, showRaw } from './message-link.ts';
import { messageMarkdown } from './message-markdown.ts';
import { messageText } from './message-text.ts';
import { useTranscript } from './transcript-context.ts';
import styles from './transcript.module.css';

const roles = { user: 'You', assistant: 'Assistant', system: 'Program' };

/** The time in the margin, and a line that appears on a message that is pointed at or has the focus. */
export function MessageMeta({ message }: { message: Message }) {
  const { thread, times } = useTranscript();
  return (
    <>
      <div className={styles.time} onPointerEnter={(event) => sayExactly(event.currentTarget, message)}>
        <span className="sr-only">{message.is_meta ? 'Put in by the program' : roles[message.role]} </span>
        {isNewMinute(message, times) && formatClock(message.at)}
      </div>
      <div className={styles.meta}>
        <span>
          {formatCount(message.index + 1)}
          {message.model !== null && (
            <>
              {' · '}
              <Pieces text={message.model} newlines="mark" />
            </>
          )}
          {message.effort !== null && (
            <>
              {' · '}
              <Pieces text={message.effort} newlines="mark" /> effort
            </>
          )}
          {message.usage && ` · ${usageWords(message.usage)}`}
          {message.cache_miss && (
            <>
              {' · cache missed: '}
              <Pieces text={message.cache_miss.reason} newlines="mark" />
            </>
          )}
        </span>
        <CopyButton text={() => messageText(thread, message)} title="Copy the text of this message (c)" />
        <CopyButton
          text={() => messageMarkdown(thread, message)}
          label="Markdown"
          title="Copy this message as Markdown, with its calls and their results (C)"
        />
        <button
          type="button"
          className={buttons.small}
          title="Records of the log behind this message (r)"
          onClick={() => showRaw(thread.agent_id, message.index)}
        >
          Raw
        </button>
        <CopyButton text={() => messageLink(thread, message.index)} label="Link" title="Copy a link to this message" />
      </div>
    </>
  );
}

/** Whether the clock has moved since the message before; a turn of the person always says when it was. */
function isNewMinute({ at, index, role }: Message, times: readonly (number | null)[]): boolean {
  const before = times[index - 1];
  if (at === null || before === null || before === undefined || role === 'user') return at !== null;
  return Math.floor(before / minute_ms) !== Math.floor(Date.parse(at) / minute_ms);
}

const minute_ms = 60_000;

/* The words are made when they are asked for: the names of time zones take a while, and rows pass by the hundred. */
function sayExactly(element: HTMLElement, message: Message): void {
  element.title = `${roles[message.role]}, ${formatExact(message.at)}`;
}

function usageWords(usage: NonNullable<Message['usage']>): string {
  const words = [`${formatTokens(usage.context)} context`, `${formatTokens(usage.output)} out`];
  if (!usage.is_counted_here) words.push('counted in another session');
  else if (usage.cost_usd !== null) words.push(formatCost(usage.cost_usd));
  return words.join(' · ');
}
