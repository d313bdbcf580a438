import type { ElementHandle, Page } from 'playwright';

/** The element whose scroll bar moves the messages. */
export async function scrollerOf(page: Page): Promise<ElementHandle<HTMLElement>> {
  const handle = await page.getByRole('feed').evaluateHandle((feed: HTMLElement) => {
    let found: HTMLElement | null = feed;
    while (found && !/auto|scroll/.test(getComputedStyle(found).overflowY)) found = found.parentElement;
    return found;
  });
  const element = handle.asElement();
  if (!element) throw new Error('Nothing scrolls the messages.');
  return element;
}

/** Pixels between the window and the end of the messages. */
export async function restBelow(page: Page): Promise<number> {
  const scroller = await scrollerOf(page);
  return scroller.evaluate((one) => one.scrollHeight - one.clientHeight - one.scrollTop);
}

/** Scrolls the messages by so many pixels in each frame; gives back how far they moved. */
export async function scrollBy(page: Page, by: { step_px: number; frames: number }): Promise<number> {
  const scroller = await scrollerOf(page);
  return scroller.evaluate(async (one, { step_px, frames }) => {
    const began = one.scrollTop;
    for (let frame = 0; frame < frames; frame++) {
      one.scrollTop += step_px;
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return Math.abs(one.scrollTop - began);
  }, by);
}
