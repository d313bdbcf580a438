import { formatBytes } from '../../format/numbers.ts';
import buttons from '../parts/buttons.module.css';
import { hasEarlier, hasMore, shownText, startOf } from '../text/long-text.ts';
import { PlainText } from '../text/PlainText.tsx';
import { useLongText } from '../text/use-long-text.ts';
import { useFold } from '../transcript/transcript-context.ts';
import { Markdown } from './Markdown.tsx';

/* Above the first, Markdown is rendered on request only; above the second, never. */
const renderedUnasked = 32_000;
const mostRendered = 200_000;

interface Props {
  block_id: string;
  text: string;
  text_length: number;
}

/** What a model wrote: as Markdown unless it is very long; the rest of a text that was cut is read on demand. */
export function MarkdownText({ block_id, text, text_length }: Props) {
  const paged = useLongText(block_id, text, text_length);
  const [isAsked, setIsAsked] = useFold(`${block_id} rendered`, false);
  const shown = shownText(paged.long);
  const isLong = shown.length > renderedUnasked;
  const canRender = shown.length <= mostRendered && !hasEarlier(paged.long);
  const isRendered = canRender && (!isLong || isAsked);
  return (
    <>
      {hasEarlier(paged.long) && (
        <div className={buttons.bar}>
          <button type="button" className={buttons.small} disabled={paged.is_loading} onClick={paged.readEarlier}>
            Show what comes before
          </button>
          <span>{formatBytes(startOf(paged.long))} above</span>
        </div>
      )}
      {isRendered ? <Markdown text={shown} /> : <PlainText text={shown} />}
      {(isLong || hasMore(paged.long)) && (
        <div className={buttons.bar}>
          {isLong && canRender && (
            <button type="button" className={buttons.small} onClick={() => setIsAsked(!isAsked)}>
              {isAsked ? 'Show as plain text' : `Render ${formatBytes(shown.length)} of Markdown`}
            </button>
          )}
          {hasMore(paged.long) && (
            <button type="button" className={buttons.small} disabled={paged.is_loading} onClick={paged.readNext}>
              Show the rest of {formatBytes(text_length)}
            </button>
          )}
          {paged.error && <span className={buttons.error}>{paged.error.message}</span>}
        </div>
      )}
    </>
  );
}
