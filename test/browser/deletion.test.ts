import { utimesSync } from 'node:fs';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { sessionRows, untilAt, untilCount } from './app/look.ts';
import { transcript } from './world/transcript.ts';
import { place, type World } from './world/world.ts';

const day = 86_400_000;

/** A home with a session of one day, and one of 26 days. */
function agingWorld(world: World): void {
  for (const [n, days] of [1, 26].entries()) {
    const starts = new Date(Date.now() - days * day);
    const session_id = `e0ad${n}000-0000-4000-8000-000000000001`;
    const facts = { session_id, cwd: '/home/dev/api', branch: 'main', model: 'claude-opus-4-5-20251101', starts };
    const file = place(world, transcript(facts).prompt(`Work of ${days} days ago`).say('Done.'));
    utimesSync(file, starts, starts);
  }
}

const app = appOver(agingWorld);

test('Home says how many sessions their agent will delete, by which rule, and which they are', async () => {
  const page = await app.open('/home');
  const note = page.getByRole('region', { name: 'Claude Code deletes sessions' });
  await note.waitFor();
  expect(await note.innerText()).toMatch(/will delete 1 session within 7 days, the first on \d/);
  expect(await note.innerText()).toMatch(/not written to for 30 days[\s\S]*default[\s\S]*never\s+opened/);
  await note.getByRole('link', { name: '1 session' }).click();
  await untilAt(page, /^#\/sessions\?q=source/);
  await untilCount(sessionRows(page), 1);
  await page.getByText('Work of 26 days ago').waitFor();
});
