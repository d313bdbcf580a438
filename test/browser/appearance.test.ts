import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { messageWith, sessionPlace, sessionRows, untilCount, untilRead, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

/** How light the page is behind everything, from 0 to 1. */
const lightness = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d');
    if (!canvas) return Number.NaN;
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor;
    canvas.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data;
    return (red + green + blue) / 765;
  });

const untilDark = (page: Page) => expect.poll(() => lightness(page), waiting).toBeLessThan(0.25);
const untilLight = (page: Page) => expect.poll(() => lightness(page), waiting).toBeGreaterThan(0.8);

test('the theme follows the system until one is chosen, and the choice is remembered', async () => {
  const page = await app.open('/home', { theme: 'dark' });
  await untilDark(page);
  await page.emulateMedia({ colorScheme: 'light' });
  await untilLight(page);
  const button = page.getByRole('button', { name: /Theme:/ });
  await button.click();
  await button.click();
  await page.getByRole('button', { name: 'Theme: Dark' }).waitFor();
  await untilDark(page);
  await page.reload();
  await untilDark(page);
  await page.getByRole('button', { name: 'Theme: Dark' }).click();
  await untilLight(page);
});

/** Parts of the page that stand out of the window to the right. */
const beyondTheEdge = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test.each([
  [1440, 900],
  [1024, 700],
  [800, 600],
  [700, 900],
])('nothing stands out of a window of %i × %i', async (width, height) => {
  const page = await app.open('/home', { viewport: { width, height } });
  for (const place of ['/home', '/sessions', sessionPlace(app.made.reading), '/search', '/analytics']) {
    await page.goto(`${app.host.origin}/#${place}`);
    await page.locator('main h1, main [role=grid]').first().waitFor();
    expect([place, await beyondTheEdge(page)]).toEqual([place, 0]);
  }
});

test('at 800 × 600 the list stands beside the session and can be put away', async () => {
  const page = await app.open(sessionPlace(app.made.reading), { viewport: { width: 800, height: 600 } });
  await messageWith(page, 'Fix the login test').waitFor();
  await sessionRows(page).first().waitFor();
  await page.keyboard.press('[');
  await untilCount(sessionRows(page), 0);
  await page.getByRole('button', { name: 'Sessions', exact: true }).click();
  await sessionRows(page).first().waitFor();
});

test('at 800 × 600 every filter and layout of the transcript is in sight, and diffs are split where they fit', async () => {
  const page = await app.open(sessionPlace(app.made.reading), { viewport: { width: 800, height: 600 } });
  await messageWith(page, 'Fix the login test').waitFor();
  const tools = page.getByRole('group', { name: /^(Show only|Layout)$/ }).getByRole('button');
  const hidden = (): Promise<(string | null)[]> =>
    tools.evaluateAll((buttons) =>
      buttons
        .filter((button) => {
          const { left, right, top, width } = button.getBoundingClientRect();
          const at = document.elementFromPoint((left + right) / 2, top + 4);
          return width > 0 && !button.contains(at);
        })
        .map((button) => button.textContent),
    );
  expect(await hidden()).toEqual([]);
  await page.getByRole('button', { name: 'Fold tools' }).click();
  await page.getByRole('button', { name: 'Fold tools' }).click();
  await page.keyboard.press('[');
  await page.getByRole('button', { name: 'Split diffs' }).click();
  expect(await hidden()).toEqual([]);
  const sides = messageWith(page, 'keepSession(session);').locator('[class*=_pair]');
  await expect.poll(() => sides.count(), waiting).toBeGreaterThan(1);
});

test('in a narrow window the shown tab is scrolled into view', async () => {
  const viewport = { width: 380, height: 700 };
  const page = await app.open(sessionPlace(app.made.reading, 'tab=problems'), { viewport });
  const tab = page.getByRole('tab', { name: /^Problems/ });
  const rightEdge = async (): Promise<number> => {
    const box = await tab.boundingBox();
    return box ? box.x + box.width : Infinity;
  };
  await expect.poll(rightEdge, waiting).toBeLessThanOrEqual(viewport.width);
  await page.getByText('1 line could not be understood.').waitFor();
  expect(await rightEdge()).toBeLessThanOrEqual(viewport.width);
});

test('at 700 wide the list is a drawer over the session', async () => {
  const page = await app.open(sessionPlace(app.made.reading), { viewport: { width: 700, height: 900 } });
  await messageWith(page, 'Fix the login test').waitFor();
  await untilCount(sessionRows(page), 0);
  const show = page.getByRole('button', { name: 'Sessions', exact: true });
  await show.click();
  await sessionRows(page).first().waitFor();
  await page.keyboard.press('Escape');
  await untilCount(sessionRows(page), 0);
  await show.click();
  await page.getByRole('row', { name: /Rename the header component/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Rename the header component' }).waitFor();
  await untilCount(sessionRows(page), 0);
});

test('the width of the list is dragged, and remembered', async () => {
  const page = await app.open(sessionPlace(app.made.reading));
  await sessionRows(page).first().waitFor();
  const width = async (): Promise<number> =>
    (await page.getByRole('grid', { name: 'Sessions' }).boundingBox())?.width ?? 0;
  const before = await width();
  const handle = page.getByRole('separator').first();
  const box = await handle.boundingBox();
  if (!box) throw new Error('There is no handle to drag.');
  await page.mouse.move(box.x + box.width / 2, 400);
  await page.mouse.down();
  await page.mouse.move(box.x + 120, 400, { steps: 5 });
  await page.mouse.up();
  await expect.poll(width, waiting).toBeGreaterThan(before + 80);
  const after = await width();
  await page.reload();
  await sessionRows(page).first().waitFor();
  expect(Math.abs((await width()) - after)).toBeLessThan(2);
});

test('at 200 % zoom nothing stands out of the window, and every screen is reached by key', async () => {
  /* A window of 1440 × 900 at 200 % has 720 × 450 pixels of CSS. */
  const page = await app.open('/home', { viewport: { width: 720, height: 450 } });
  await page.getByRole('article', { name: 'Claude Code' }).waitFor();
  const tabs = ['timeline', 'context', 'files', 'raw', 'problems'].map((tab) =>
    sessionPlace(app.made.reading, `tab=${tab}`),
  );
  const views = ['tools', 'activity', 'reviews', 'compare'].map((view) => `/analytics?view=${view}`);
  const screens = [
    '/home',
    '/sessions',
    '/search?q=session',
    '/settings',
    '/analytics',
    sessionPlace(app.made.reading),
  ];
  for (const place of [...screens, ...views, ...tabs]) {
    await page.goto(`${app.host.origin}/#${place}`);
    await untilRead(page);
    expect([place, await beyondTheEdge(page)]).toEqual([place, 0]);
  }
  for (const [letter, heading] of [
    ['h', 'Home'],
    ['a', 'Analytics'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }
  await page.goto(`${app.host.origin}/#${sessionPlace(app.made.reading)}`);
  await messageWith(page, 'Fix the login test').waitFor();
  const feed = await page.getByRole('feed').boundingBox();
  expect(450 - (feed?.y ?? 450)).toBeGreaterThan(120);
});
