import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { messageWith, sessionPlace, untilAt, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

async function openFiles(more = ''): Promise<Page> {
  const page = await app.open(sessionPlace(app.made.reading, `tab=files${more}`));
  await page.getByRole('region', { name: 'Files', exact: true }).getByRole('table').waitFor();
  return page;
}

const detail = (page: Page) => page.getByRole('region', { name: 'History of a file' });

test('the Files tab lists what was read and changed, and shows the net change of a file', async () => {
  const page = await app.open(sessionPlace(app.made.reading));
  await messageWith(page, 'keepSession is never called').waitFor();
  await page.getByRole('tab', { name: 'Files' }).click();
  const row = page.getByRole('row', { name: /login\.ts/ });
  expect((await row.innerText()).split(/\s+/)).toEqual(expect.arrayContaining(['1', '+3', '−1']));
  await row.click();
  await untilAt(page, /file=%2Fhome%2Fdev%2Fsite%2Fsrc%2Flogin\.ts/);
  await detail(page)
    .getByRole('heading', { name: /^Net change/ })
    .waitFor();
  await detail(page).getByText('keepSession(session);').first().waitFor();
  const steps = detail(page).getByRole('listitem').filter({ hasText: 'Message' });
  await expect.poll(() => steps.count(), waiting).toBe(2);
  expect(await steps.allInnerTexts()).toEqual([expect.stringContaining('read with Read'), expect.stringContaining('changed with Edit')]); // prettier-ignore
});

test('a step leads to its message', async () => {
  const page = await openFiles('&file=%2Fhome%2Fdev%2Fsite%2Fsrc%2Flogin.ts');
  await detail(page)
    .getByRole('button', { name: /^Message/ })
    .last()
    .click();
  await untilAt(page, /^(?!.*tab=).*m=\d/);
  await expect.poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''), waiting).toContain('Edit');
});

test('who touched the file is told, this session among them', async () => {
  const page = await openFiles('&file=%2Fhome%2Fdev%2Fsite%2Fsrc%2Flogin.ts');
  await detail(page).getByText('this session').waitFor();
});

test('files are gone through with keys, and the overview of keys names them', async () => {
  const page = await openFiles();
  await page.keyboard.press('j');
  await untilAt(page, /file=/);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.getByText('Next file').waitFor();
});

test('in a narrow window the history of a file takes the place of the list', async () => {
  const page = await app.open(sessionPlace(app.made.reading, 'tab=files'), { viewport: { width: 700, height: 800 } });
  await page
    .getByRole('row', { name: /login\.ts/ })
    .getByRole('button')
    .click();
  await detail(page).getByRole('button', { name: 'All files' }).click();
  await page.getByRole('row', { name: /login\.ts/ }).waitFor();
});

test('a card of a file leads to what was done to it', async () => {
  const page = await app.open(sessionPlace(app.made.reading));
  const message = messageWith(page, /Edit\s*src\/login\.ts/);
  await message.hover();
  await message.getByRole('button', { name: 'File history' }).click();
  await untilAt(page, /tab=files.*file=/);
  await detail(page)
    .getByRole('heading', { name: /login\.ts/ })
    .waitFor();
});
