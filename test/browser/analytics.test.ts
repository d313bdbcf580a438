import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { sessionRows, untilAt, untilCount, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

async function openAnalytics(more = ''): Promise<Page> {
  const page = await app.open(`/analytics${more}`);
  await page.getByRole('region', { name: 'Models' }).getByRole('row').nth(1).waitFor();
  return page;
}

async function openView(name: string, more = ''): Promise<Page> {
  const page = await app.open(`/analytics${more}`);
  await page.getByRole('tab', { name }).click();
  await untilAt(page, /view=/);
  return page;
}

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name });
/** The cells of a table's rows, without its head. */
const rowsOf = async (page: Page, name: string): Promise<string[]> => {
  await region(page, name).getByRole('row').nth(1).waitFor();
  return (await region(page, name).getByRole('row').allInnerTexts()).slice(1);
};

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
  const page = await openView('Tools', '?days=all');
  await rowsOf(page, 'Tools');
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
  await page.getByRole('tab', { name: 'Tools' }).click();
  await page.getByRole('region', { name: 'Tools' }).getByRole('button', { name: 'Copy as CSV' }).click();
  await expect.poll(() => copied(page), waiting).toMatch(/^"?Tool"?,"?Calls"?,/);
  expect(await copied(page)).toMatch(/Bash"?,"?52/);
});

test('filters narrow every figure of the page', async () => {
  const page = await openAnalytics();
  await page.getByRole('combobox', { name: 'Project' }).selectOption({ label: 'infra' });
  await untilAt(page, /project=/);
  await expect.poll(() => figures(page), waiting).toMatch(/Sessions\s+2\s/);
  await page.getByRole('tab', { name: 'Tools' }).click();
  await expect.poll(async () => (await rowsOf(page, 'Tools'))[0], waiting).toMatch(/^Bash\s+7\s/);
});

test('a figure leads to the sessions behind it', async () => {
  const page = await openAnalytics();
  await page.getByRole('region', { name: 'Projects' }).getByRole('link', { name: 'infra' }).click();
  await untilAt(page, /^#\/sessions\?q=.*project/);
  await untilCount(sessionRows(page), 2);
});

test('a source without sessions has empty figures and no error', async () => {
  const page = await app.open('/analytics?source=openai_api');
  await page.getByText('No API call in this range.').first().waitFor();
  for (const [view, words] of [
    ['Tools', 'No tool call in this range.'],
    ['Activity', 'Nothing happened in this range.'],
    ['Reviews and edits', 'No hook run is logged in this range.'],
  ] as const) {
    await page.getByRole('tab', { name: view }).click();
    await page.getByText(words).waitFor();
  }
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('every tool, program, command and file leads to the sessions that have it', async () => {
  const page = await openView('Tools', '?days=all');
  for (const [panel, name, count] of [
    ['Tools', 'Grep', 1],
    ['Programs', 'git', 14],
    ['Files written most', /login\.ts/, 1],
  ] as const) {
    await region(page, panel).getByRole('link', { name }).first().click();
    await untilAt(page, /^#\/sessions\?q=/);
    await untilCount(sessionRows(page), count);
    await page.goBack();
  }
  await region(page, 'Programs').getByRole('button', { name: 'What git holds' }).click();
  const command = region(page, 'Programs').getByRole('list').getByRole('link').first();
  await command.click();
  await untilAt(page, /command/);
  await expect.poll(() => sessionRows(page).count(), waiting).toBeGreaterThan(0);
});

test('a range of one’s own is in the address, and holds for every view', async () => {
  const page = await openAnalytics();
  await page.getByText('Own', { exact: true }).click();
  await untilAt(page, /from=\d{4}-\d\d-\d\d&to=/);
  const day = new Date(Date.now() - 40 * 86_400_000).toISOString().slice(0, 10);
  await page.getByLabel('Last day').fill(day);
  await page.getByLabel('First day').fill('2020-01-01');
  await page.getByLabel('Last day').fill(day);
  await untilAt(page, new RegExp(`from=2020-01-01&to=${day}`));
  await expect.poll(() => figures(page), waiting).toMatch(/Sessions\s+1\s/);
  await page.getByRole('tab', { name: 'Tools' }).click();
  expect((await rowsOf(page, 'Tools')).length).toBeGreaterThan(0);
  await page.reload();
  await rowsOf(page, 'Tools');
  expect(await page.getByLabel('Last day').inputValue()).toBe(day);
});

test('the chart can be stacked by project and by source', async () => {
  const page = await openAnalytics();
  for (const by of ['project', 'source']) {
    await region(page, /by day and/)
      .getByText(`By ${by}`, { exact: true })
      .click();
    await region(page, new RegExp(`by day and ${by}`)).waitFor();
  }
  await region(page, /by day and source/)
    .getByText('Table', { exact: true })
    .click();
  expect(
    await region(page, /by day and source/)
      .getByRole('columnheader')
      .allInnerTexts(),
  ).toEqual(['Day', expect.any(String), 'All']);
});

test('a day of the calendar leads to its sessions, and the calendar has a table', async () => {
  const page = await openView('Activity', '?days=90');
  const days = region(page, 'Days');
  await days.getByRole('link').first().waitFor();
  expect(await days.getByRole('link').count()).toBeGreaterThan(4);
  await days.getByText('Table', { exact: true }).click();
  const first = days.getByRole('row').nth(1);
  const [day = '', sessions = ''] = (await first.innerText()).split(/\s+/);
  await first.getByRole('link').click();
  await untilAt(page, new RegExp(`after%3A${day}.*before%3A${day}`));
  await expect.poll(() => sessionRows(page).count(), waiting).toBe(Number(sessions));
});

test('where there is no room for all weeks, the last ones are in view', async () => {
  const today = new Date().toISOString().slice(0, 10);
  const page = await app.open(`/analytics?view=activity&from=2020-01-01&to=${today}`, {
    viewport: { width: 800, height: 600 },
  });
  const weeks = region(page, 'Days').getByRole('list', { name: 'Days by week' });
  await weeks.waitFor();
  const [hidden, isCut] = await weeks.evaluate((list) => {
    const scroller = list.parentElement!;
    return [
      scroller.scrollWidth - scroller.clientWidth - scroller.scrollLeft,
      scroller.scrollWidth > scroller.clientWidth,
    ];
  });
  expect(isCut).toBe(true);
  expect(hidden).toBeLessThan(2);
});

test('a range in which nothing happened says so alone, and leads to all days', async () => {
  const page = await app.open('/analytics?view=activity&from=2020-01-01&to=2020-01-02');
  await page.getByText('Nothing happened in this range.').waitFor();
  expect(await page.getByRole('table').count()).toBe(0);
  await page.getByRole('link', { name: 'Show all days' }).click();
  await region(page, 'Hours of the week').waitFor();
});

test('how sessions went is told: lengths, first edits, subagents', async () => {
  const page = await openView('Activity', '?days=all');
  const lengths = await rowsOf(page, 'Sessions by active time');
  expect(lengths.reduce((sum, row) => sum + Number(row.split('\t').at(1) ?? 0), 0)).toBe(15);
  expect((await rowsOf(page, 'Turns to the first edit')).join('\n')).toMatch(/in turn 1\s+1[\s\S]*never\s+14/);
  await region(page, 'How sessions went').getByRole('link', { name: 'Sessions with subagents' }).click();
  await untilCount(sessionRows(page), 1);
});

/** Follows a figure of the analytics, and goes back when the list has as many sessions as it says. */
async function followFigure(page: Page, link: Locator, count: number): Promise<void> {
  await link.click();
  await untilAt(page, /^#\/sessions\?q=/);
  await page
    .getByRole('status')
    .filter({ hasText: new RegExp(`^${count} sessions?$`) })
    .first()
    .waitFor();
  await untilCount(sessionRows(page), count);
  await page.goBack();
}

test.each(['30', 'all'])('of %s days, each length and first edit opens as many sessions as it counts', async (days) => {
  const page = await openView('Activity', `?days=${days}`);
  for (const panel of ['Sessions by active time', 'Turns to the first edit']) {
    const rows = await rowsOf(page, panel);
    const links = region(page, panel).getByRole('link');
    const counts = rows.map((row) => Number(row.split('\t')[1])).filter((count) => count > 0);
    expect(await links.count()).toBe(counts.length);
    expect(counts.length).toBeGreaterThan(1);
    for (const [place, count] of counts.entries()) await followFigure(page, links.nth(place), count);
  }
});

test('cost, tokens, sessions, days, models and projects of the usage open as many sessions as they count', async () => {
  const page = await openAnalytics('?days=all');
  for (const name of ['Models', 'Projects']) {
    const rows = (await rowsOf(page, name)).map((row) => row.split('\t'));
    for (const [place, cells] of rows.entries())
      await followFigure(page, region(page, name).getByRole('link').nth(place), Number(cells.at(-2)));
  }
  const totals = page.getByRole('region', { name: 'Totals' });
  await untilCount(totals.getByRole('link'), 3);
  for (const place of [0, 1, 2]) await followFigure(page, totals.getByRole('link').nth(place), 15);
  const days = region(page, /by \w+ and model/);
  await days.getByText('Table', { exact: true }).click();
  await days.getByRole('link').first().click();
  await untilAt(page, /after.*before.*usage/);
  await expect.poll(() => sessionRows(page).count(), waiting).toBeGreaterThan(0);
});

test('an hour of the week opens as many sessions as it counts, from the grid and from the table', async () => {
  const page = await openView('Activity', '?days=all');
  const hours = region(page, 'Hours of the week');
  await hours.getByRole('link').first().waitFor();
  const names = await hours.getByRole('link').evaluateAll((links) => links.map((link) => link.ariaLabel ?? ''));
  const counts = names.map((name) => Number(/: (\d+) session/.exec(name)?.[1]));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(15);
  const most = counts.indexOf(Math.max(...counts));
  for (const place of new Set([0, most, counts.length - 1]))
    await followFigure(page, hours.getByRole('link').nth(place), counts[place]!);
  await hours.getByText('Table', { exact: true }).click();
  await followFigure(page, hours.getByRole('link').nth(most), counts[most]!);
});

test('accepted lines are told by file type and by model', async () => {
  const page = await openView('Reviews and edits', '?days=all');
  expect((await rowsOf(page, 'Accepted lines by file type'))[0]).toMatch(/^\.ts\s+1\s/);
  expect((await rowsOf(page, 'Accepted lines by model'))[0]).toMatch(/^claude-opus/);
  expect(await page.getByRole('alert').count()).toBe(0);
});

test('two ranges, models and projects are compared, and the choice is in the address', async () => {
  const page = await openView('Compare');
  expect((await rowsOf(page, 'Usage')).find((row) => row.startsWith('Sessions'))).toMatch(/Sessions\s+0\s+14\s+\+14/);
  await region(page, 'Usage').getByRole('link', { name: '14', exact: true }).click();
  await untilCount(sessionRows(page), 14);
  await page.goBack();
  await page.getByText('Models', { exact: true }).click();
  await page.getByText('Choose two models.').waitFor();
  await page.getByLabel('First model').selectOption({ label: 'claude-opus-4-5-20251101' });
  await page.getByLabel('Second model').selectOption({ label: 'claude-haiku-4-5-20251001' });
  await untilAt(page, /by=model&a=claude-opus.*&b=claude-haiku/);
  const usage = await rowsOf(page, 'Usage');
  expect(usage.find((row) => row.startsWith('Cost\t'))).toMatch(/\$.*\$.*−\$/);
  await page.reload();
  expect(await rowsOf(page, 'Usage')).toEqual(usage);
  await page.getByText('Projects', { exact: true }).click();
  await page.getByLabel('First project').selectOption({ label: 'api' });
  await page.getByLabel('Second project').selectOption({ label: 'docs' });
  await rowsOf(page, 'Calls of each tool');
});

test('two sessions that are picked are compared turn by turn', async () => {
  const page = await app.open('/sessions?q=search');
  await untilCount(sessionRows(page), 2);
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
  await page.getByRole('region', { name: 'Picked sessions' }).getByRole('link', { name: 'Compare' }).click();
  await page.getByText(/^They part in turn 1: the prompts differ/).waitFor();
  expect((await rowsOf(page, 'Figures')).find((row) => row.startsWith('Tool calls'))).toMatch(/9|2/);
  await page.getByText('Here they part').waitFor();
});
