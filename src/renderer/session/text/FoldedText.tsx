import { useEffect } from 'react';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import buttons from '../parts/buttons.module.css';
import { useFold } from '../transcript/transcript-context.ts';
import { DrawnText, type Look } from './DrawnText.tsx';
import { countLines, foldedHead, foldedLines } from './fold-lines.ts';
import { endOf, hasEarlier, hasMore, shownText, startOf } from './long-text.ts';
import { type PagedText, useLongText } from './use-long-text.ts';

interface Props {
  block_id: string;
  text: string;
  /** The whole, in UTF-16 units; longer than `text` when that was cut. */
  text_length: number;
  /** Lines shown while folded. */
  lines?: number;
  look: Look;
}

/** Text that is folded when it is long, and paged when it is longer than what came with the message. */
export function FoldedText({ block_id, text, text_length, lines = foldedLines, look }: Props) {
  const paged = useLongText(block_id, text, text_length);
  const [open, setOpen] = useFold(block_id, false);
  const head = foldedHead(text, lines);
  const isCut = text_length > text.length;
  if (!open && (head !== null || isCut)) {
    return (
      <>
        <DrawnText text={head ?? text} look={look} />
        <div className={buttons.bar}>
          <button type="button" className={buttons.small} aria-expanded={false} onClick={() => setOpen(true)}>
            {isCut ? `Show more of ${formatBytes(text_length)}` : `Show all ${formatCount(countLines(text))} lines`}
          </button>
        </div>
      </>
    );
  }
  if (head === null && !isCut) return <DrawnText text={text} look={look} />;
  return <OpenText paged={paged} look={look} fold={() => setOpen(false)} />;
}

interface OpenProps {
  paged: PagedText;
  look: Look;
  fold: () => void;
}

/** The part of a long text that is held, and the ways to the rest. */
export function OpenText({ paged, look, fold }: OpenProps) {
  const { long, error } = paged;
  useReadOn(paged);
  return (
    <>
      {hasEarlier(long) && (
        <div className={buttons.bar}>
          <button type="button" className={buttons.small} disabled={paged.is_loading} onClick={paged.readEarlier}>
            Show what comes before
          </button>
          <span>{formatBytes(startOf(long))} above</span>
        </div>
      )}
      <DrawnText text={shownText(long)} look={look} />
      <div className={buttons.bar}>
        <button type="button" className={buttons.small} aria-expanded onClick={fold}>
          Fold
        </button>
        {hasMore(long) && (
          <>
            <button type="button" className={buttons.small} disabled={paged.is_loading} onClick={paged.readNext}>
              {paged.is_loading ? 'Reading …' : 'Show more'}
            </button>
            <span>
              {formatBytes(endOf(long))} of {formatBytes(long.length)}
            </span>
          </>
        )}
        {error && <span className={buttons.error}>{error.message}</span>}
      </div>
    </>
  );
}

/** Reads on once by itself when a text is opened: what came with the message is shorter than what opening it promises. */
function useReadOn({ long, readNext }: PagedText): void {
  const isUnread = long.chunks.length === 1 && hasMore(long);
  useEffect(() => {
    if (isUnread) readNext();
    // oxlint-disable-next-line react/exhaustive-deps -- once, not with every new function
  }, [isUnread]);
}
