import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { plantedSecrets, secretsIn } from '../helpers/planted-secrets.ts';
import { appOver } from './app/app.ts';
import { messageWith, sessionPlace, untilCount, untilRead } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';
import { placeFixtures } from './world/world.ts';
import type { Page } from 'playwright';

const app = appOver((world) => {
  const files = placeFixtures(world, 'claude_code', ['planted-secrets-are-hidden']);
  const log = files.map((file) => basename(file)).find((name) => /^[0-9a-f-]{36}\.jsonl$/.test(name));
  return { ...everydayWorld(world), planted: basename(log ?? '', '.jsonl') };
});

/** Everything a page holds: its markup with all attributes, its text, and what fields and storage hold. */
const everythingOn = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const fields = [...document.querySelectorAll('input, select, textarea')].map(
      (each) => 'value' in each && each.value,
    );
    const kept = JSON.stringify([{ ...localStorage }, location.href, document.title, history.state]);
    return `${document.documentElement.outerHTML}\n${document.body.innerText}\n${fields.join('\n')}\n${kept}`;
  });

test('a secret shows as a mark, the same mark for the same secret', async () => {
  const page = await app.open(sessionPlace(app.made.reading));
  await messageWith(page, 'deployed with').waitFor();
  const marks = page.getByTitle(/^Removed here: github/);
  await untilCount(page.getByRole('region', { name: 'Session', exact: true }).getByTitle(/^Removed here: github/), 3);
  const words = await marks.allInnerTexts();
  expect(words[0]).toMatch(/^github token · [0-9a-f]{4}$/);
  expect(new Set(words).size).toBe(1);
  expect(secretsIn(await everythingOn(page))).toEqual([]);
});

test('no planted secret stands anywhere in the page, wherever one looks', async () => {
  const places = [
    '/home',
    '/sessions',
    '/sessions?group=project',
    '/analytics?days=all',
    sessionPlace(app.made.planted),
  ];
  const page = await app.open('/home');
  for (const place of [...places, sessionPlace(app.made.planted, 'tab=problems'), '/search?q=token']) {
    await page.goto(`${app.host.origin}/#${place}`);
    await untilRead(page);
    await page
      .locator('main [aria-expanded=false]')
      .evaluateAll((all: HTMLElement[]) => all.forEach((one) => one.click()));
    await untilRead(page);
    expect([place, secretsIn(await everythingOn(page))]).toEqual([place, []]);
  }
  const titled = await app.open('/sessions?q=Rotate');
  await titled.getByRole('row', { name: /Rotate/ }).waitFor();
  expect(await titled.getByRole('row', { name: /Rotate/ }).innerText()).toMatch(/github token|\[REDACTED/);
});

test('a secret is not found by searching for it', async () => {
  const page = await app.open('/search');
  await page.getByLabel('Search text in all sessions').fill(plantedSecrets['github'] ?? '');
  await page.getByText(/^No message holds/).waitFor();
  expect(await page.locator('a[data-hit]').count()).toBe(0);
});

test('no planted secret crosses from the host to the page', async () => {
  const page = await app.open('/home');
  const leaks: string[] = [];
  page.on('response', async (response) => {
    if (!response.url().includes('/api/v1/agent-sessions/') || response.url().includes('/events')) return;
    const body = await response.text().catch(() => '');
    leaks.push(...secretsIn(body).map((name) => `${name} in ${new URL(response.url()).pathname}`));
  });
  for (const place of [
    sessionPlace(app.made.planted),
    sessionPlace(app.made.reading),
    '/analytics?days=all',
    '/sessions',
  ]) {
    await page.goto(`${app.host.origin}/#${place}`);
    await untilRead(page);
  }
  expect(leaks).toEqual([]);
});
