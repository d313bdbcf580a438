import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { message, messageWith, sessionPlace, untilAt, waiting } from './app/look.ts';
import { restBelow, scrollBy, scrollerOf } from './app/scroll.ts';
import { bigSession } from './world/big-session.ts';
import { place } from './world/world.ts';

const count = 5_000;
const session_id = 'b1600000-0000-4000-8000-000000000001';
const facts = { session_id, cwd: '/home/dev/site', branch: 'main', model: 'claude-opus-4-5-20251101' };

const app = appOver((world) => {
  place(world, bigSession({ ...facts, starts: new Date(Date.now() - 86_400_000) }, count));
});

async function openBig(more = ''): Promise<Page> {
  const page = await app.open(sessionPlace(session_id, more));
  await page.getByRole('feed').getByRole('article').first().waitFor();
  return page;
}

/** Rows in the window that are not there yet, and pixels of the window that no row covers. */
async function holesInWindow(page: Page): Promise<{ waiting: number; bare_px: number }> {
  const scroller = await scrollerOf(page);
  return scroller.evaluate((one) => {
    const view = one.getBoundingClientRect();
    const rows = [...one.querySelectorAll('[role=article]')].map((row) => ({
      rect: row.getBoundingClientRect(),
      is_waiting: row.getAttribute('aria-busy') === 'true',
    }));
    const inView = rows.filter(({ rect }) => rect.bottom > view.top && rect.top < view.bottom);
    const covered = inView.reduce(
      (sum, { rect }) => sum + Math.min(rect.bottom, view.bottom) - Math.max(rect.top, view.top),
      0,
    );
    return { waiting: inView.filter((row) => row.is_waiting).length, bare_px: Math.round(view.height - covered) };
  });
}

const untilWhole = (page: Page) => expect.poll(async () => (await holesInWindow(page)).waiting, waiting).toBe(0);

test('all messages are there, and few of them in the page at a time', async () => {
  const page = await openBig();
  const rows = page.getByRole('feed').getByRole('article');
  await expect.poll(() => rows.first().getAttribute('aria-setsize'), waiting).toBe(String(count));
  await messageWith(page, 'message number 1:').waitFor();
  expect(await rows.count()).toBeLessThan(120);
});

test('however fast one scrolls, nothing is blank once it rests', async () => {
  const page = await openBig();
  await messageWith(page, 'message number 1:').waitFor();
  expect(await scrollBy(page, { step_px: 900, frames: 200 })).toBeGreaterThan(100_000);
  await untilWhole(page);
  expect((await holesInWindow(page)).bare_px).toBeLessThan(40);
  await scrollBy(page, { step_px: -900, frames: 200 });
  await untilWhole(page);
  expect((await holesInWindow(page)).bare_px).toBeLessThan(40);
});

test('End goes to the last message, Home to the first', async () => {
  const page = await openBig();
  await messageWith(page, 'message number 1:').waitFor();
  await page.keyboard.press('End');
  await messageWith(page, `This is the last one, message number ${count}.`).waitFor();
  await untilWhole(page);
  await expect.poll(() => restBelow(page), waiting).toBeLessThan(4);
  await page.keyboard.press('Home');
  await messageWith(page, 'message number 1:').waitFor();
});

test('an address leads into the middle, and the address follows where one reads', async () => {
  const page = await openBig('m=2500');
  await messageWith(page, 'message number 2501:').waitFor();
  await untilWhole(page);
  await page.keyboard.press('n');
  await messageWith(page, 'message number 2526:').waitFor();
  await untilAt(page, /m=252\d/);
  await page.reload();
  await messageWith(page, 'message number 2526:').waitFor();
});

test('errors are reached one after the other, however far apart they are', async () => {
  const page = await openBig('m=2000');
  await messageWith(page, 'message number 2001:').waitFor();
  for (const number of [2033, 2133, 2233]) {
    await page.keyboard.press('e');
    await message(page, number).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent), waiting)
      .toContain(`step ${number}`);
  }
});

test('folding the tools keeps the place', async () => {
  const page = await openBig('m=3000');
  await messageWith(page, 'message number 3001:').waitFor();
  await untilWhole(page);
  await page.keyboard.press('t');
  await untilWhole(page);
  const inView = async (): Promise<boolean> => message(page, 3001).isVisible();
  await expect.poll(inView, waiting).toBe(true);
  await page.keyboard.press('t');
  await untilWhole(page);
  await expect.poll(inView, waiting).toBe(true);
});
