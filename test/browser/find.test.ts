import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { message, messageWith, sessionPlace, untilAt, waiting } from './app/look.ts';
import { bigSession } from './world/big-session.ts';
import { everydayWorld, longOutputEnd } from './world/everyday.ts';
import { place } from './world/world.ts';

const bigCount = 20_000;
const big = 'f1d00000-0000-4000-8000-000000000001';

const app = appOver((world) => {
  const facts = { session_id: big, cwd: '/home/dev/site', branch: 'main', model: 'claude-opus-4-5-20251101' };
  place(world, bigSession({ ...facts, starts: new Date(Date.now() - 86_400_000) }, bigCount));
  return everydayWorld(world);
});

async function openReading(more = ''): Promise<Page> {
  const page = await app.open(sessionPlace(app.made.reading, more));
  await page.getByRole('feed').getByRole('article').first().waitFor();
  return page;
}

/** Opens the bar and types; gives back what it says of the count. */
async function find(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+f');
  await page.getByRole('searchbox', { name: 'Find in this session' }).fill(words);
}

const untilCounted = (page: Page, words: string | RegExp, patience = waiting) =>
  expect
    .poll(() => page.getByRole('search', { name: 'Find in this session' }).getByRole('status').innerText(), patience)
    .toMatch(words);

/** The text under the mark of the current place, and whether it is in the window; null when none is drawn. */
const marked = (page: Page): Promise<{ text: string; is_seen: boolean } | null> =>
  page.evaluate(() => {
    const [range] = CSS.highlights.get('found-now') ?? [];
    if (!(range instanceof Range)) return null;
    const rect = range.getBoundingClientRect();
    const at = document.elementFromPoint(rect.left + 2, rect.top + rect.height / 2);
    return { text: range.toString(), is_seen: at !== null && at.contains(range.startContainer.parentElement) };
  });

const untilMarked = (page: Page, text: string) =>
  expect.poll(() => marked(page), waiting).toEqual({ text, is_seen: true });

test('Ctrl F counts the places in the whole session, Enter and Shift Enter go from one to the next', async () => {
  const page = await openReading();
  await find(page, 'keepsession');
  await untilCounted(page, /^1 \/ \d+$/);
  await untilMarked(page, 'keepSession');
  await page.keyboard.press('Enter');
  await untilCounted(page, /^2 \//);
  await page.keyboard.press('Shift+Enter');
  await untilCounted(page, /^1 \//);
  await page.keyboard.press('Shift+Enter');
  await untilCounted(page, /^(\d+) \/ \1$/);
  await page.keyboard.press('F3');
  await untilCounted(page, /^1 \//);
});

test('all places that are drawn are marked', async () => {
  const page = await openReading();
  await find(page, 'keepSession(session)');
  await untilMarked(page, 'keepSession(session)');
  const count = () => page.evaluate(() => CSS.highlights.get('found')?.size ?? 0);
  await expect.poll(count, waiting).toBeGreaterThan(0);
  await page.keyboard.press('Escape');
  await expect.poll(() => page.evaluate(() => CSS.highlights.has('found')), waiting).toBe(false);
});

test('what is folded is opened, and what is paged is read on to the place', async () => {
  const page = await openReading();
  await find(page, 'must be kept');
  await untilMarked(page, 'must be kept');
  await find(page, longOutputEnd);
  await untilCounted(page, '1 / 1');
  await untilMarked(page, longOutputEnd);
});

test('what a card says in other words is shown when it is found', async () => {
  const page = await openReading();
  await find(page, 'Todos have been modified');
  await untilCounted(page, '1 / 1');
  await untilMarked(page, 'Todos have been modified');
});

test('words are found that Markdown and terminals write in pieces', async () => {
  const page = await openReading();
  await find(page, 'I found it: keepSession is never called');
  await untilMarked(page, 'I found it: keepSession is never called');
  await find(page, 'FAIL test/login');
  await untilMarked(page, 'FAIL test/login');
});

test('a place in the thread of a subagent is gone to', async () => {
  const page = await openReading();
  await find(page, 'The reviewer found nothing');
  await untilCounted(page, '1 / 1');
  await page.getByText('1 in 1 subagent').waitFor();
  await untilMarked(page, 'The reviewer found nothing');
  await untilAt(page, /agent=areviewer/);
});

test('a narrowed transcript shows everything again when a place is hidden by it', async () => {
  const page = await openReading();
  await page.getByRole('button', { name: 'User', exact: true }).click();
  await find(page, 'expected 200');
  await untilMarked(page, 'expected 200');
});

test('the address keeps the words, and a link to a hit opens with it marked', async () => {
  const page = await openReading('find=release+notes');
  await untilCounted(page, /^1 \/ \d/);
  await untilMarked(page, 'release notes');
  await page.getByRole('button', { name: 'Close find' }).click();
  await untilAt(page, /^(?!.*find=)/);
});

test('nothing found is said, and so is a text that stands nowhere because it was hidden', async () => {
  const page = await openReading();
  await find(page, 'no such words anywhere');
  await untilCounted(page, 'No matches');
  expect(await page.getByRole('button', { name: 'Next place' }).isDisabled()).toBe(true);
});

test('Escape closes the bar and leaves the focus on the message that was found', async () => {
  const page = await openReading();
  await find(page, 'expected 200');
  await untilMarked(page, 'expected 200');
  await page.keyboard.press('Escape');
  await expect.poll(() => page.getByRole('searchbox', { name: 'Find in this session' }).count(), waiting).toBe(0);
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''), waiting)
    .toContain('expected 200');
});

test('20,000 messages are looked through, and the last of them is gone to', async () => {
  const page = await app.open(sessionPlace(big));
  await messageWith(page, 'message number 1:').waitFor();
  await find(page, `this is the last one, message number ${bigCount}.`);
  await untilCounted(page, '1 / 1', { timeout: 60_000, interval: 50 });
  await message(page, bigCount).waitFor();
  await untilMarked(page, `This is the last one, message number ${bigCount}.`);
  await find(page, 'message number');
  await untilCounted(page, / \/ \d\d,\d{3}$/);
  await page.getByText('first 5,000 can be visited').waitFor();
});

test('the bar opens from another tab', async () => {
  const page = await app.open(sessionPlace(app.made.reading, 'tab=problems'));
  await page.getByRole('table').first().waitFor();
  await find(page, 'expected 200');
  await untilMarked(page, 'expected 200');
});

test('a place in the first message is not left under the bar', async () => {
  const page = await app.open(sessionPlace(app.made.reading), { viewport: { width: 800, height: 600 } });
  await messageWith(page, 'Fix the login test').waitFor();
  await find(page, 'fix the login');
  await untilMarked(page, 'Fix the login');
});
