import type { Locator, Page } from 'playwright';
import { expect } from 'vitest';

/** The address of a session; `more` is what follows, such as `m=12`. */
export const sessionPlace = (session_id: string, more = ''): string =>
  `/session/claude_code/${session_id}${more && `?${more}`}`;

/** The row of a transcript, counted from 1 as it is shown. */
export const message = (page: Page, number: number): Locator =>
  page.getByRole('article', { name: `Message ${number}`, exact: true });

/** The message that shows some text. */
export const messageWith = (page: Page, text: string | RegExp): Locator =>
  page.getByRole('feed').getByRole('article').filter({ hasText: text }).first();

/** Rows of the list of sessions, without its headings; none while the list is that of an older question, or waited for. */
export const sessionRows = (page: Page): Locator =>
  page.locator(
    '[aria-label=Sessions][aria-busy=false]:is([role=grid], [role=treegrid]) [role=row]:not([aria-expanded]):has([role=gridcell]:not([data-waiting]))',
  );

export const titles = (page: Page): Promise<string[]> => sessionRows(page).allInnerTexts();

/** Waits until nothing on the page says that it is still being read. */
export async function untilRead(page: Page): Promise<void> {
  await page.locator('main > *').first().waitFor({ state: 'attached' });
  await expect.poll(() => page.locator('main [aria-busy=true], main [data-waiting]').count(), waiting).toBe(0);
}

/** Waits until the address fits. */
export async function untilAt(page: Page, address: RegExp): Promise<void> {
  await expect.poll(() => page.evaluate(() => location.hash), waiting).toMatch(address);
}

/** Waits until a locator finds this many elements. */
export async function untilCount(found: Locator, count: number): Promise<void> {
  await expect.poll(() => found.count(), waiting).toBe(count);
}

/** For what should happen at once, on a machine that may have much else to do. */
export const waiting = { timeout: 15_000, interval: 50 };
