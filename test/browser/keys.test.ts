import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { message, messageWith, sessionPlace, sessionRows, untilAt, untilCount, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

async function openReading(): Promise<Page> {
  const page = await app.open(sessionPlace(app.made.reading));
  await messageWith(page, 'keepSession is never called').waitFor();
  return page;
}

/** The number of the message that has the focus; null when none has. */
const focused = (page: Page): Promise<number | null> =>
  page.evaluate(() => Number(document.activeElement?.getAttribute('aria-posinset')) || null);

const untilFocused = (page: Page, number: number) => expect.poll(() => focused(page), waiting).toBe(number);

test('j and k go from message to message', async () => {
  const page = await openReading();
  await page.keyboard.press('j');
  await expect.poll(() => focused(page), waiting).not.toBeNull();
  const first = (await focused(page)) ?? 0;
  await page.keyboard.press('j');
  await untilFocused(page, first + 1);
  await page.keyboard.press('k');
  await untilFocused(page, first);
});

test('n and p go from one turn of the person to the next', async () => {
  const page = await openReading();
  const prompts = ['Deploy it with', 'Now let somebody review it.', 'Go on with the release notes.'];
  const shown = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  for (const prompt of prompts) {
    await page.keyboard.press('n');
    await expect.poll(shown, waiting).toContain(prompt);
  }
  await page.keyboard.press('n');
  await page.getByText('No later user turn').waitFor();
  await page.keyboard.press('p');
  await expect.poll(shown, waiting).toContain(prompts[1]);
});

test('e goes to the next error', async () => {
  const page = await openReading();
  await page.keyboard.press('e');
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''), waiting).toContain('exit 1');
});

test('o opens and folds what a message holds', async () => {
  const page = await openReading();
  const reasoning = message(page, 2).getByRole('button', { name: /^Reasoning/ });
  for (const key of ['j', 'j']) await page.keyboard.press(key);
  await untilFocused(page, 2);
  expect(await reasoning.getAttribute('aria-expanded')).toBe('false');
  await page.keyboard.press('o');
  await expect.poll(() => reasoning.getAttribute('aria-expanded'), waiting).toBe('true');
  await page.keyboard.press('o');
  await expect.poll(() => reasoning.getAttribute('aria-expanded'), waiting).toBe('false');
});

test('Enter and Space press the button or link that has the focus, and no row of the list', async () => {
  const page = await app.open('/sessions');
  await sessionRows(page).first().waitFor();
  const errors = page.getByRole('group', { name: 'Only sessions with' }).getByRole('button', { name: 'Errors' });
  await errors.press('Enter');
  await expect.poll(() => errors.getAttribute('aria-pressed'), waiting).toBe('true');
  await errors.press(' ');
  await expect.poll(() => errors.getAttribute('aria-pressed'), waiting).toBe('false');
  await untilAt(page, /^#\/sessions/);
  await page.getByRole('link', { name: 'Analytics' }).press('Enter');
  await untilAt(page, /^#\/analytics/);
  const views = page.getByRole('radio', { name: '30 days' });
  await views.press('ArrowLeft');
  await untilAt(page, /days=7/);
});

test('t makes single lines of all tool calls, and opens them again', async () => {
  const page = await openReading();
  const output = page.getByText('expected 200, got 401');
  await output.waitFor();
  await page.keyboard.press('t');
  await untilCount(output, 0);
  await page.keyboard.press('t');
  await output.waitFor();
});

test('End and Home go to the last message and the first', async () => {
  const page = await openReading();
  await page.keyboard.press('End');
  await messageWith(page, 'The release notes are written.').waitFor();
  await page.keyboard.press('Home');
  await untilFocused(page, 1);
  await message(page, 1).waitFor();
});

test('g and a letter go to the screens', async () => {
  const page = await openReading();
  for (const [letter, address, heading] of [
    ['h', /^#\/home/, 'Home'],
    ['a', /^#\/analytics/, 'Analytics'],
  ] as const) {
    await page.keyboard.press('g');
    await page.keyboard.press(letter);
    await untilAt(page, address);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }
  await page.keyboard.press('g');
  await page.keyboard.press('s');
  await untilAt(page, /^#\/session/);
});

test('the slash goes to the search box, and words typed there find messages', async () => {
  const page = await app.open('/home');
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  await page.keyboard.press('/');
  await untilAt(page, /^#\/search/);
  const box = page.getByLabel('Search text in all sessions');
  await expect.poll(() => box.evaluate((element) => element === document.activeElement), waiting).toBe(true);
  await page.keyboard.type('keepSession');
  const hit = page.locator('a[data-hit]').first();
  await hit.waitFor();
  await page
    .getByRole('status')
    .getByText(/messages? in 1 session/)
    .waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => hit.evaluate((element) => element === document.activeElement), waiting).toBe(true);
  await page.keyboard.press('Enter');
  await untilAt(page, /^#\/session\/claude_code\/.*find=keepSession/);
});

test('Ctrl K goes to a session by its title, Escape closes it', async () => {
  const page = await app.open('/home');
  await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Go to' });
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('rate limiter');
  await dialog.getByRole('option', { name: /Why does the rate limiter/ }).waitFor();
  await expect.poll(() => dialog.getByRole('option').count(), waiting).toBe(1);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Why does the rate limiter/ }).waitFor();
});

test('the question mark shows all keys, Escape closes them', async () => {
  const page = await openReading();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.waitFor();
  const text = await dialog.innerText();
  for (const about of ['Next message', 'Next user turn', 'Next error', 'Search text in all sessions', 'Go to Home']) {
    expect(text).toContain(about);
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
});

test('keys of the screen do nothing while one types', async () => {
  const page = await app.open('/sessions');
  await sessionRows(page).first().waitFor();
  await page.getByLabel('Filter sessions').focus();
  await page.keyboard.type('gh?/jx');
  expect(await page.getByLabel('Filter sessions').inputValue()).toBe('gh?/jx');
  expect(await page.getByRole('dialog').count()).toBe(0);
  await untilAt(page, /^#\/sessions/);
});

test('a session is chosen and opened in the list by keys alone', async () => {
  const page = await app.open('/sessions?q=search');
  await untilCount(sessionRows(page), 2);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Debounce the search box' }).waitFor();
});
