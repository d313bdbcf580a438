import { memo, useMemo } from 'react';
import type { Message } from '../../../contract/message.ts';
import { CompactionPart } from '../blocks/CompactionPart.tsx';
import { NoticePart } from '../blocks/NoticePart.tsx';
import { partId, type Part, partsOf } from '../blocks/parts.ts';
import { ProblemPart } from '../blocks/ProblemPart.tsx';
import { TextPart } from '../blocks/TextPart.tsx';
import { ThinkingPart } from '../blocks/ThinkingPart.tsx';
import { ImageView } from '../image/ImageView.tsx';
import { ToolCard } from '../tools/ToolCard.tsx';
import { Pieces } from '../text/Pieces.tsx';
import { MessageMeta } from './MessageMeta.tsx';
import { isShown } from './shown-kinds.ts';
import { LeftPathLine, useIsFolded } from './LeftPathLine.tsx';
import { MessageContext, useTranscript } from './transcript-context.ts';
import styles from './transcript.module.css';
import { useView } from './view.ts';

/** A message: its time, its parts, and, when it is pointed at, what the call that wrote it used. */
export const MessageView = memo(function MessageView({ message }: { message: Message }) {
  const shown = useView((view) => view.shown);
  const parts = useMemo(() => partsOf(message), [message]);
  const path = useTranscript().left_paths.find(({ from }) => from === message.index) ?? null;
  const isFolded = useIsFolded(path);
  const visible = parts.filter((part) => isShown(part, message.role, shown));
  if (path && isFolded) return <LeftPathLine path={path} />;
  if (visible.length === 0 && shown.size > 0) {
    return <div className={styles.hidden} title={`Message ${message.index + 1} holds nothing of the chosen kinds.`} />;
  }
  return (
    <MessageContext value={message}>
      {path && <LeftPathLine path={path} />}
      <div className={`${styles.message} ${styles[lookOf(message, visible)]}`} data-branch={message.branch !== null}>
        <MessageMeta message={message} />
        <div className={styles.parts}>
          {visible.length === 0 && <p className={styles.rowNote}>Empty message</p>}
          {visible.map((part) => (
            <PartView key={partId(part)} part={part} />
          ))}
          {endedEarly(message) && (
            <p className={styles.rowNote}>
              The answer ended early: <Pieces text={message.stop_reason ?? ''} newlines="mark" />
            </p>
          )}
        </div>
      </div>
    </MessageContext>
  );
});

/* Reasons to stop that are part of every conversation. */
const usualStops = new Set([
  'end_turn', 'tool_use', 'stop_sequence', 'stop', 'tool_calls', 'completed', 'pause_turn', 'commentary', 'final_answer',
]); // prettier-ignore

const endedEarly = ({ stop_reason }: Message): boolean => stop_reason !== null && !usualStops.has(stop_reason);

/** A prompt stands out; what a program noted keeps quiet. */
function lookOf(message: Message, parts: readonly Part[]): 'prompt' | 'written' | 'noted' {
  const isWritten = parts.some((part) => (part.kind === 'text' && !part.block.is_injected) || part.kind === 'image');
  if (message.role === 'user' && isWritten) return 'prompt';
  return message.role === 'assistant' || isWritten ? 'written' : 'noted';
}

function PartView({ part }: { part: Part }) {
  switch (part.kind) {
    case 'text':
      return <TextPart block={part.block} />;
    case 'thinking':
      return <ThinkingPart block={part.block} />;
    case 'image':
      return <ImageView {...part.block} />;
    case 'compaction':
      return <CompactionPart block={part.block} />;
    case 'notice':
      return <NoticePart block={part.block} />;
    case 'problem':
      return <ProblemPart block={part.block} />;
    case 'tool':
      return <ToolCard call={part.call} result={part.result} />;
  }
}
