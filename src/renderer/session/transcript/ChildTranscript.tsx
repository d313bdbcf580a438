import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { Subagent } from '../../../contract/session.ts';
import { formatCount } from '../../format/numbers.ts';
import { api } from '../../api/api.ts';
import buttons from '../parts/buttons.module.css';
import { forgetChild, readChildAgain, readMoreOfChild } from './child-threads.ts';
import { RowBoundary } from './RowBoundary.tsx';
import { threadInput } from './thread.ts';
import { TranscriptContext, useTranscript } from './transcript-context.ts';
import styles from './transcript.module.css';

/** A subagent's thread inside the message that started it, read page by page. */
export function ChildTranscript({ agent }: { agent: Subagent }) {
  const parent = useTranscript();
  const { children, MessageView } = parent;
  const child = useStore(children, (threads) => threads.get(agent.agent_id));
  const context = useMemo(
    () => ({ ...parent, times: none, left_paths: none, thread: { ...parent.thread, agent_id: agent.agent_id } }),
    [parent, agent.agent_id],
  );
  const load = (_: string, offset: number, limit: number) =>
    api.messages({ ...threadInput(context.thread), offset, limit });
  const readMore = (): void => {
    void readMoreOfChild(children, agent.agent_id, load);
  };
  const isUnread = child === undefined;
  useEffect(() => {
    if (isUnread) readMore();
    // oxlint-disable-next-line react/exhaustive-deps -- the first page is read once
  }, [isUnread]);
  const state = `${agent.state} ${agent.message_count} ${agent.last_message_at}`;
  const known = useRef(state);
  useEffect(() => {
    if (known.current === state) return;
    known.current = state;
    void readChildAgain(children, agent.agent_id, load);
    // oxlint-disable-next-line react/exhaustive-deps -- read again when the subagent has gone on, and only then
  }, [state]);
  const total = child?.total ?? agent.message_count;
  const count = child?.messages.length ?? 0;
  return (
    <TranscriptContext value={context}>
      <div className={styles.child} role="group" aria-label="Thread of this subagent" aria-busy={child?.is_loading}>
        {child?.messages.map((message) => (
          <RowBoundary key={message.message_id} subject={message}>
            <MessageView message={message} />
          </RowBoundary>
        ))}
        {child && count === 0 && !child.is_loading && !child.error && (
          <p className={styles.rowNote}>This thread holds no messages.</p>
        )}
        <div className={buttons.bar}>
          {child?.error && <span className={buttons.error}>{child.error.message}</span>}
          {child?.is_loading || isUnread ? (
            <span>Reading …</span>
          ) : (
            (count < total || child?.error) && (
              <button type="button" className={buttons.small} onClick={readMore}>
                {child?.error ? 'Try again' : `Show more: ${formatCount(count)} of ${formatCount(total)} messages`}
              </button>
            )
          )}
        </div>
      </div>
    </TranscriptContext>
  );
}

const none: readonly never[] = [];

/** What lets go of a child thread once it is folded. */
export const useForgetChild = (): ((agentId: string) => void) => {
  const { children } = useTranscript();
  return (agentId) => forgetChild(children, agentId);
};
