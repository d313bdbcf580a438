import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { messageWith, sessionPlace, sessionRows, untilAt, untilCount, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

test('the token leaves the address at once, and a reload does not need it there', async () => {
  const page = await app.open('/home');
  await page.getByRole('article', { name: 'Claude Code' }).waitFor();
  expect(page.url()).toBe(`${app.host.origin}/#/home`);
  await page.reload();
  await page.getByRole('article', { name: 'Claude Code' }).waitFor();
});

test('a reload shows the same message of the same session', async () => {
  const page = await app.open(sessionPlace(app.made.reading, 'm=13'));
  const asked = messageWith(page, 'Go on with the release notes.');
  await asked.waitFor();
  await page.keyboard.press('Home');
  await page.keyboard.press('n');
  await page.keyboard.press('n');
  await untilAt(page, /m=\d+/);
  const address = page.url();
  await page.reload();
  await messageWith(page, 'Now let somebody review it.').waitFor();
  expect(page.url()).toBe(address);
});

test('a reload shows the same list: words, order and groups', async () => {
  const page = await app.open('/sessions?q=project%3Aapi&sort=cost&group=none');
  await untilCount(sessionRows(page), 6);
  const before = await sessionRows(page).allInnerTexts();
  await page.reload();
  await untilCount(sessionRows(page), 6);
  expect(await sessionRows(page).allInnerTexts()).toEqual(before);
  expect(await page.getByLabel('Order').inputValue()).toBe('cost');
  expect(await page.getByLabel('Group').inputValue()).toBe('none');
});

test('a reload shows the same analytics', async () => {
  const page = await app.open('/analytics');
  await page.getByText('All', { exact: true }).click();
  await page.getByLabel('Project', { exact: true }).selectOption({ label: 'docs' });
  await untilAt(page, /days=all.*project=/);
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Analytics' }).waitFor();
  expect(await page.getByRole('radio', { name: 'All' }).isChecked()).toBe(true);
  expect(await page.getByLabel('Project', { exact: true }).inputValue()).toBe('/home/dev/docs');
});

test('back and forward go the way one came', async () => {
  const page = await app.open('/home');
  await page.getByRole('link', { name: 'Sessions', exact: true }).first().click();
  await sessionRows(page).first().waitFor();
  await page.getByRole('row', { name: /Debounce the search box/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Debounce the search box' }).waitFor();
  await page.goBack();
  await untilAt(page, /^#\/sessions$/);
  await untilCount(sessionRows(page), 15);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  await page.goForward();
  await page.goForward();
  await page.getByRole('heading', { level: 1, name: 'Debounce the search box' }).waitFor();
});

test('the back way holds no step for each letter typed or message passed', async () => {
  const page = await app.open('/home');
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  await page.goto(`${app.host.origin}/#/sessions`);
  await page.getByLabel('Filter sessions').pressSequentially('project:api');
  await untilCount(sessionRows(page), 6);
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
});

test('an address that names nothing shows Home', async () => {
  const page = await app.open('/nowhere/at/all');
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
});

test('an address that names no session says so, and does not ask again and again', async () => {
  const asked: string[] = [];
  const gone = await app.open(sessionPlace('00000000-0000-4000-8000-000000000000'), { expected: /404/ });
  gone.on('request', (request) => asked.push(request.url()));
  await gone.getByText('There is no such session.').first().waitFor();
  const calls = () => asked.filter((url) => url.includes('/sessions/00000000')).length;
  const before = calls();
  await gone.waitForTimeout(1_500);
  expect(calls() - before).toBeLessThan(3);
  await gone.getByRole('button', { name: 'Try again' }).first().click();
  await gone.getByText('There is no such session.').first().waitFor();
});

test('the title of the window names the screen, or the session', async () => {
  const page = await app.open('/analytics');
  await expect.poll(() => page.title(), waiting).toBe('Analytics · Rearview');
  await page.goto(`${app.host.origin}/#${sessionPlace(app.made.reading)}`);
  await expect.poll(() => page.title(), waiting).toMatch(/^Fix the login test.* · Rearview$/);
  await page.goto(`${app.host.origin}/#/home`);
  await expect.poll(() => page.title(), waiting).toBe('Home · Rearview');
});
