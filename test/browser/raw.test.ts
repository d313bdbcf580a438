import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { messageWith, sessionPlace, untilAt, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';
import { plantedSecrets } from '../helpers/planted-secrets.ts';

const app = appOver(everydayWorld);

async function openRaw(m: number): Promise<Page> {
  const page = await app.open(sessionPlace(app.made.reading, `tab=raw&m=${m}`));
  await page.getByRole('figure').first().waitFor();
  return page;
}

const lines = (page: Page) => page.getByRole('figure').locator('figcaption b').allInnerTexts();

test('Raw shows the lines of a message and of the results of its calls', async () => {
  const page = await openRaw(3);
  expect((await lines(page)).length).toBeGreaterThan(1);
  await page.getByText('the result of its call').first().waitFor();
  const text = await page.getByRole('figure').first().innerText();
  expect(text).toContain('"type"');
});

test('keys, buttons and a number go from message to message', async () => {
  const page = await openRaw(1);
  await page.keyboard.press('j');
  await untilAt(page, /m=2/);
  await page.getByRole('button', { name: 'Previous' }).click();
  await untilAt(page, /m=1/);
  await page.getByLabel('Entry').fill('5');
  await page.keyboard.press('Enter');
  await untilAt(page, /m=4/);
  await page.getByRole('button', { name: 'Show in transcript' }).click();
  await untilAt(page, /^(?!.*tab=)/);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-posinset')), waiting)
    .toBe('5');
});

test('the header says what is counted besides messages, and Raw counts as many entries', async () => {
  const page = await openRaw(1);
  const more = page.getByRole('listitem').filter({ hasText: /other entr.*Transcript and Raw count/s });
  const count = /count (\d+) entries/.exec((await more.getAttribute('title')) ?? '')?.[1];
  await page.getByText(`of ${count} entries`).waitFor();
  const messages = /^(\d+) message/.exec(
    await page
      .getByRole('listitem')
      .filter({ hasText: /^\d+ message/ })
      .innerText(),
  );
  expect(await more.getAttribute('title')).toContain(`: ${messages?.[1]} messages, `);
});

test('a long record is paged', async () => {
  const page = await app.open(sessionPlace(app.made.reading));
  const message = messageWith(page, 'npm run build');
  await message.hover();
  await message.getByRole('button', { name: 'Raw' }).click();
  await untilAt(page, /tab=raw/);
  const more = page.getByRole('button', { name: 'Show more' });
  await more.click();
  await expect
    .poll(() => page.getByRole('figure').last().innerText(), waiting)
    .toContain('compiled module number 1000');
});

test('what is hidden elsewhere is hidden here', async () => {
  const page = await app.open(sessionPlace(app.made.reading));
  const message = messageWith(page, 'Deploy it with');
  await message.hover();
  await message.getByRole('button', { name: 'Raw' }).click();
  await page.getByRole('figure').first().waitFor();
  const text = await page.locator('main').innerText();
  expect(text).not.toContain(plantedSecrets['github']);
  expect(text).toContain('github');
});
