import { type ComponentType, createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { FoundIn } from '../../../contract/find.ts';
import type { Message } from '../../../contract/message.ts';
import type { Subagent } from '../../../contract/session.ts';
import type { LongText } from '../text/long-text.ts';
import type { ChildThreads } from './child-threads.ts';
import type { LeftPath } from './left-paths.ts';
import { type FoldStore, isOpen, setBody } from './folds.ts';
import type { Thread } from './thread.ts';

/** What the rows of a transcript share. What they remember is kept here, since rows come and go while one scrolls. */
export interface TranscriptContext {
  thread: Thread;
  /** Folder the session worked in: paths below it are shown from there on. */
  cwd: string | null;
  subagents: readonly Subagent[];
  /** When each message of the thread was written, in milliseconds since 1970; null where the log does not tell. */
  times: readonly (number | null)[];
  /** Paths of the conversation that were left. */
  left_paths: readonly LeftPath[];
  /** Diffs are shown with old and new side by side. */
  is_split: boolean;
  folds: FoldStore;
  texts: StoreApi<ReadonlyMap<string, LongText>>;
  children: ChildThreads;
  /** Parts of cards, by block and field, that are shown although the card says them in another way. */
  wanted: StoreApi<ReadonlySet<string>>;
  /** Draws a message; handed down because threads stand inside messages, and messages inside threads. */
  MessageView: ComponentType<{ message: Message }>;
}

/** What outlives rows that scroll out of sight. */
export type TranscriptMemory = Pick<TranscriptContext, 'folds' | 'texts' | 'children' | 'wanted'>;

export const TranscriptContext = createContext<TranscriptContext | null>(null);
export const MessageContext = createContext<Message | null>(null);

export function useTranscript(): TranscriptContext {
  const context = useContext(TranscriptContext);
  if (!context) throw new Error('A part of a transcript was drawn outside of one.');
  return context;
}

export function useMessage(): Message {
  const message = useContext(MessageContext);
  if (!message) throw new Error('A part of a message was drawn outside of one.');
  return message;
}

/** Whether a part of a card is shown although the card says it in another way. */
export function useIsWanted(blockId: string, field: FoundIn): boolean {
  return useStore(useTranscript().wanted, (wanted) => wanted.has(`${blockId} ${field}`));
}

/** Whether a body of the current message is open, and what opens or folds it. */
export function useFold(bodyId: string, initial: boolean): [open: boolean, set: (open: boolean) => void] {
  const { folds } = useTranscript();
  const { message_id } = useMessage();
  const open = useStore(folds, (state) => isOpen(state, message_id, bodyId, initial));
  return [open, (next) => setBody(folds, message_id, bodyId, next)];
}
