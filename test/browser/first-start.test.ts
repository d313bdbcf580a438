import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';

const app = appOver(() => null);

test('on a machine without history Home says so, and where it looked', async () => {
  const page = await app.open('/home');
  await page.getByText(/^No sessions of Claude Code, .* were found on this machine/).waitFor();
  const card = page.getByRole('article', { name: 'Claude Code' });
  expect(await card.innerText()).toContain(`${app.world.home}/.claude`);
  expect(await page.getByRole('article').count()).toBeGreaterThan(2);
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('the list of sessions says the same, and leads to Home', async () => {
  const page = await app.open('/sessions');
  await page.getByText('No sessions were found on this machine.').waitFor();
  await page.locator('main').getByRole('link', { name: 'Home' }).click();
  await page.getByText(/were found on this machine/).waitFor();
});

test('analytics and search of nothing are empty and calm', async () => {
  const page = await app.open('/analytics?days=all');
  await page.getByText('No API call in this range.').first().waitFor();
  await page.goto(`${app.host.origin}/#/search?q=anything`);
  await page.getByText('No message holds “anything”.').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('the samples are opened from Home, marked on every screen, and closed again', async () => {
  const page = await app.open('/home');
  await page.getByRole('link', { name: 'Choose a folder' }).click();
  await page.getByRole('region', { name: 'Where sessions are read from' }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Open the sample sessions' }).click();
  const banner = page.getByRole('region', { name: 'Sample sessions' });
  await banner.getByText(/These sessions are made up/).waitFor();
  await page.getByRole('link', { name: /The test of the weekly report fails/ }).click();
  await page.getByText(/All 12 tests pass/).waitFor();
  await page
    .getByText(/github.*· [0-9a-f]{4}/)
    .first()
    .waitFor();
  for (const place of ['sessions', 'analytics?view=activity', 'settings']) {
    await page.goto(`${app.host.origin}/#/${place}`);
    await banner.waitFor();
  }
  await page.getByText('these settings are theirs').waitFor();
  await banner.getByRole('button', { name: 'Close the samples' }).click();
  await page.getByText(/were found on this machine/).waitFor();
  await banner.waitFor({ state: 'detached' });
});
