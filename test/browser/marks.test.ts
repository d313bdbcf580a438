import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { sessionPlace, sessionRows, titles, untilAt, untilCount, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

const listed = async (page: Page): Promise<string> => (await titles(page)).join('\n');

async function openList(more = ''): Promise<Page> {
  const page = await app.open(`/sessions${more}`);
  await sessionRows(page).first().waitFor();
  return page;
}

test('a session is given a title, tags and a note, which lists show and filters find', async () => {
  const page = await app.open(sessionPlace(app.made.reading));
  await page.getByRole('button', { name: 'Marks' }).click();
  const dialog = page.getByRole('dialog', { name: 'Marks of this session' });
  await dialog.getByLabel('Own title').fill('The login that forgot');
  for (const tag of ['later', 'bug-7']) {
    await dialog.getByLabel('New tag').fill(tag);
    await page.keyboard.press('Enter');
  }
  await dialog.getByLabel('Note').fill('Ask Ann about the cookie');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('heading', { name: 'The login that forgot' }).waitFor();
  await page.getByText('Ask Ann about the cookie').waitFor();
  await page.getByRole('link', { name: 'bug-7' }).click();
  await untilAt(page, /^#\/sessions\?q=tag%3Abug-7/);
  await untilCount(sessionRows(page), 1);
  expect(await listed(page)).toMatch(/The login that forgot[\s\S]*later/);
  await page.getByLabel('Filter sessions').fill('cookie');
  await untilCount(sessionRows(page), 1);
  expect(readFileSync(join(app.world.data_dir, 'marks.json'), 'utf8')).toContain('The login that forgot');
});

test('a pinned session stands first, under a heading of its own, until it is unpinned', async () => {
  const page = await openList();
  expect((await titles(page))[0]).not.toContain('Read the old order code');
  await page.getByLabel('Filter sessions').fill('old order code');
  await untilCount(sessionRows(page), 1);
  await sessionRows(page).first().click();
  await page.getByRole('button', { name: 'Pin', exact: true }).click();
  await page.getByRole('button', { name: 'Pinned', exact: true }).waitFor();
  await page.goto(`${app.host.origin}/#/sessions`);
  await expect.poll(async () => (await titles(page))[0], waiting).toMatch(/^Pinned[\s\S]*Read the old order code/);
  await page.getByLabel('Filter sessions').fill('is:pinned');
  await untilCount(sessionRows(page), 1);
  await sessionRows(page).first().click();
  await page.getByRole('button', { name: 'Pinned', exact: true }).click();
  await page.getByRole('button', { name: 'Pin', exact: true }).waitFor();
});

test('picked sessions are tagged and hidden together, and can be shown again', async () => {
  const page = await openList('?q=search');
  await untilCount(sessionRows(page), 2);
  const picked = page.getByRole('region', { name: 'Picked sessions' });
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
  await picked.getByRole('button', { name: 'Tag…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Tags for 2 sessions' });
  await dialog.getByLabel('New tag').fill('searching');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.goto(`${app.host.origin}/#/sessions?q=tag:searching`);
  await untilCount(sessionRows(page), 2);
  await page.getByRole('grid', { name: 'Sessions' }).focus();
  for (const key of ['x', 'j', 'x']) await page.keyboard.press(key);
  await picked.getByRole('button', { name: 'Hide' }).click();
  await page.getByText('No session fits this filter.').waitFor();
  await page.getByLabel('Filter sessions').fill('is:hidden');
  await untilCount(sessionRows(page), 2);
});

test('hidden sessions are counted in the figures, which say so, and lists say that they fit too', async () => {
  const page = await openList('?q=project:infra');
  await untilCount(sessionRows(page), 2);
  await page.keyboard.press('x');
  await page.getByRole('region', { name: 'Picked sessions' }).getByRole('button', { name: 'Hide' }).click();
  await untilCount(sessionRows(page), 1);
  await page.getByRole('status').getByText('1 hidden session with this filter').waitFor();
  await page.goto(`${app.host.origin}/#/analytics?project=/home/dev/infra`);
  await expect.poll(() => page.locator('main').innerText(), waiting).toMatch(/Sessions\s+2\s/);
  await page.getByText('incl. 1 hidden session').getByRole('link').click();
  await untilAt(page, /is%3Ahidden/);
  await untilCount(sessionRows(page), 1);
  await page.goto(`${app.host.origin}/#/home`);
  await page
    .getByText('Incl. 1 hidden session of the week.')
    .or(page.getByText(/Incl. \d hidden sessions of the week/))
    .waitFor();
});

test('a filter that is saved is offered again, and can be forgotten in the settings', async () => {
  const page = await openList('?q=has:error');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('combobox', { name: 'Saved' }).waitFor();
  await page.getByLabel('Filter sessions').fill('');
  await untilAt(page, /^#\/sessions$/);
  await page.getByRole('combobox', { name: 'Saved' }).selectOption({ label: 'has:error' });
  await untilAt(page, /q=has%3Aerror/);
  await page.goto(`${app.host.origin}/#/settings`);
  const marks = page.getByRole('region', { name: 'Your marks' });
  await marks.getByRole('button', { name: 'Forget the search has:error' }).click();
  await marks.getByRole('heading', { name: 'Saved searches' }).waitFor({ state: 'detached' });
});

test('marks are copied as JSON, and a file of them is imported', async () => {
  const page = await app.open('/settings');
  const marks = page.getByRole('region', { name: 'Your marks' });
  await marks.getByRole('button', { name: 'Copy all as JSON' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText()), waiting).toMatch(/"version": 1/);
  const file = {
    version: 1,
    sessions: [
      {
        source: 'claude_code',
        session_id: app.made.growing.session_id,
        title: 'From the other machine',
        is_pinned: false,
        is_hidden: false,
        tags: ['moved'],
        note: null,
        changed_at: '2026-11-01T09:00:00.000Z',
      },
    ],
    searches: [],
  };
  const buffer = Buffer.from(JSON.stringify(file));
  await marks.getByLabel('Import a file…').setInputFiles({ name: 'marks.json', mimeType: 'application/json', buffer });
  await marks.getByText('Marks of 1 session and 0 searches were taken over.').waitFor();
  await page.goto(`${app.host.origin}/#/sessions?q=tag:moved`);
  await expect.poll(() => listed(page), waiting).toContain('From the other machine');
  await page.goto(`${app.host.origin}/#/settings`);
  const odd = { name: 'odd.json', mimeType: 'application/json', buffer: Buffer.from('no json') };
  await marks.getByLabel('Import a file…').setInputFiles(odd);
  await marks.getByText('The file is not JSON.').waitFor();
});
