import { useEffect, useState } from 'react';
import type { Output } from '../../contract/api.ts';
import type { Outline } from '../../contract/message.ts';
import { api } from '../api/api.ts';
import { shortenMiddle } from '../format/paths.ts';
import { plainText } from '../format/visible-text.ts';
import { Boundary } from '../parts/Boundary.tsx';
import { Failed, Nothing } from '../parts/Notice.tsx';
import { askAgain, lastValue, type Loadable, touches, useAnswer } from '../store/loadable.ts';
import type { SessionPlace, SessionTab } from '../store/place.ts';
import { FilesTab } from './files/FilesTab.tsx';
import { Find } from './find/FindBar.tsx';
import { HeaderSkeleton } from './header/HeaderSkeleton.tsx';
import { SessionHeader } from './header/SessionHeader.tsx';
import { SessionTabs } from './header/SessionTabs.tsx';
import { LinkDialog } from './link/LinkDialog.tsx';
import { ProblemsTab } from './problems/ProblemsTab.tsx';
import { RawTab } from './raw/RawTab.tsx';
import styles from './session-screen.module.css';
import { ContextTab } from './timeline/ContextTab.tsx';
import { SessionStrip } from './timeline/SessionStrip.tsx';
import { TimelineTab } from './timeline/TimelineTab.tsx';
import { ThreadLine } from './transcript/ThreadLine.tsx';
import { WaitingMessages } from './transcript/WaitingMessages.tsx';
import { type Thread, threadInput, threadKey } from './transcript/thread.ts';
import { Transcript } from './transcript/Transcript.tsx';
import { TranscriptTools } from './transcript/TranscriptTools.tsx';

interface Props {
  source: string;
  session_id: string;
  /** Which tab, which message, which thread. */
  place: SessionPlace;
}

/** One session: what it was, and its messages. */
export function SessionScreen({ source, session_id, place: { tab, m, agent, find, file } }: Props) {
  const session = useAnswer(
    `session ${JSON.stringify([source, session_id])}`,
    () => api.session({ source, session_id }),
    touches({ source, session_id }),
  );
  const answer = lastValue(session);
  /* Tabs that show no thread need no outline, and do not ask for one. */
  const mainThread = { source, session_id, agent_id: null };
  const hasOutline = tab !== 'files' && tab !== 'problems';
  const outline = lastValue(useOutline(mainThread, hasOutline && answer !== null && !answer.session.is_gone));
  const title = answer ? shortenMiddle(plainText(answer.session.title), 80) : 'Session';
  useEffect(() => {
    document.title = `${title} · Rearview`;
  }, [title]);
  return (
    <div className={styles.screen}>
      {answer ? (
        <SessionHeader answer={answer} kinds={outline?.kinds ?? null} />
      ) : (
        session.state !== 'failed' && <HeaderSkeleton />
      )}
      {session.state === 'failed' && (
        <Failed error={session.error} onAgain={() => askAgain(`session ${JSON.stringify([source, session_id])}`)} />
      )}
      {(answer || session.state !== 'failed') && (
        <Boundary what="This session" resetBy={`${source} ${session_id} ${tab}`}>
          <Tab
            answer={answer}
            tab={tab}
            m={m}
            find={find}
            file={file}
            thread={{ source, session_id, agent_id: agent }}
          />
        </Boundary>
      )}
      <LinkDialog />
    </div>
  );
}

interface TabProps {
  answer: Output<'session'> | null;
  tab: SessionTab;
  m: number | null;
  /** What is looked for in the session. */
  find: string;
  /** The file whose history is shown. */
  file: string;
  thread: Thread;
}

function Tab({ answer, tab, m, find, file, thread }: TabProps) {
  const isOfSession = tab === 'problems' || tab === 'files';
  const isGone = answer?.session.is_gone ?? false;
  const { source, session_id } = thread;
  return (
    <>
      {!isOfSession && !isGone && <SessionStrip thread={thread} tab={tab} at={m} />}
      <SessionTabs shown={tab} problemCount={answer?.session.problem_count ?? 0}>
        {tab === 'transcript' && !isGone && <TranscriptTools />}
      </SessionTabs>
      <div
        className={styles.panel}
        role="tabpanel"
        id={`tab-panel-${tab}`}
        aria-labelledby={`tab-${tab}`}
        tabIndex={tab === 'problems' ? 0 : undefined}
      >
        <Find source={thread.source} session_id={thread.session_id} words={find} isShown={tab === 'transcript'} />
        {tab !== 'transcript' && !isOfSession && thread.agent_id !== null && (
          <ThreadLine agentId={thread.agent_id} subagents={answer?.subagents ?? []} />
        )}
        {tab === 'problems' ? (
          answer && <ProblemsTab answer={answer} />
        ) : tab === 'files' ? (
          <FilesTab source={source} session_id={session_id} cwd={answer?.session.cwd ?? null} file={file} />
        ) : isGone ? (
          <Gone />
        ) : tab === 'raw' ? (
          <RawTab key={threadKey(thread)} thread={thread} at={m} />
        ) : tab === 'timeline' ? (
          <TimelineTab key={threadKey(thread)} thread={thread} at={m} />
        ) : tab === 'context' ? (
          <ContextTab key={threadKey(thread)} thread={thread} />
        ) : (
          <ThreadTab key={threadKey(thread)} answer={answer} at={m} thread={thread} />
        )}
      </div>
    </>
  );
}

const outlineKey = (thread: Thread): string => `outline ${threadKey(thread)}`;

const useOutline = (thread: Thread, isWanted: boolean): Loadable<Outline> =>
  useAnswer(isWanted ? outlineKey(thread) : null, () => api.outline(threadInput(thread)), touches(thread));

/** In place of what only the log could tell. */
function Gone() {
  return (
    <Nothing title="The file of this session is no longer on disk.">
      <p>Its figures above, and the files it touched, are what is left of it.</p>
    </Nothing>
  );
}

/** One thread, the same for as long as this is shown: its outline first, then its messages as they are looked at. */
function ThreadTab({ answer, at, thread }: { answer: Output<'session'> | null; at: number | null; thread: Thread }) {
  const [sameThread] = useState(thread);
  const outline = useOutline(thread, true);
  const known = lastValue(outline);
  return (
    <>
      {thread.agent_id !== null && <ThreadLine agentId={thread.agent_id} subagents={answer?.subagents ?? []} />}
      {outline.state === 'failed' && <Failed error={outline.error} onAgain={() => askAgain(outlineKey(thread))} />}
      {known === null ? (
        outline.state !== 'failed' && <WaitingMessages />
      ) : known.total === 0 ? (
        <NoMessages answer={answer} />
      ) : (
        <Transcript
          thread={sameThread}
          outline={known}
          subagents={answer?.subagents ?? noSubagents}
          cwd={answer?.session.cwd ?? null}
          at={at}
        />
      )}
    </>
  );
}

const noSubagents: Output<'session'>['subagents'] = [];

function NoMessages({ answer }: { answer: Output<'session'> | null }) {
  const problems = answer?.session.problem_count ?? 0;
  return (
    <Nothing title="This session holds no messages.">
      {problems > 0 && <p>Some of its lines could not be understood: see Problems.</p>}
    </Nothing>
  );
}
