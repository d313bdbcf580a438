import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { sessionRows, titles, untilAt, untilCount, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

async function openList(more = ''): Promise<Page> {
  const page = await app.open(`/sessions${more}`);
  await sessionRows(page).first().waitFor();
  return page;
}

const filter = (page: Page, words: string) => page.getByLabel('Filter sessions').fill(words);

test.each([
  ['search', 2],
  ['project:api', 6],
  ['model:haiku', 4],
  ['has:error', 3],
  ['has:edit', 1],
  ['branch:feature/search', 2],
  ['project:api model:opus has:error', 1],
  ['project:site login', 1],
  ['source:claude', 15],
  ['length:<1d', 15],
  ['length:>1d', 0],
  ['hour:0-23 project:docs', 3],
  ['edited:1', 1],
  ['edited:never project:site', 3],
])('typed words filter the list: %s', async (words, count) => {
  const page = await openList();
  await filter(page, words);
  await untilCount(sessionRows(page), count);
  await untilAt(page, /^#\/sessions\?q=/);
});

test('days filter the list', async () => {
  const page = await openList();
  const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
  await filter(page, `before:${day}`);
  await untilCount(sessionRows(page), 1);
  expect((await titles(page))[0]).toContain('Read the old order code');
  await filter(page, `after:${day}`);
  await untilCount(sessionRows(page), 14);
});

test('a filter that fits nothing says so, and can be taken away', async () => {
  const page = await openList();
  await filter(page, 'nosuchwordanywhere');
  await page.getByText('No session fits this filter.').waitFor();
  await page.getByRole('button', { name: 'Remove the filter' }).click();
  await untilCount(sessionRows(page), 15);
});

test('a word that looks like a filter and is none is said to be text', async () => {
  const page = await openList();
  await filter(page, 'colour:red');
  await page.getByText('“colour:red” is not a filter here; it is looked for as text.').waitFor();
});

test('a button tells all filters that can be typed, and each of them is one', async () => {
  const page = await openList();
  await page.getByRole('button', { name: 'Words that can be typed as filters' }).press('Enter');
  const help = page.getByRole('dialog');
  await help.locator('dt').first().waitFor();
  const examples = (await help.locator('dt').allInnerTexts()).join(' ');
  for (const word of ['length:', 'active:', 'weekday:', 'hour:', 'edited:', 'cost:', 'tag:', 'is:', 'has:', 'after:'])
    expect(examples).toContain(word);
  await page.keyboard.press('Escape');
  await untilCount(help, 0);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^Words that can/);
  await filter(page, examples);
  await page.getByText('No session fits this filter.').waitFor();
  expect(await page.getByText('is not a filter here').count()).toBe(0);
});

test('a length is chosen from a menu', async () => {
  const page = await openList();
  await page.getByLabel('Length').selectOption({ label: '4 h and more' });
  await untilAt(page, /length%3A%3E%3D4h/);
  await page.getByText('No session fits this filter.').waitFor();
  await page.getByLabel('Length').selectOption({ label: 'Length: any' });
  await untilCount(sessionRows(page), 15);
});

test('menus write the words one could have typed', async () => {
  const page = await openList();
  await page.getByLabel('Project').selectOption({ label: 'docs (3)' });
  await untilCount(sessionRows(page), 3);
  expect(await page.getByLabel('Filter sessions').inputValue()).toContain('project:/home/dev/docs');
  await page.getByRole('group', { name: 'Only sessions with' }).getByRole('button', { name: 'Errors' }).click();
  await page.getByText('No session fits this filter.').waitFor();
});

test('the list is sorted by the order chosen, and by the heads of its columns', async () => {
  const page = await openList();
  await page.getByLabel('Order').selectOption('title');
  await untilAt(page, /sort=title/);
  const byTitle = async (): Promise<string[]> => (await titles(page)).map((row) => row.replace(/^[^A-Za-z]*/, ''));
  await expect.poll(async () => (await byTitle())[0], waiting).toMatch(/^A page about migrations/);
  const sorted = await byTitle();
  expect(sorted).toEqual(sorted.toSorted((a, b) => a.localeCompare(b)));
  await page.getByRole('columnheader', { name: /Cost/ }).getByRole('button').click();
  await untilAt(page, /sort=cost/);
  await expect.poll(async () => isFalling(costs(await titles(page))), waiting).toBe(true);
});

const isFalling = (sums: readonly number[]): boolean =>
  sums.length === 15 && sums.every((sum, at) => at === 0 || sum <= sums[at - 1]!);
const costs = (rows: readonly string[]): number[] => rows.map((row) => Number(/\$([\d.]+)/.exec(row)?.[1] ?? 0));

test('sessions are grouped by their projects, which open and fold', async () => {
  const page = await openList();
  await page.getByLabel('Group').selectOption('project');
  await untilAt(page, /group=project/);
  const headings = page.locator('[role=row][aria-expanded]');
  await untilCount(headings, 4);
  await page.getByRole('status').filter({ hasText: '4 projects' }).waitFor();
  const open = page.locator('[role=row][aria-expanded=true]');
  while ((await open.count()) > 0) await open.first().click();
  await untilCount(sessionRows(page), 0);
  await headings.filter({ hasText: 'infra' }).click();
  await untilCount(sessionRows(page), 2);
});

test('picked sessions are summed up, and can be taken along', async () => {
  const page = await openList();
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
  const picked = page.getByRole('region', { name: 'Picked sessions' });
  await picked.getByText('2 sessions picked').waitFor();
  await picked.getByRole('button', { name: 'Copy as CSV' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(async () => (await copied()).trim().split('\n').length, waiting).toBe(3);
  await picked.getByRole('button', { name: 'Drop' }).click();
  await untilCount(picked, 0);
});
