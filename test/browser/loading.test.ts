import type { Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { sessionPlace, untilRead, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

/** What the browser says of anything that moved in the window although nobody touched it, from the start of the page on. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const shifts: { value: number; moved: string[] }[] = [];
    Object.assign(globalThis, { shifts });
    const nameOf = (node: Node | null): string =>
      node instanceof Element ? `${node.tagName} ${node.className}` : (node?.textContent?.slice(0, 40) ?? '');
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
        sources: { node: Node | null }[];
      })[])
        if (!entry.hadRecentInput)
          shifts.push({ value: entry.value, moved: entry.sources.map(({ node }) => nameOf(node)) });
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Each answer takes its time, another one for each, so that the parts of a screen come one after the other. */
async function slowAnswers(page: Page): Promise<void> {
  let asked = 0;
  await page.route('**/api/v1/**', async (route) => {
    asked += 1;
    await new Promise((done) => setTimeout(done, 80 + ((asked * 170) % 400)));
    await route.continue().catch((error: Error) => {
      // A page that is left no longer waits for its answers.
      if (!/closed|handled/i.test(error.message)) throw error;
    });
  });
}

const places = (): Record<string, string> => ({
  Home: '/home',
  Sessions: '/sessions',
  Timeline: sessionPlace(app.made.reading, 'tab=timeline'),
  Context: sessionPlace(app.made.reading, 'tab=context'),
  Files: sessionPlace(app.made.reading, 'tab=files'),
  Raw: sessionPlace(app.made.reading, 'tab=raw'),
  Usage: '/analytics',
  Tools: '/analytics?view=tools',
  Activity: '/analytics?view=activity',
  Reviews: '/analytics?view=reviews',
  Compare: '/analytics?view=compare',
  Search: '/search?q=session',
  Settings: '/settings',
});

describe.each([
  [1440, 900],
  [800, 600],
])('in a window of %i × %i', (width, height) => {
  test('nothing moves while a screen is being read', { timeout: 180_000 }, async () => {
    const page = await app.open('/settings', { viewport: { width, height } });
    /* The bar of the indexing comes and goes with the work. */
    const phase = async () =>
      ((await app.host.call('GET', '/agent-sessions/status')).answer as { phase: string }).phase;
    await expect.poll(phase, waiting).toBe('idle');
    await watchShifts(page);
    await slowAnswers(page);
    for (const [name, place] of Object.entries(places())) {
      await page.goto('about:blank');
      await page.goto(`${app.host.origin}/#${place}`);
      await untilRead(page);
      await page.waitForTimeout(500);
      const shifts = await page.evaluate(
        () => (globalThis as unknown as { shifts: { value: number; moved: string[] }[] }).shifts,
      );
      const sum = shifts.reduce((all, { value }) => all + value, 0);
      /* A tenth is what browsers call good; a fiftieth is a line that grew by a word. */
      expect(sum, `${name}: ${JSON.stringify(shifts.filter(({ value }) => value > 0.001))}`).toBeLessThan(0.02);
    }
  });
});
