import { appendFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { messageWith, sessionPlace, sessionRows, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';
import { place } from './world/world.ts';
import { transcript } from './world/transcript.ts';

const app = appOver(everydayWorld);

/** Writes what the agent would write next. */
function write(...texts: string[]): void {
  const { file, log } = app.made.growing;
  const before = log.text().length;
  for (const text of texts) log.prompt(text);
  appendFileSync(file, log.text().slice(before));
}

/** Writes, and does not wait until that is noticed. */
async function append(...texts: string[]): Promise<void> {
  write(...texts);
  await app.host.scan();
}

test('what an agent writes appears by itself', async () => {
  const page = await app.open(sessionPlace(app.made.growing.session_id));
  await messageWith(page, 'Retry failed payments').waitFor();
  write('Nobody asked for a scan');
  await messageWith(page, 'Nobody asked for a scan').waitFor();
});

test('lines appended to an open session appear, and the end stays in view', async () => {
  const page = await app.open(sessionPlace(app.made.growing.session_id));
  await messageWith(page, 'Retry failed payments with a growing pause').waitFor();
  await append('A first line more');
  await messageWith(page, 'A first line more').waitFor();
  await append(...Array.from({ length: 40 }, (_, line) => `Grown line ${line + 1}`));
  const last = messageWith(page, 'Grown line 40');
  await last.waitFor();
  await expect.poll(() => last.isVisible(), waiting).toBe(true);
});

test('whoever scrolled up stays there, and is told how many messages are new', async () => {
  await append(...Array.from({ length: 60 }, (_, line) => `Filling line ${line + 1}`));
  const page = await app.open(sessionPlace(app.made.growing.session_id));
  const first = messageWith(page, 'Retry failed payments with a growing pause');
  await first.waitFor();
  await append('Written while one reads above', 'And one more');
  const pill = page.getByRole('button', { name: '2 new ↓' });
  await pill.waitFor();
  expect(await first.isVisible()).toBe(true);
  await pill.click();
  await messageWith(page, 'And one more').waitFor();
});

test('a new session appears in an open list', async () => {
  const page = await app.open('/sessions');
  await sessionRows(page).first().waitFor();
  const facts = { cwd: '/home/dev/site', branch: 'main', model: 'claude-opus-4-5-20251101', starts: new Date() };
  place(
    app.world,
    transcript({ ...facts, session_id: '0e7e0000-0000-4000-8000-000000000001' }).prompt('Brand new here'),
  );
  await app.host.scan();
  await page.getByRole('row', { name: /Brand new here/ }).waitFor();
});
