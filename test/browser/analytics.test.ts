import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { sessionRows, untilAt, untilCount, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

async function openAnalytics(more = ''): Promise<Page> {
  const page = await app.open(`/analytics${more}`);
  await page.getByRole('region', { name: 'Tools' }).getByRole('row', { name: /Bash/ }).waitFor();
  return page;
}

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const figures = (page: Page): Promise<string> => page.locator('main').innerText();

test('thirty days are shown first, all days when asked for', async () => {
  const page = await openAnalytics();
  expect(await page.getByRole('radio', { name: '30 days' }).isChecked()).toBe(true);
  expect(await figures(page)).toMatch(/Sessions\s+14\s/);
  await page.getByText('All', { exact: true }).click();
  await untilAt(page, /days=all/);
  await expect.poll(() => figures(page), waiting).toMatch(/Sessions\s+15\s/);
});

test('the counts of tools are those of the logs', async () => {
  const page = await openAnalytics('?days=all');
  const tools = page.getByRole('region', { name: 'Tools' });
  const rows = (await tools.getByRole('row').allInnerTexts()).slice(1).map((row) => row.split(/\s+/));
  const counts = Object.fromEntries(rows.map(([name = '', count]) => [name, Number(count)]));
  expect(counts).toMatchObject({ Bash: 57, Edit: 1, Read: 1, Task: 1, TodoWrite: 1, Grep: 1 });
  const programs = page.getByRole('region', { name: 'Programs' });
  expect(await programs.getByRole('row').nth(1).innerText()).toMatch(/^git/);
  const written = page.getByRole('region', { name: 'Files written most' });
  expect(await written.getByRole('row').nth(1).innerText()).toContain('login.ts');
});

test('the chart of days has a table with the same figures', async () => {
  const page = await openAnalytics();
  const panel = page.getByRole('region', { name: /by day and model/ });
  await panel.locator('svg').first().waitFor();
  await panel.getByText('Table', { exact: true }).click();
  const heads = await panel.getByRole('columnheader').allInnerTexts();
  expect(heads[0]).toBe('Day');
  expect(heads).toContain('claude-opus-4-5-20251101');
  expect(await panel.getByRole('row').count()).toBe(31);
  await panel.getByText('Cost', { exact: true }).click();
  await expect.poll(() => panel.innerText(), waiting).toMatch(/\$\d/);
});

test('every panel can be copied as CSV', async () => {
  const page = await openAnalytics();
  const byDay = page.getByRole('region', { name: /by day and model/ });
  await byDay.getByRole('button', { name: 'Copy as CSV' }).click();
  await expect.poll(() => copied(page), waiting).toMatch(/^"?day"?,"?model"?,/);
  const lines = (await copied(page)).trim().split(/\r?\n/);
  expect(lines.length).toBeGreaterThan(8);
  expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([10]));
  await page.getByRole('region', { name: 'Tools' }).getByRole('button', { name: 'Copy as CSV' }).click();
  await expect.poll(() => copied(page), waiting).toMatch(/^"?Tool"?,"?Calls"?,/);
  expect(await copied(page)).toMatch(/Bash"?,"?52/);
});

test('filters narrow every figure of the page', async () => {
  const page = await openAnalytics();
  await page.getByLabel('Project', { exact: true }).selectOption({ label: 'infra' });
  await untilAt(page, /project=/);
  await expect.poll(() => figures(page), waiting).toMatch(/Sessions\s+2\s/);
  const tools = page.getByRole('region', { name: 'Tools' });
  await expect.poll(() => tools.getByRole('row').nth(1).innerText(), waiting).toMatch(/^Bash\s+7\s/);
});

test('a figure leads to the sessions behind it', async () => {
  const page = await openAnalytics();
  await page.getByRole('region', { name: 'Projects' }).getByRole('link', { name: 'infra' }).click();
  await untilAt(page, /^#\/sessions\?q=.*project/);
  await untilCount(sessionRows(page), 2);
});

test('a source without sessions has empty figures and no error', async () => {
  const page = await app.open('/analytics?source=openai_api');
  await page.getByText('No tool call in this range.').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
});
