import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { messageWith, sessionPlace, untilAt, untilCount, waiting } from './app/look.ts';
import { everydayWorld, longOutputEnd, longOutputLines } from './world/everyday.ts';

const app = appOver(everydayWorld);
const openReading = (more = '') => app.open(sessionPlace(app.made.reading, more));

test('a person gets from the card of a source to its sessions, and into one', async () => {
  const page = await app.open('/home');
  const card = page.getByRole('article', { name: 'Claude Code' });
  await expect.poll(() => card.innerText(), waiting).toMatch(/Sessions\s+15/);
  await card.getByRole('link', { name: 'Claude Code' }).click();
  await untilAt(page, /^#\/sessions\?q=source/);
  await page.getByRole('row', { name: /Fix the login test/ }).click();
  await page.getByRole('heading', { level: 1, name: /^Fix the login test/ }).waitFor();
  await messageWith(page, 'Fix the login test').waitFor();
  await messageWith(page, 'keepSession is never called').waitFor();
});

test('the header says what the session was', async () => {
  const page = await openReading();
  const about = page.getByRole('list', { name: 'About this session' });
  await about.waitFor();
  expect(await about.getByRole('listitem').allInnerTexts()).toEqual(
    expect.arrayContaining([expect.stringContaining('site'), expect.stringContaining('fix/login')]),
  );
  const facts = await page.locator('header').innerText();
  for (const fact of ['1 subagent', '1 compaction', '1 error', '+3 −1']) expect(facts).toContain(fact);
});

test('an answer is drawn as Markdown', async () => {
  const page = await openReading();
  const answer = messageWith(page, 'keepSession is never called');
  await answer.waitFor();
  expect(await answer.getByRole('table').innerText()).toContain('second\tfails');
  expect(await answer.locator('ol > li').allInnerTexts()).toEqual(['keep the session', 'run the tests']);
  expect(await answer.locator('pre, code').filter({ hasText: 'openSession(name)' }).count()).toBeGreaterThan(0);
});

test('a tool call folds to one line and opens again', async () => {
  const page = await openReading();
  const call = messageWith(page, 'npm test -- login');
  const output = call.getByText('expected 200, got 401');
  await output.waitFor();
  expect(await call.innerText()).toMatch(/exit 1\s+failed/);
  const opener = call.getByRole('button', { name: /Bash/ });
  await opener.click();
  await output.waitFor({ state: 'hidden' });
  await opener.click();
  await output.waitFor();
});

test('a long output is read in pieces to its end, and back', async () => {
  const page = await openReading();
  const call = messageWith(page, 'npm run build');
  await call.getByText('line 1: compiled').waitFor();
  expect(await call.innerText()).not.toContain('line 13:');
  await call.getByRole('button', { name: /^Show more of/ }).click();
  const more = call.getByRole('button', { name: 'Show more', exact: true });
  for (let piece = 0; piece < 12; piece++) {
    await untilCount(call.getByRole('button', { name: 'Reading …' }), 0);
    if ((await more.count()) === 0) break;
    await more.click();
  }
  const shown = await call.innerText();
  expect(shown).toContain(`line ${longOutputLines}: compiled`);
  expect(shown).toContain(longOutputEnd);
  expect(shown.length).toBeLessThan(300_000);
  await call.getByRole('button', { name: 'Show what comes before' }).click();
  await expect.poll(async () => (await call.innerText()).includes(longOutputEnd), waiting).toBe(false);
  await call.getByRole('button', { name: 'Fold' }).click();
  await expect.poll(async () => (await call.innerText()).length, waiting).toBeLessThan(1_500);
});

test('an edit is shown as its diff, in one column or two', async () => {
  const page = await openReading();
  const edit = messageWith(page, /Edit\s*src\/login\.ts/);
  await edit.getByText('keepSession(session);').waitFor();
  expect(await edit.innerText()).toMatch(
    /−\s+return openSession\(name\);[^]*\+\s+const session = openSession\(name\);/,
  );
  const split = page.getByRole('button', { name: 'Split diffs' });
  await split.click();
  expect(await split.getAttribute('aria-pressed')).toBe('true');
  const [removed, added] = [edit.getByText('return openSession(name);'), edit.getByText('const session')];
  await expect
    .poll(async () => ((await added.boundingBox())?.x ?? 0) - ((await removed.boundingBox())?.x ?? 0), waiting)
    .toBeGreaterThan(200);
});

test('a list of todos says how far it is', async () => {
  const page = await openReading();
  const todos = messageWith(page, 'TodoWrite');
  await todos.waitFor();
  expect(await todos.innerText()).toContain('1 of 3 done');
  expect(await todos.getByRole('listitem').allInnerTexts()).toHaveLength(3);
});

test('an image is read from the log, and shown larger when asked for', async () => {
  const page = await openReading();
  const image = page.getByRole('img', { name: /64 × 40/ });
  await image.waitFor();
  const facts = await image.evaluate((element: HTMLImageElement) => [element.src.slice(0, 5), element.naturalWidth]);
  expect(facts).toEqual(['blob:', 64]);
  const button = page.getByRole('button', { name: /64 × 40/ });
  expect(await button.getAttribute('aria-expanded')).toBe('false');
  await button.click();
  await expect.poll(() => button.getAttribute('aria-expanded'), waiting).toBe('true');
});

test('a subagent opens in its place, or alone', async () => {
  const page = await openReading();
  const call = messageWith(page, 'Review the login change');
  await call.getByRole('button', { name: /^reviewer/ }).click();
  const thread = page.getByRole('group', { name: 'Thread of this subagent' });
  await thread.getByText('The reviewer found nothing to change.').waitFor();
  expect(await thread.innerText()).toContain('keepSession');
  await call.getByRole('button', { name: 'Show alone' }).click();
  await untilAt(page, /agent=areviewer/);
  await messageWith(page, 'The reviewer found nothing to change.').waitFor();
  await page.goBack();
  await messageWith(page, 'Review the login change').waitFor();
});

test('a compaction is a mark between the messages around it', async () => {
  const page = await openReading();
  await messageWith(page, 'Context compacted').waitFor();
  await messageWith(page, 'Go on with the release notes.').waitFor();
  const texts = await page.getByRole('feed').getByRole('article').allInnerTexts();
  const mark = texts.findIndex((text) => text.includes('Context compacted'));
  expect(texts[mark]).toContain('155k → 12k tokens');
  expect(texts[mark + 1]).toContain('Go on with the release notes.');
});

test('only the chosen kinds of messages are shown', async () => {
  const page = await openReading();
  await messageWith(page, 'npm run build').waitFor();
  await page.getByRole('button', { name: 'User', exact: true }).click();
  await untilCount(page.getByRole('feed').getByText('npm run build'), 0);
  await messageWith(page, 'Now let somebody review it.').waitFor();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await messageWith(page, 'npm run build').waitFor();
});

test('lines that could not be understood are listed, and all lines accounted for', async () => {
  const page = await openReading();
  await page.getByRole('tab', { name: /^Problems/ }).click();
  await untilAt(page, /tab=problems/);
  const table = page.getByRole('table', { name: 'Lines that could not be understood' });
  await table.waitFor();
  expect(await table.getByRole('row').allInnerTexts()).toEqual([
    expect.stringMatching(/^File/),
    expect.stringMatching(/^main\t\d+\tThe line is not valid JSON\.$/),
  ]);
});

test('the text of a message and a link to it can be copied', async () => {
  const page = await openReading();
  const asked = messageWith(page, 'Now let somebody review it.');
  await asked.hover();
  await asked.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()), waiting)
    .toContain('somebody review it.');
  await asked.getByRole('button', { name: 'Link' }).click();
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(copied, waiting).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#\/session\/.*m=\d+/);
  expect(await copied()).not.toContain('token=');
});
