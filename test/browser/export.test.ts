import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright';
import { expect, test } from 'vitest';
import { secretsIn } from '../helpers/planted-secrets.ts';
import { appOver } from './app/app.ts';
import { messageWith, sessionPlace, sessionRows, untilCount, waiting } from './app/look.ts';
import type { VisitOptions } from './app/visit.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

const dialogOn = (page: Page): Locator => page.getByRole('dialog', { name: 'Export session' });
const outcomeOn = (page: Page): Locator => dialogOn(page).getByRole('region', { name: 'What was hidden' });
const press = (page: Page, name: string): Promise<void> => dialogOn(page).getByRole('button', { name }).click();

/** Opens a session with one of everything, and the dialog. */
async function openExport(options: VisitOptions = {}): Promise<Page> {
  const page = await app.open(sessionPlace(app.made.reading), { expected: /^downloaded blob:/, ...options });
  await messageWith(page, 'keepSession is never called').waitFor();
  await page.getByRole('button', { name: 'Export…' }).click();
  await dialogOn(page).waitFor();
  return page;
}

async function check(page: Page): Promise<void> {
  await press(page, 'Check');
  await dialogOn(page).getByRole('button', { name: 'Save…' }).waitFor();
}

/** What the browser is given when the file is saved by `save`. */
async function saved(page: Page, save = () => press(page, 'Save…')): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([page.waitForEvent('download'), save()]);
  return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
}

/** Presses Tab until something has the focus that `isWanted`. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let stop = 0; stop < 30; stop++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${String(wanted)}.`);
}

test.each([
  ['HTML page', /^[A-Za-z0-9-]+\.html$/, /^<!doctype html>/i],
  ['Markdown', /^[A-Za-z0-9-]+\.md$/, /^/],
  ['JSON', /^[A-Za-z0-9-]+\.json$/, /^\{/],
  ['JSON lines', /^[A-Za-z0-9-]+\.jsonl$/, /^\{/],
])('a session is saved as %s: with its text, without its secrets, under a plain name', async (label, name, start) => {
  const page = await openExport();
  await dialogOn(page).getByText(label, { exact: true }).click();
  await check(page);
  const file = await saved(page);
  expect(file.name).toMatch(name);
  expect(file.text).toMatch(start);
  for (const words of ['is never called', 'deployed with', 'The release notes are written.'])
    expect(file.text).toContain(words);
  expect(secretsIn(file.text)).toEqual([]);
  await dialogOn(page).getByText('Given to the browser to save.').waitFor();
});

test('the JSON that is saved is one document, and each of the JSON lines is one', async () => {
  const page = await openExport();
  await dialogOn(page).getByText('JSON', { exact: true }).click();
  await check(page);
  JSON.parse((await saved(page)).text);
  await dialogOn(page).getByText('JSON lines').click();
  await check(page);
  const lines = (await saved(page)).text.trimEnd().split('\n');
  expect(lines.length).toBeGreaterThan(10);
  for (const line of lines) JSON.parse(line);
});

test('the check shows what each rule hid, with places in which marks stand, before anything is saved', async () => {
  const page = await openExport();
  const inForce = dialogOn(page).getByRole('radio', { name: /^Secrets and who you are/ });
  await expect.poll(() => inForce.isChecked(), waiting).toBe(true);
  expect(await dialogOn(page).getByRole('button', { name: 'Save…' }).count()).toBe(0);
  await check(page);
  const outcome = outcomeOn(page);
  await outcome.getByRole('heading', { name: /^Hidden in \d+ places, by \d+ rules?$/ }).waitFor();
  const rule = outcome
    .getByRole('list', { name: 'What each rule hid' })
    .getByRole('listitem')
    .filter({ hasText: /github/ });
  expect(await rule.first().innerText()).toMatch(/\d+ times/);
  const mark = rule.getByTitle(/^Removed here: github/).first();
  expect(await mark.innerText()).toMatch(/^github[\w ]* · [0-9a-f]{4}$/);
  expect(await outcome.innerText()).toMatch(
    /\.html, [\d.]+ k?B[\s\S]*Secrets and who you are[\s\S]*Images are left out/,
  );
  expect(secretsIn(await page.evaluate(() => document.documentElement.outerHTML))).toEqual([]);
});

test('its marks are those of the file, and not those of the app', async () => {
  const page = await openExport();
  const tagOf = async (within: Locator): Promise<string> =>
    /[0-9a-f]{4}$/.exec(
      await within
        .getByTitle(/^Removed here: github/)
        .first()
        .innerText(),
    )?.[0] ?? 'none';
  const ofApp = await tagOf(page.getByRole('region', { name: 'Session', exact: true }));
  await dialogOn(page).getByText('Markdown', { exact: true }).click();
  await check(page);
  const ofFile = await tagOf(outcomeOn(page));
  expect((await saved(page)).text).toContain(`:${ofFile}`);
  expect(ofFile).not.toBe(ofApp);
});

test('a session without secrets says that nothing was hidden', async () => {
  const page = await app.open('/sessions?q=changelog', { expected: /^downloaded blob:/ });
  await untilCount(sessionRows(page), 1);
  await sessionRows(page).first().click();
  await messageWith(page, 'I will have a look.').waitFor();
  await page.getByRole('button', { name: 'Export…' }).click();
  await dialogOn(page)
    .getByRole('radio', { name: /^Secrets ?Keys/ })
    .check();
  await check(page);
  await outcomeOn(page).getByRole('heading', { name: 'Nothing was hidden' }).waitFor();
  expect(await outcomeOn(page).innerText()).toContain('Images are left out');
  expect((await saved(page)).text).toContain('I will have a look.');
});

test('a word that is only typed is hidden too, and is not in the file', async () => {
  const page = await openExport();
  await dialogOn(page).getByLabel('Word to hide besides').fill('RELEASE notes');
  await check(page);
  await dialogOn(page).getByRole('button', { name: 'Do not hide “RELEASE notes”' }).waitFor();
  expect(await outcomeOn(page).innerText()).toMatch(/own word/);
  const { text } = await saved(page);
  expect(text).not.toMatch(/release notes/i);
  expect(text).toContain('is never called');
});

test.each(['session', 'title', 'text', 'claude'])(
  'also the word %s may be hidden, and the file is whole',
  async (word) => {
    const page = await openExport();
    await dialogOn(page).getByText('JSON', { exact: true }).click();
    await dialogOn(page).getByLabel('Word to hide besides').fill(word);
    await check(page);
    const document = JSON.parse((await saved(page)).text) as Record<string, unknown>;
    expect(Object.keys(document).length).toBeGreaterThan(1);
    expect(JSON.stringify(document)).toContain('is never called');
  },
);

test('any other choice after the check has to be checked again', async () => {
  const page = await openExport();
  const dialog = dialogOn(page);
  for (const change of [
    () => dialog.getByText('Markdown', { exact: true }).click(),
    () => dialog.getByText('All', { exact: true }).click(),
    () => dialog.getByLabel('Reasoning').click(),
    () => dialog.getByText('Whatever might be sensitive').click(),
  ]) {
    await check(page);
    await change();
    await dialog.getByRole('button', { name: 'Check' }).waitFor();
    await outcomeOn(page).getByRole('heading', { name: 'Nothing is saved yet' }).waitFor();
    expect(await dialog.getByRole('button', { name: 'Save…' }).count()).toBe(0);
  }
});

test('less is written when less is chosen', async () => {
  const page = await openExport();
  const dialog = dialogOn(page);
  await dialog.getByText('Markdown', { exact: true }).click();
  await check(page);
  const usual = (await saved(page)).text;
  await dialog.getByText('None', { exact: true }).click();
  await dialog.getByLabel('Reasoning').click();
  await check(page);
  const less = (await saved(page)).text;
  await dialog.getByText('All', { exact: true }).click();
  await check(page);
  const more = (await saved(page)).text;
  const parts = ['expected 200, got 401', 'the session must be kept', 'the very last line of the long output'];
  const held = [usual, less, more].map((text) => parts.map((part) => text.includes(part)));
  expect(held).toEqual([
    [true, true, false],
    [false, false, false],
    [true, false, true],
  ]);
});

test('the file can be copied', async () => {
  const page = await openExport();
  await dialogOn(page).getByText('Markdown', { exact: true }).click();
  await check(page);
  const { text } = await saved(page);
  await press(page, 'Copy');
  await dialogOn(page).getByText('Copied').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
});

test('with keys alone it is opened, chosen, checked, read, saved and closed', async () => {
  const page = await app.open(sessionPlace(app.made.reading), { expected: /^downloaded blob:/ });
  await messageWith(page, 'keepSession is never called').waitFor();
  await page.keyboard.press('Control+e');
  const dialog = dialogOn(page);
  await dialog.waitFor();
  await tabTo(page, dialog.getByRole('radio', { name: 'HTML page' }));
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => dialog.getByRole('radio', { name: 'Markdown' }).isChecked(), waiting).toBe(true);
  await tabTo(page, dialog.getByLabel('Word to hide besides'));
  await page.keyboard.type('keepsession');
  await page.keyboard.press('Enter');
  await tabTo(page, dialog.getByRole('button', { name: 'Check' }));
  await page.keyboard.press('Enter');
  await dialog.getByRole('button', { name: 'Save…' }).waitFor();
  const isRead = () => outcomeOn(page).evaluate((pane) => pane === document.activeElement);
  await expect.poll(isRead, waiting).toBe(true);
  await page.keyboard.press('End');
  await tabTo(page, dialog.getByRole('button', { name: 'Save…' }));
  const { name, text } = await saved(page, () => page.keyboard.press('Enter'));
  expect([name.endsWith('.md'), /keepsession/i.test(text)]).toEqual([true, false]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('a check is stopped, and no more of the file is asked for', async () => {
  const page = await openExport();
  const { promise: gate, resolve: release } = Promise.withResolvers<void>();
  let asked = 0;
  await page.route('**/api/v1/exports/**', async (route) => {
    asked += 1;
    await gate;
    await route.continue();
  });
  await press(page, 'Check');
  await outcomeOn(page).getByRole('heading', { name: 'Looking for secrets…' }).waitFor();
  await outcomeOn(page).getByRole('progressbar').waitFor();
  await expect.poll(() => asked, waiting).toBe(1);
  await press(page, 'Cancel');
  const checkButton = dialogOn(page).getByRole('button', { name: 'Check' });
  await checkButton.waitFor();
  expect(await checkButton.evaluate((button) => button === document.activeElement)).toBe(true);
  const answered = page.waitForResponse('**/api/v1/exports/**');
  release();
  await (await answered).finished();
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  expect(asked).toBe(1);
  await check(page);
});

test('a failure says why, and can be tried again', async () => {
  const page = await openExport({ expected: /503 \(Service Unavailable\)|^downloaded blob:/ });
  const error = { code: 'source_gone', message: 'The log was deleted while it was read.', advice: null };
  await page.route('**/api/v1/exports/**', (route) => route.fulfill({ status: 503, json: { error } }));
  await press(page, 'Check');
  await outcomeOn(page).getByRole('alert').getByText(error.message).waitFor();
  await page.unroute('**/api/v1/exports/**');
  await press(page, 'Try again');
  await dialogOn(page).getByRole('button', { name: 'Save…' }).waitFor();
  expect(secretsIn((await saved(page)).text)).toEqual([]);
});

test.each([
  { width: 800, height: 600 },
  { width: 600, height: 500 },
])('in a window of %j all of it can be reached, and nothing is cut off at the side', async (viewport) => {
  const page = await openExport({ viewport });
  const dialog = dialogOn(page);
  await dialog.getByText('Whatever might be sensitive').click();
  await check(page);
  const heading = outcomeOn(page).getByRole('heading', { name: /^Hidden in/ });
  for (const part of [dialog, heading, dialog.getByRole('button', { name: 'Save…' })]) {
    const box = await part.boundingBox();
    expect(box && box.x >= 0 && box.y >= 0).toBe(true);
    expect(box && box.x + box.width <= viewport.width && box.y + box.height <= viewport.height).toBe(true);
  }
  expect(await dialog.evaluate((element) => [element.scrollTop, element.scrollHeight - element.clientHeight])).toEqual([
    0, 0,
  ]);
  const wide = await dialog.evaluate((element) =>
    [element, ...element.querySelectorAll('*')]
      .filter((each) => each.scrollWidth > each.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(each).overflowX))
      .map((each) => each.className),
  );
  expect(wide).toEqual([]);
  expect((await saved(page)).text).toContain('is never called');
});
