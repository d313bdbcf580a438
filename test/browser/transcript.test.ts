import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { messageWith, sessionPlace, untilAt, untilCount, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';
import { transcript } from './world/transcript.ts';
import { pathOf, place } from './world/world.ts';

const forked = 'f0f0f0f0-0000-4000-8000-000000000001';
const agent = 'alive000000000001';
const facts = { session_id: forked, cwd: '/home/dev/site', branch: 'main', model: 'claude-opus-4-5-20251101' };

/** A conversation in which the person went back to the first answer and asked something else. */
function forkedText(): string {
  const lines = transcript({ ...facts, starts: new Date(Date.now() - 7_200_000) })
    .prompt('Name the colours of the flag.')
    .say('Blue and yellow.')
    .prompt('Translate them into Latin.')
    .say('Caeruleus et flavus.')
    .prompt('Translate them into Greek.')
    .say('Kyanous kai kitrinos.')
    .text()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { uuid: string; parentUuid: string | null });
  lines[4]!.parentUuid = lines[1]!.uuid;
  return `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
}

const app = appOver((world) => {
  const made = everydayWorld(world);
  const log = transcript({ ...facts, starts: new Date(Date.now() - 7_200_000) });
  place(world, { ...log, text: forkedText });
  const child = { ...made.growing.log.facts, agent_id: agent, starts: new Date(Date.now() - 60_000) };
  const file = place(world, transcript(child).prompt('Count to three').say('One.'));
  return { ...made, child: { file, log: transcript({ ...child, starts: new Date() }) } };
});

async function openReading(): Promise<Page> {
  const page = await app.open(sessionPlace(app.made.reading));
  await messageWith(page, 'keepSession is never called').waitFor();
  return page;
}

test('turns are listed by their first words, and gone to', async () => {
  const page = await openReading();
  await page.keyboard.press('u');
  const turns = page.getByRole('navigation', { name: 'Turns' });
  await turns.getByRole('button', { name: /Deploy it with/ }).click();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.textContent ?? ''), waiting)
    .toContain('Deploy it with');
  await expect.poll(() => turns.locator('[aria-current=true]').innerText(), waiting).toContain('Deploy it with');
  await page.keyboard.press('u');
  await untilCount(turns, 0);
});

test('a path that was left is folded behind a mark where it leaves', async () => {
  const page = await app.open(sessionPlace(forked));
  await messageWith(page, 'Kyanous kai kitrinos.').waitFor();
  const mark = page.getByRole('button', { name: '2 messages on a path of the conversation that was left here' });
  expect(await mark.getAttribute('aria-expanded')).toBe('false');
  expect(await page.getByText('Caeruleus et flavus.').count()).toBe(0);
  await mark.click();
  await page.getByText('Caeruleus et flavus.').waitFor();
  await mark.click();
  await untilCount(page.getByText('Caeruleus et flavus.'), 0);
});

test('what is found on a path that was left is shown', async () => {
  const page = await app.open(sessionPlace(forked, 'find=flavus'));
  await page.getByText('Caeruleus et flavus.').waitFor();
  await untilAt(page, /find=flavus/);
});

test('a message is copied as Markdown, with its calls and their results', async () => {
  const page = await openReading();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const message = messageWith(page, 'Run the login tests');
  await message.hover();
  await message.getByRole('button', { name: 'Markdown' }).click();
  await message.getByText('Copied').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toContain('**Assistant**');
  expect(text).toContain('```sh\nnpm test -- login\n```');
  expect(text).toContain('expected 200, got 401');
});

test('the command that resumes the session is told for each shell', async () => {
  const page = await openReading();
  await page.getByRole('button', { name: 'Details' }).click();
  for (const shell of ['shell', 'PowerShell', 'cmd'])
    await page
      .getByRole('button', { name: 'Copy' })
      .and(page.getByTitle(`resumes this session in ${shell}`))
      .waitFor();
});

test('the thread of a subagent that is open in place goes on while it is written', async () => {
  const { child, growing } = app.made;
  const page = await app.open(sessionPlace(growing.session_id));
  await page.getByRole('button', { name: /subagent without a call in the log/ }).click();
  await page.getByRole('button', { name: 'Subagent', exact: true }).click();
  const thread = page.getByRole('group', { name: 'Thread of this subagent' });
  await thread.getByText('One.').waitFor();
  const line = child.log
    .say('Two.')
    .text()
    .replaceAll(/"(line|req|msg)_/g, '"later_$1_');
  appendFileSync(join(app.world.home, pathOf(child.log.facts)), line);
  await thread.getByText('Two.').waitFor();
});
