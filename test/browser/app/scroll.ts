import type { ElementHandle, Page } from 'playwright';

export interface Passage {
  moved_px: number;
  /** Frames in which no row at all stood in the window. */
  blank_frames: number;
  /** Time from one frame to the next. */
  frames_ms: number[];
}

/* oxlint-disable unicorn/consistent-function-scoping -- what runs in the page must bring all its parts along */

/** The element whose scroll bar moves the messages. */
export async function scrollerOf(page: Page): Promise<ElementHandle<HTMLElement>> {
  const handle = await page.getByRole('feed').evaluateHandle((feed: HTMLElement) => {
    const scrolls = (one: HTMLElement): boolean => /auto|scroll/.test(getComputedStyle(one).overflowY);
    let found: HTMLElement | null = feed;
    while (found && !scrolls(found)) found = found.parentElement;
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

/** Scrolls a transcript by so much in each frame, and looks at what each frame showed. */
export async function scrollBy(page: Page, { step_px, frames }: { step_px: number; frames: number }): Promise<Passage> {
  const scroller = await scrollerOf(page);
  return scroller.evaluate(
    async (feed, { step, count }) => {
      const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
      /* A message comes after the frame was drawn: what is looked at then is what could be seen. */
      const drawn = () =>
        new Promise<void>((resolve) => {
          const channel = new MessageChannel();
          channel.port1.addEventListener('message', () => resolve());
          channel.port1.start();
          channel.port2.postMessage(null);
        });
      const view = feed.getBoundingClientRect();
      const isBlank = (): boolean =>
        ![...feed.querySelectorAll('[role=article]')].some((row) => {
          const { top, bottom } = row.getBoundingClientRect();
          return bottom > view.top && top < view.bottom;
        });
      const [began, frames_ms] = [feed.scrollTop, [] as number[]];
      let blank_frames = 0;
      let last = await frame();
      for (let at = 0; at < count; at++) {
        feed.scrollTop += step;
        const now = await frame();
        frames_ms.push(now - last);
        last = now;
        await drawn();
        if (isBlank()) blank_frames += 1;
      }
      return { moved_px: Math.abs(feed.scrollTop - began), blank_frames, frames_ms };
    },
    { step: step_px, count: frames },
  );
}
