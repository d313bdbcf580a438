import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { messageWith, untilAt, untilCount, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';
import { type Transcript, transcript } from './world/transcript.ts';
import { place } from './world/world.ts';

const app = appOver((world) => {
  everydayWorld(world);
  for (let number = 0; number < 12; number++) place(world, walruses(number));
});

/** A session whose four messages speak of a walrus, each of its own. */
function walruses(number: number): Transcript {
  const log = transcript({
    session_id: `e1${String(number).padStart(2, '0')}da70-0000-4000-8000-000000000001`,
    cwd: '/home/dev/zoo',
    branch: 'main',
    model: 'claude-opus-4-5-20251101',
    starts: new Date(Date.now() - (number + 2) * 86_400_000),
  });
  for (let at = 0; at < 4; at++) log.prompt(`Feed the walrus number ${number * 10 + at}`).say('Done.');
  return log;
}

const box = (page: Page) => page.getByLabel('Search text in all sessions');
const hits = (page: Page) => page.locator('a[data-hit]');
const summary = (page: Page) => page.getByRole('status').first();

async function search(words: string, more = ''): Promise<Page> {
  const page = await app.open(`/search${more}`);
  await expect
    .poll(
      async () => ((await app.host.call('GET', '/agent-sessions/status')).answer as { text_done: boolean }).text_done,
      waiting,
    )
    .toBe(true);
  await box(page).fill(words);
  return page;
}

test('what is found while typing is grouped by session, each hit with who, when and the words marked', async () => {
  const page = await search('keepSession');
  await hits(page).first().waitFor();
  await expect.poll(() => summary(page).innerText(), waiting).toMatch(/^\d+ messages in 1 session/);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  const hit = hits(page).first();
  expect(await hit.locator('mark').first().innerText()).toMatch(/^keepSession$/i);
  expect(await hit.locator('time').innerText()).toMatch(/^\d\d:\d\d$/);
  expect(await hit.innerText()).toMatch(/assistant|tool input|tool output|you/);
  await untilAt(page, /^#\/search\?q=keepSession/);
});

test.each([
  ['"rate limiter forget"', 1],
  ['"limiter rate"', 0],
  ['migrat*', 1],
  ['*igration*', 1],
  ['typos OR migrations', 2],
  ['search -suggestions', 1],
  ['project:infra bucket', 1],
  ['is:error limiter', 1],
])('words are asked for in many ways: %s', async (words, sessions) => {
  const page = await search(words);
  if (sessions === 0) await page.getByText(/^No message holds/).waitFor();
  else await expect.poll(() => summary(page).innerText(), waiting).toMatch(new RegExp(`in ${sessions} sessions?`));
});

test('a hit is gone to by key, with the words marked and counted there, and back leads to the list', async () => {
  const page = await search('migrations');
  await hits(page).first().waitFor();
  await box(page).press('ArrowDown');
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-hit')), waiting).toBe(true);
  await page.keyboard.press('Enter');
  await untilAt(page, /^#\/session\/claude_code\/.*find=migrations/);
  await messageWith(page, 'A page about migrations').waitFor();
  const counted = page.getByRole('search', { name: 'Find in this session' }).getByRole('status');
  await expect.poll(() => counted.innerText(), waiting).toMatch(/[1-9]/);
  await page.goBack();
  await hits(page).first().waitFor();
  expect(await box(page).inputValue()).toBe('migrations');
});

test('the order and the source are chosen and stand in the address', async () => {
  const page = await search('search');
  await hits(page).first().waitFor();
  await page.getByLabel('Order').selectOption('newest');
  await untilAt(page, /order=newest/);
  await page.getByLabel('Source').selectOption({ label: 'Codex CLI' });
  await untilAt(page, /source=codex_cli/);
  await untilCount(hits(page), 0);
  await page.getByText('No message holds “search”.').waitFor();
});

test('a word that stands nowhere is offered as a part of others', async () => {
  const page = await search('igration');
  await page.getByRole('link', { name: 'Look for it as a part of words' }).click();
  await untilAt(page, /q=\*igration\*|q=%2Aigration%2A/);
  await hits(page).first().waitFor();
});

test('what cannot be answered is explained, and nothing found before stands beside it', async () => {
  const page = await app.open('/search', { expected: /status of 400 .*\/search\?\S*q=cost/ });
  await box(page).fill('limiter');
  await hits(page).first().waitFor();
  await box(page).fill('cost:>much');
  await page.getByText('What follows cost: is no sum.').waitFor();
  await untilCount(hits(page), 0);
  expect((await summary(page).innerText()).trim()).toBe('');
  await box(page).fill('limiter');
  await hits(page).first().waitFor();
  expect(await page.getByText('What follows cost: is no sum.').count()).toBe(0);
});

test('a search that is saved is offered again', async () => {
  const page = await search('limiter');
  await hits(page).first().waitFor();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const saved = page.getByRole('combobox', { name: 'Saved' });
  await saved.waitFor();
  await box(page).fill('other');
  await untilAt(page, /q=other/);
  await saved.selectOption({ label: 'limiter' });
  await hits(page).first().waitFor();
  expect(await box(page).inputValue()).toBe('limiter');
});

test('the first hits are shown before the others are there, and in the end all stand in the order of the engine', async () => {
  const page = await app.open('/search');
  const rest = Promise.withResolvers<void>();
  await page.route('**/search?*offset=12*', async (route) => {
    await rest.promise;
    await route.continue();
  });
  await box(page).fill('walrus');
  await untilCount(hits(page), 12);
  const more = page.getByRole('button', { name: 'Show more' });
  expect(await more.count()).toBe(0);
  rest.resolve();
  await untilCount(hits(page), 30);
  await more.click();
  await untilCount(hits(page), 36);
  expect(await more.count()).toBe(0);
  const { answer } = await app.host.call('GET', '/agent-sessions/all/search?q=walrus&per_session=3&limit=200');
  const said = (answer as { hits: { snippet: string }[] }).hits.map(({ snippet }) => /number \d+/.exec(snippet)?.[0]);
  const shown = (await hits(page).allInnerTexts()).map((text) => /number \d+/.exec(text)?.[0]);
  expect(shown).toEqual(said);
  expect(new Set(shown).size).toBe(36);
});

test('at 800 × 600 nothing of a search stands out of the window', async () => {
  const page = await app.open('/search?q=search', { viewport: { width: 800, height: 600 } });
  await hits(page).first().waitFor();
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(beyond).toBe(0);
  const cut = await hits(page).evaluateAll(
    (links) => links.filter((link) => link.scrollWidth > link.clientWidth).length,
  );
  expect(cut).toBe(0);
});
