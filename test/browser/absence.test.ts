import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { messageWith, sessionPlace, sessionRows, untilAt, untilCount, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

test('a source that is not there is a calm card with a reason and a hint', async () => {
  const page = await app.open('/home');
  const card = page.getByRole('article', { name: 'OpenAI API' });
  await card.waitFor();
  const words = await card.innerText();
  expect(words).toContain('Not set up');
  expect(words).toContain('OPENAI_TRACES_PATH');
  expect(await page.getByRole('alert').count()).toBe(0);
});

test.each([
  ['wrong', 'not the token'],
  ['missing', null],
])('with a %s token the page says so in one sentence', async (_, token) => {
  for (const place of ['/home', '/sessions', '/analytics', sessionPlace(app.made.reading)]) {
    const page = await app.open(place, { token, expected: /401/ });
    await page.getByText('The token is missing or wrong.').first().waitFor();
    expect(await page.getByText(/undefined|null|\[object|Error:/).count()).toBe(0);
  }
});

test('a session whose file was deleted while it is open says that it is gone, and is forgotten on demand', async () => {
  const { session_id, file } = app.made.leaving;
  const page = await app.open(sessionPlace(session_id), { expected: /410/ });
  await messageWith(page, 'Which of the old build scripts are still used?').waitFor();
  rmSync(file);
  await app.host.scan();
  await page.reload();
  await page.getByText('The file of this session is no longer on disk.').waitFor();
  await page.getByText('Its figures and labels are kept.').waitFor();
  await page.getByText('the files it touched, are what is left of it').waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  await page.getByRole('button', { name: 'Forget this session…' }).press('Enter');
  await expect.poll(focused, waiting).toBe('Keep');
  await page.keyboard.press('Enter');
  await expect.poll(focused, waiting).toBe('Forget this session…');
  await page.goto(`${app.host.origin}/#/sessions?q=is:gone`);
  await untilCount(sessionRows(page), 1);
  await sessionRows(page).getByText('log deleted').waitFor();
  await sessionRows(page).getByRole('link').click();
  await page.getByRole('button', { name: 'Forget this session…' }).click();
  await page.getByRole('button', { name: 'Forget for good' }).click();
  await untilAt(page, /^#\/sessions$/);
  await page.goto(`${app.host.origin}/#/sessions?q=is:gone`);
  await untilCount(sessionRows(page), 0);
});

test('a host that ends leaves a sentence, not an empty page', async () => {
  const page = await app.open('/home', { expected: /Failed to load resource|ERR_/ });
  await page.getByRole('article', { name: 'Claude Code' }).waitFor();
  await page.route('**/api/v1/**', (route) => route.abort());
  await page.goto(`${app.host.origin}/#/analytics?view=tools&days=all`);
  await page.getByText('Rearview does not answer.').first().waitFor();
  await page.unroute('**/api/v1/**');
  await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.getByRole('region', { name: 'Tools' }).waitFor();
});

test('a screen that cannot be loaded says so, and is there once it can', async () => {
  const page = await app.open('/home', { expected: /Failed to (?:load|fetch)|ERR_|could not be loaded/ });
  await page.getByRole('article', { name: 'Claude Code' }).waitFor();
  await page.route('**/assets/*.js', (route) => route.abort());
  await page.goto(`${app.host.origin}/#/settings`);
  await page.getByText('The screen “Settings” could not be loaded.').waitFor();
  await page.unroute('**/assets/*.js');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
});

test('a session that is read while its lists are filtered keeps both', async () => {
  const page = await app.open('/sessions?q=project%3Aapi');
  await untilCount(sessionRows(page), 6);
  await page.getByRole('row', { name: /Write the changelog/ }).click();
  await messageWith(page, 'Write the changelog of 2.4').waitFor();
  await untilCount(sessionRows(page), 6);
});
