import { memo } from 'react';
import type { Message } from '../../../contract/message.ts';
import type { ApiError } from '../../../contract/result.ts';
import buttons from '../parts/buttons.module.css';
import { MessageView } from './MessageView.tsx';
import { RowBoundary } from './RowBoundary.tsx';
import { Skeleton } from './Skeleton.tsx';
import styles from './transcript.module.css';

interface Props {
  /** Row of the list, as the list's measuring needs it. */
  row: number;
  /** Place in the thread. */
  place: number;
  total: number;
  message: Message | null;
  error: ApiError | null;
  /** Outline letter of the message, for the shape of what stands in while it is read. */
  kind: string;
  /** Height to keep while the message is read, in pixels. */
  height: number;
  /** Space above, in pixels; not 0 only next to a row that is kept for the focus. */
  gap: number;
  /** Reached with Tab. */
  isTabStop: boolean;
  measure: (element: Element | null) => void;
  onFocus: (place: number) => void;
  onRetry: (place: number) => void;
}

/** One message of the list, or what holds its place. Only what is really there is measured. */
export const Row = memo(function Row(props: Props) {
  const { row, place, total, message, error, height, gap, isTabStop } = props;
  const isThere = message !== null || error !== null;
  return (
    <div
      ref={isThere ? props.measure : undefined}
      className={styles.row}
      role="article"
      data-index={row}
      data-place={place}
      aria-posinset={place + 1}
      aria-setsize={total}
      aria-label={`Message ${place + 1}`}
      aria-busy={!isThere}
      tabIndex={isTabStop ? 0 : -1}
      onFocus={() => props.onFocus(place)}
      style={{ marginTop: gap, height: isThere ? undefined : height }}
    >
      {message ? (
        <RowBoundary subject={message}>
          <MessageView message={message} />
        </RowBoundary>
      ) : error ? (
        <p className={styles.rowNote} role="alert">
          {error.message}{' '}
          <button type="button" className={buttons.bordered} onClick={() => props.onRetry(place)}>
            Try again
          </button>
        </p>
      ) : (
        <Skeleton kind={props.kind} height={height} />
      )}
    </div>
  );
});
