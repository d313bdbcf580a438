import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { barriers } from './app/barriers.ts';
import { findings } from './app/inspect.ts';
import { messageWith, sessionPlace, untilCount, waiting } from './app/look.ts';
import { transcript } from './world/transcript.ts';
import { place, placeText, type World } from './world/world.ts';

const session_id = 'e07001da-0000-4000-8000-000000000001';
const links = [
  { title: 'Hooks | the guide', url: 'https://docs.example.com/hooks' },
  { title: 'No way in', url: 'javascript:alert(1)' },
  { title: 'Elsewhere', url: 'https://docs.example.com@evil.example/' },
];
const questions = [
  {
    question: 'Which database?',
    header: 'Database',
    multiSelect: false,
    options: [
      { label: 'SQLite (Recommended)', description: 'one file' },
      { label: 'Postgres', description: 'a server' },
    ],
  },
  { question: 'Anything else?', header: 'More', multiSelect: true, options: [{ label: 'Tests' }, { label: 'Docs' }] },
];

/** A session in which the agent searches, asks, plans and changes tasks, and one of another agent that searches. */
function toolsWorld(world: World): void {
  const starts = new Date(Date.now() - 3_600_000);
  const log = transcript({ session_id, cwd: '/home/dev/api', branch: 'main', model: 'claude-opus-4-5', starts });
  const found = `Web search results for query: "hooks"\n\nLinks: ${JSON.stringify(links)}\n\nHooks are **short programs**.`;
  log.prompt('Look it up').call('WebSearch', { query: 'hooks' }, { content: found });
  log.call(
    'WebFetch',
    { url: 'https://docs.example.com/hooks', prompt: 'Sum it up' },
    { content: '# Summary\n\n- one\n- two' },
  );
  const answers =
    'User has answered your questions: "Which database?"="SQLite (Recommended)", "Anything else?"="Tests, and benchmarks". You can now continue.';
  log.call('AskUserQuestion', { questions }, { content: answers });
  log.call('TaskUpdate', { taskId: '1', status: 'in_progress' }, { content: 'Updated task #1 status' });
  log
    .call('mcp__tracker__get', { id: 7 }, { content: '{"id":12345678901234567890,"state":"open"}' })
    .say('That was all.');
  place(world, log);
  const at = starts.toISOString();
  const id = '01a00000-0000-7000-8000-000000000001';
  const lines = [
    {
      type: 'session_meta',
      payload: { id, timestamp: at, cwd: '/home/dev/api', cli_version: '0.150.0', originator: 'codex_cli_rs' },
    },
    {
      type: 'response_item',
      payload: { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Search' }] },
    },
    { type: 'event_msg', payload: { type: 'user_message', message: 'Search' } },
    {
      type: 'event_msg',
      payload: {
        type: 'web_search_end',
        call_id: 'ws_1',
        query: 'make',
        action: { type: 'search', query: 'make' },
        results: [{ title: 'GNU make', url: 'https://gnu.example/make' }],
      },
    },
  ];
  const text = lines.map((line) => JSON.stringify({ timestamp: at, ...line })).join('\n');
  placeText(world, `.codex/sessions/2026/01/01/rollout-2026-01-01T00-00-00-${id}.jsonl`, `${text}\n`);
}

const app = appOver(toolsWorld);

async function openTools(): Promise<Page> {
  const page = await app.open(sessionPlace(session_id));
  await messageWith(page, 'That was all.').waitFor();
  return page;
}

test('what a search found are links that ask before they open anything, and text where an address is no good', async () => {
  const page = await openTools();
  const pages = page.getByRole('list', { name: 'Pages found' });
  await untilCount(pages.getByRole('listitem'), 3);
  expect(await pages.getByRole('button').allInnerTexts()).toEqual(['Hooks | the guide']);
  expect(await pages.getByRole('listitem').first().innerText()).toContain('docs.example.com');
  await page.locator('strong', { hasText: 'short programs' }).waitFor();
  await pages.getByRole('button', { name: 'Hooks | the guide' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open this address in the browser?' });
  await dialog.getByText('https://docs.example.com/hooks').waitFor();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  expect(page.context().pages()).toHaveLength(1);
});

test('a fetched page has its address as a link and its summary as Markdown', async () => {
  const page = await openTools();
  const message = messageWith(page, 'WebFetch');
  await message.getByRole('button', { name: 'https://docs.example.com/hooks', exact: true }).waitFor();
  await message.getByRole('heading', { name: 'Summary' }).waitFor();
  expect(
    await message
      .getByRole('listitem')
      .filter({ hasText: /^(one|two)$/ })
      .count(),
  ).toBe(2);
});

test('questions show what could be chosen, what was, and what was said in own words', async () => {
  const page = await openTools();
  const message = messageWith(page, 'Which database?');
  const options = message.getByRole('list', { name: 'Options' });
  await untilCount(options, 2);
  const chosen = await message.locator('[data-chosen=true]').allInnerTexts();
  expect(chosen.map((text) => text.split('\n')[0])).toEqual([
    expect.stringMatching(/^SQLite \(Recommended\)/),
    expect.stringMatching(/^Tests/),
  ]);
  expect(await message.getByText('In own words').locator('xpath=..').innerText()).toContain('and benchmarks');
  expect(await message.getByText('User has answered').count()).toBe(0);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('You can now continue');
  await page.keyboard.press('Enter');
  await message.getByText('User has answered').waitFor();
});

test('a changed task says what was changed, and JSON on one line is laid out with its numbers as they are', async () => {
  const page = await openTools();
  expect(await messageWith(page, 'TaskUpdate').innerText()).toContain('in_progress');
  const json = messageWith(page, 'mcp__tracker__get').locator('pre, code').filter({ hasText: '12345678901234567890' });
  await expect.poll(() => json.first().innerText(), waiting).toMatch(/\{\n\s+"id": 12345678901234567890,\n/);
});

test('a search of another agent has links too', async () => {
  const page = await app.open('/session/codex_cli/01a00000-0000-7000-8000-000000000001');
  const pages = page.getByRole('list', { name: 'Pages found' });
  await pages.getByRole('button', { name: 'GNU make' }).waitFor();
  expect(await pages.innerText()).toContain('gnu.example');
});

test.each(['light', 'dark'] as const)('cards put no barrier in anybody’s way in the %s theme', async (theme) => {
  const page = await app.open(sessionPlace(session_id), { theme });
  await messageWith(page, 'That was all.').waitFor();
  expect(await barriers(page)).toEqual([]);
  expect(await findings(page)).toEqual([]);
});
