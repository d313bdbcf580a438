/* Room above for the bar, and below so that one can read on. */
const above_px = 76;
const below_px = 48;
/* Where in the window a place is put that has to be brought into view, from its top. */
const share = 0.38;
const beside_px = 24;

/** Scrolls until a stretch of text is well in view; moves nothing when it is. */
export function showRange(scroller: HTMLElement, range: Range): void {
  const inner = range.startContainer.parentElement?.closest<HTMLElement>('pre');
  if (inner && inner.scrollWidth > inner.clientWidth) {
    const [view, place] = [inner.getBoundingClientRect(), range.getBoundingClientRect()];
    if (place.left < view.left || place.right > view.right) inner.scrollLeft += place.left - view.left - beside_px;
  }
  const view = scroller.getBoundingClientRect();
  const place = range.getBoundingClientRect();
  const isInView = place.top >= view.top + above_px && place.bottom <= view.bottom - below_px;
  const isAtStart = scroller.scrollTop <= 0 && place.top < view.top + above_px;
  if (!isInView && !isAtStart) scroller.scrollTop += place.top - view.top - view.height * share;
}
