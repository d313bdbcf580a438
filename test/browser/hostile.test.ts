import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { findings, findingsInThread, openAll } from './app/inspect.ts';
import type { VisitOptions } from './app/visit.ts';
import { message, messageWith, sessionPlace, untilCount, untilRead, waiting } from './app/look.ts';
import { hostileWorld } from './world/hostile/hostile-world.ts';
import { badLinks, goodLinks } from './world/hostile/links.ts';
import { objectKeys } from './world/hostile/markup.ts';

const app = appOver(hostileWorld);
type Bad = Exclude<keyof typeof app.made, 'bombs'>;
const openBad = (name: Bad, more = '', options: VisitOptions = {}) =>
  app.open(sessionPlace(app.made[name], more), options);

test('markup in every place of a transcript stays text', async () => {
  const page = await openBad('markup');
  await messageWith(page, 'wasRun').waitFor();
  expect(await findingsInThread(page)).toEqual([]);
});

test('markup in titles, branches, models, folders and tools stays text on every screen', async () => {
  const page = await app.open('/home');
  const places = ['/home', '/sessions', '/sessions?group=project', '/analytics?days=all', '/search?q=wasRun'];
  for (const place of [...places, sessionPlace(app.made.names), sessionPlace(app.made.names, 'tab=problems')]) {
    await page.goto(`${app.host.origin}/#${place}`);
    await untilRead(page);
    await openAll(page);
    await untilRead(page);
    expect([place, await findings(page)]).toEqual([place, []]);
  }
  await page.keyboard.press('Control+k');
  await page.keyboard.type('names');
  await page.getByRole('option', { name: /names/ }).first().waitFor();
  expect(await findings(page)).toEqual([]);
});

test('tools called like the insides of objects are counted like any other', async () => {
  const page = await app.open('/analytics?view=tools&days=all');
  const tools = page.getByRole('region', { name: 'Tools' });
  await tools.getByRole('button', { name: /^Show all/ }).click();
  const rows = await tools.getByRole('row').allInnerTexts();
  for (const name of objectKeys) {
    expect(rows.map((row) => row.split(/\s+/).slice(0, 2))).toContainEqual([name, '1']);
  }
});

test('no bad link can be pressed', async () => {
  const page = await openBad('links');
  await page.setViewportSize({ width: 1440, height: 4_000 });
  await messageWith(page, 'no more links').waitFor();
  await untilRead(page);
  const shown = await page.getByRole('feed').innerText();
  expect(badLinks.filter((_, at) => !shown.includes(`bad ${at}`))).toEqual([]);
  const pressable = page.getByRole('feed').getByRole('button', { name: /^(bad|good) \d+$/ });
  expect(await pressable.allInnerTexts()).toEqual(goodLinks.map((_, at) => `good ${at}`));
  expect(await findings(page)).toEqual([]);
});

test('a good link opens after a question that names its real host, and not without', async () => {
  const page = await openBad('links');
  await page.setViewportSize({ width: 1440, height: 4_000 });
  const opened: unknown[] = [];
  await page.exposeFunction('noteOpened', (...words: unknown[]) => void opened.push(words));
  await page.evaluate(() => {
    window.open = (...words) => {
      Reflect.apply(Reflect.get(window, 'noteOpened') as () => void, null, words);
      return null;
    };
  });
  const dialog = page.getByRole('dialog');
  for (const [at, [, host, url]] of goodLinks.entries()) {
    const link = page.getByRole('button', { name: `good ${at}` });
    await link.click();
    await dialog.getByText(host, { exact: true }).waitFor();
    expect(await dialog.innerText()).toContain(url);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await untilCount(dialog, 0);
    await link.click();
    await page.keyboard.press('Escape');
    await untilCount(dialog, 0);
    expect(opened).toHaveLength(at);
    await link.click();
    await dialog.getByRole('button', { name: 'Open' }).click();
    await expect.poll(() => opened[at], waiting).toEqual([url, '_blank', 'noopener,noreferrer']);
  }
});

test('text that looks like something else shows what it is', async () => {
  const page = await openBad('deceptions');
  await messageWith(page, 'photo_').waitFor();
  await message(page, 1).getByRole('img', { name: 'right-to-left override' }).first().waitFor();
  expect(await findingsInThread(page)).toEqual([]);
  await page.goto(`${app.host.origin}/#/sessions?q=photo`);
  await untilRead(page);
  expect(await findings(page)).toEqual([]);
  await page.goto(`${app.host.origin}/#/analytics?days=all`);
  await untilRead(page);
  expect(await findings(page)).toEqual([]);
});

test('images that are none, too large or elsewhere are named and not shown', async () => {
  const page = await openBad('pictures', '', { expected: /422 .*image/ });
  await messageWith(page, 'seen').waitFor();
  const images = page.getByRole('feed').getByText(/^Image \(/);
  await untilCount(images, 6);
  await untilCount(page.getByRole('feed').locator('img'), 1);
  const reasons = (await images.allInnerTexts()).map((words) => words.replace(/^Image \([^)]*\): /, ''));
  expect(reasons.every((reason) => /^[A-Z].*\.$/.test(reason))).toBe(true);
  expect(reasons.join('\n')).toContain('40 million pixels');
  expect(reasons.join('\n')).toContain('links are not followed');
  expect(await findings(page)).toEqual([]);
});

/** Longest time in which the page may not answer, on a machine that may have much else to do. */
const patience_ms = 10_000;

test('short texts that are long to work on leave the page answering', { timeout: 180_000 }, async () => {
  const page = await app.open('/home');
  const slow: string[] = [];
  const timed = async (what: string, work: () => Promise<unknown>): Promise<void> => {
    const began = performance.now();
    await work();
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    const took_ms = performance.now() - began;
    if (took_ms > patience_ms) slow.push(`${what}: ${Math.round(took_ms)} ms`);
  };
  for (const [name, session_id] of Object.entries(app.made.bombs)) {
    const bomb = message(page, 2);
    await timed(name, async () => {
      await page.goto(`${app.host.origin}/#${sessionPlace(session_id)}`);
      await page.getByRole('heading', { level: 1, name: `bomb: ${name}` }).waitFor();
      await bomb.and(page.locator('[aria-busy=false]')).waitFor();
    });
    for (const more of [/^Render/, /^Show the rest/, /^Show more/, /^Show all/]) {
      const button = bomb.getByRole('button', { name: more }).first();
      if ((await button.count()) > 0) await timed(`${name}, ${more.source}`, () => button.click());
    }
    for (const finding of await findings(page)) slow.push(`${name}: ${finding}`);
  }
  expect(Object.keys(app.made.bombs).length).toBeGreaterThan(35);
  expect(slow).toEqual([]);
});
