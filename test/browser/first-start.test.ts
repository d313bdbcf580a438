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
