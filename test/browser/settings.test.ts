import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { sessionRows, titles, untilAt, untilCount, untilRead, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';
import type { VisitOptions } from './app/visit.ts';
import { emptyWorld, place } from './world/world.ts';
import { transcript } from './world/transcript.ts';

const app = appOver(everydayWorld);

async function openSettings(options?: VisitOptions): Promise<Page> {
  const page = await app.open('/settings', options);
  await page.getByRole('region', { name: 'Versions' }).waitFor();
  return page;
}

const region = (page: Page, name: string) => page.getByRole('region', { name });

test('the settings are reached from the rail, by key, and from the palette', async () => {
  const page = await app.open('/home');
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).click();
  await untilAt(page, /^#\/settings/);
  await page.keyboard.press('g');
  await page.keyboard.press('h');
  await untilAt(page, /^#\/home/);
  await page.keyboard.press('g');
  await page.keyboard.press(',');
  await untilAt(page, /^#\/settings/);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('home');
  await page.keyboard.press('Enter');
  await untilAt(page, /^#\/home/);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('settings');
  await page.getByRole('option', { name: 'Settings' }).click();
  await region(page, 'What is hidden').waitFor();
});

test('a text that is tried shows what each rule hides in it, and nothing of it is kept', async () => {
  const page = await openSettings();
  const trying = region(page, 'Try the rules');
  const token = ['ghp', 'q7Rz2Lw9TnB4xVk8Yd3Hs6Jf1Gm5Pc0AeUiW'].join('_');
  await trying.getByLabel('Text to try').fill(`mail eve@corp-mail.io the token ${token}`);
  const shown = trying.getByLabel('As it would be shown');
  await expect
    .poll(() => shown.innerText(), waiting)
    .toMatch(/^mail eve@corp-mail\.io the token github[\w ]* · [0-9a-f]{4}$/);
  expect(await trying.getByRole('list', { name: 'What each rule hid' }).innerText()).toMatch(/github[\w ]*\s+1 time/);
  await trying.getByText('Secrets and who you are').click();
  await expect.poll(() => shown.innerText(), waiting).toMatch(/^mail email · [0-9a-f]{4} the token/);
  await trying.getByLabel('Text to try').fill('nothing to see');
  await trying.getByText('No rule found anything in it.').waitFor();
  for (const name of readdirSync(app.world.data_dir))
    expect(readFileSync(join(app.world.data_dir, name), 'latin1').includes('eve@corp-mail.io'), name).toBe(false);
});

test('a word that is to be hidden is hidden in all titles, and shown again when it is taken back', async () => {
  const page = await openSettings();
  const hiding = region(page, 'What is hidden');
  await hiding.getByLabel('Word to hide').fill('re');
  expect(await hiding.getByRole('button', { name: 'Hide this word' }).isDisabled()).toBe(true);
  await hiding.getByLabel('Word to hide').fill('header component');
  await page.keyboard.press('Enter');
  await hiding.getByRole('button', { name: 'Save and read again' }).click();
  await hiding.getByRole('button', { name: 'Save and read again' }).waitFor({ state: 'detached' });
  await app.host.scan();
  await page.goto(`${app.host.origin}/#/sessions`);
  await expect.poll(async () => (await titles(page)).join('\n'), waiting).toMatch(/Rename the .*own.word/i);
  await page.goto(`${app.host.origin}/#/settings`);
  await hiding.getByRole('button', { name: 'Show “header component” again' }).click();
  await hiding.getByRole('button', { name: 'Save and read again' }).click();
  await hiding.getByRole('button', { name: 'Save and read again' }).waitFor({ state: 'detached' });
  await app.host.scan();
  await page.goto(`${app.host.origin}/#/sessions`);
  await expect.poll(async () => (await titles(page)).join('\n'), waiting).toContain('Rename the header component');
});

test('a folder of sessions can be added, is read, and can be taken away', async () => {
  const page = await openSettings({ expected: /400 \(Bad Request\)/ });
  const places = region(page, 'Where sessions are read from');
  expect(await places.innerText()).toContain(`${app.world.home}/.claude`);
  expect(await places.innerText()).toContain('CLAUDE_CONFIG_DIR');
  await places.getByLabel('Folder').fill('/there/is/no/such/folder');
  await places.getByRole('button', { name: 'Add', exact: true }).click();
  await places.getByText('The folder cannot be added: There is no such folder.').waitFor();
  const other = emptyWorld();
  try {
    const session_id = 'e0aada70-0000-4000-8000-00000000000a';
    const log = transcript({
      session_id,
      cwd: '/home/dev/elsewhere',
      branch: 'main',
      model: 'claude-opus-4-5-20251101',
      starts: new Date(Date.now() - 600_000),
    });
    log.prompt('A session of another machine');
    place(other, log);
    await places.getByLabel('Folder').fill(`${other.home}/.claude`);
    await places.getByRole('button', { name: 'Add', exact: true }).click();
    const remove = places.getByRole('button', { name: `Look in ${other.home}/.claude no more` });
    await remove.waitFor();
    await app.host.scan();
    await page.goto(`${app.host.origin}/#/sessions?q=another+machine`);
    await untilCount(sessionRows(page), 1);
    await page.goto(`${app.host.origin}/#/settings`);
    await remove.click();
    await remove.waitFor({ state: 'detached' });
  } finally {
    other.remove();
  }
});

test('the theme is chosen here too, and remembered', async () => {
  const page = await openSettings();
  await region(page, 'Appearance').getByText('Dark', { exact: true }).click();
  await page.reload();
  await region(page, 'Versions').waitFor();
  expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
});

test('the settings say where Rearview keeps its data, how much, and by which prices it counts', async () => {
  const page = await openSettings();
  const own = region(page, 'Rearview’s own data');
  expect(await own.innerText()).toContain(app.world.data_dir);
  expect(await own.getByRole('row').allInnerTexts()).toEqual([
    expect.stringMatching(/^Catalog.*\d [kM]B$/),
    expect.stringMatching(/^Index.*\d [kM]B$/),
    expect.stringMatching(/^Settings, marks and key\s.*B$/),
    expect.stringMatching(/^Together\s.*B$/),
  ]);
  expect(await region(page, 'Prices').innerText()).toMatch(/those of \d{4}-\d\d-\d\d/);
});

test('everything is read again, and at last removed, when that is confirmed', async () => {
  const page = await openSettings();
  const own = region(page, 'Rearview’s own data');
  await own.getByRole('button', { name: /^Read everything again/ }).click();
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await own.getByRole('button', { name: /^Read everything again/ }).click();
  await dialog.getByRole('button', { name: 'Read again' }).click();
  await app.host.scan();
  await untilRead(page);
  await own.getByRole('button', { name: /^Remove Rearview/ }).click();
  await dialog.getByRole('button', { name: 'Remove', exact: true }).click();
  await own.getByText(/The data was removed/).waitFor();
  expect(() => readdirSync(app.world.data_dir)).toThrow(/ENOENT/);
  await app.host.scan();
  await page.goto(`${app.host.origin}/#/sessions`);
  await expect.poll(async () => (await titles(page)).join('\n'), waiting).toContain('Rename the header component');
  expect(() => readdirSync(app.world.data_dir)).toThrow(/ENOENT/);
});
