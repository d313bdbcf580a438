import type { RefObject } from 'react';
import type { Message, Outline } from '../../../contract/message.ts';
import { useKeys } from '../../keys/keys.ts';
import { type FoldStore, forgetFolds, toggleMessage } from './folds.ts';
import { showRaw } from './message-link.ts';
import { messageMarkdown } from './message-markdown.ts';
import { messageText } from './message-text.ts';
import { nextStop, rowOfPlace, type Stop } from './steps.ts';
import type { Thread } from './thread.ts';
import { toggleTools, toggleTurns } from './view.ts';

interface Options {
  scroller: RefObject<HTMLDivElement | null>;
  thread: Thread;
  outline: Outline;
  places: Uint32Array | null;
  focused: number | null;
  folds: FoldStore;
  messageAt: (place: number) => Message | null;
  placeAtTop: () => number;
  goTo: (place: number, as?: 'start' | 'near') => void;
  goToLast: () => void;
  /** Says in words what a key did that cannot be seen. */
  say: (words: string) => void;
}

/** The keys of a transcript. */
export function useTranscriptKeys(options: Options): void {
  const { scroller, thread, outline, places, focused, folds, goTo, say } = options;
  const placeOf = (row: number): number => places?.[row] ?? row;
  const count = places?.length ?? outline.total;

  const step = (direction: 1 | -1, stop: Stop): void => {
    if (count === 0) return;
    const isHere = focused !== null && isNearWindow(scroller.current, focused);
    const from = rowOfPlace(places, isHere ? focused : options.placeAtTop());
    if (!isHere && stop === 'message') goTo(placeOf(from), 'near');
    else {
      const row = nextStop(outline, places, from, direction, stop);
      if (row === null) say(`No ${direction === 1 ? 'later' : 'earlier'} ${names[stop]}`);
      else goTo(placeOf(row), stop === 'message' ? 'near' : 'start');
    }
  };
  const copy = async (textOf: typeof messageText): Promise<void> => {
    const message = focused === null ? null : options.messageAt(focused);
    if (!message) return say('No message has the focus');
    try {
      await navigator.clipboard.writeText(await textOf(thread, message));
      say('Message copied');
    } catch {
      say('The message could not be copied');
    }
  };

  useKeys('Session', [
    { keys: 'j', about: 'Next message', run: () => step(1, 'message') },
    { keys: 'k', about: 'Previous message', run: () => step(-1, 'message') },
    { keys: 'n', about: 'Next user turn', run: () => step(1, 'user') },
    { keys: 'p', about: 'Previous user turn', run: () => step(-1, 'user') },
    { keys: 'e', about: 'Next error', run: () => step(1, 'error') },
    { keys: 'E', about: 'Previous error', run: () => step(-1, 'error') },
    {
      keys: 'o',
      about: 'Open or fold what the message holds',
      run: () => {
        const message = focused === null ? null : options.messageAt(focused);
        if (message) toggleMessage(folds, message.message_id);
      },
    },
    {
      keys: 't',
      about: 'Tools as single lines, or open',
      run: () => {
        forgetFolds(folds);
        toggleTools();
      },
    },
    {
      keys: 'r',
      about: 'Records of the log behind the message',
      run: () => showRaw(thread.agent_id, focused ?? options.placeAtTop()),
    },
    { keys: 'u', about: 'List of turns beside the messages', run: toggleTurns },
    { keys: 'C', about: 'Copy the message as Markdown', run: () => void copy(messageMarkdown) },
    { keys: 'c', about: 'Copy the text of the message', run: () => void copy(messageText) },
    {
      keys: 'Home',
      about: 'First message',
      run: () => (isElsewhere(scroller.current) || count === 0 ? false : goTo(placeOf(0))),
    },
    {
      keys: 'End',
      about: 'Last message',
      run: () => {
        if (isElsewhere(scroller.current) || count === 0) return false;
        options.goToLast();
        return true;
      },
    },
  ]);
}

const names = { message: 'message', user: 'user turn', error: 'error' };

/** Whether the row is drawn in or next to the window; a focus that was scrolled far away is not gone back to. */
function isNearWindow(scroller: HTMLElement | null, place: number): boolean {
  const element = scroller?.querySelector(`[data-place="${place}"]`);
  if (!scroller || !element) return false;
  const view = scroller.getBoundingClientRect();
  const rect = element.getBoundingClientRect();
  return rect.bottom > view.top - view.height && rect.top < view.bottom + view.height;
}

/** Whether another part of the window has the focus and may want the key for itself. */
function isElsewhere(scroller: HTMLElement | null): boolean {
  const active = document.activeElement;
  return active !== null && active !== document.body && !scroller?.contains(active);
}
