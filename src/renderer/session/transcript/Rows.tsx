import type { VirtualItem } from '@tanstack/react-virtual';
import type { Outline } from '../../../contract/message.ts';
import type { MessagePages } from './message-pages.ts';
import { Row } from './Row.tsx';
import styles from './transcript.module.css';

interface Props {
  items: readonly VirtualItem[];
  /** Of all rows together, drawn or not, in pixels. */
  height: number;
  outline: Outline;
  pages: MessagePages;
  placeOf: (row: number) => number;
  focusedRow: number | null;
  setFocused: (place: number) => void;
  measure: (element: Element | null) => void;
}

/**
 * The drawn rows, one below the other in a box that is moved to where the first belongs: a row that turns out higher
 * than it was guessed pushes the next ones down and never lies over them. Moved by `top`: what sticks does not see transforms.
 */
export function Rows({ items, height, outline, pages, placeOf, focusedRow, setFocused, measure }: Props) {
  return (
    <div className={styles.extent} style={{ height }}>
      <div
        className={styles.rows}
        role="feed"
        aria-label="Messages"
        aria-busy={items.length === 0}
        style={{ top: items[0]?.start ?? 0 }}
      >
        {items.map((item, nth) => {
          const place = placeOf(item.index);
          return (
            <Row
              key={item.key}
              row={item.index}
              place={place}
              total={outline.total}
              message={pages.at(place)}
              error={pages.errorAt(place)}
              kind={outline.kinds[place] ?? 's'}
              height={item.size}
              gap={nth === 0 ? 0 : Math.max(0, item.start - (items[nth - 1]?.end ?? 0))}
              isTabStop={focusedRow === null ? nth === 0 : item.index === focusedRow}
              measure={measure}
              onFocus={setFocused}
              onRetry={pages.retry}
            />
          );
        })}
      </div>
    </div>
  );
}
