import { expect, test } from 'vitest';
import { casesOf } from '../helpers/fixture-cases.ts';
import { secretsIn } from '../helpers/planted-secrets.ts';
import { sources } from '../../src/sources/index.ts';
import { appOver } from './app/app.ts';
import { findings } from './app/inspect.ts';
import { placeFixtures } from './world/world.ts';

/* Every case a reader is tested with is also looked at: what one can write, the page must be able to show. */
const app = appOver((world) => {
  for (const { id } of sources) placeFixtures(world, id);
  return sources.flatMap(({ id }) => casesOf(id)).length;
});

interface Listed {
  sessions: { source: string; session_id: string }[];
}

test('every session of every fixture is shown without a complaint', { timeout: 240_000 }, async () => {
  const { answer } = await app.host.call('GET', '/agent-sessions/all/sessions?limit=1000');
  const { sessions } = answer as Listed;
  expect(sessions.length).toBeGreaterThan(app.made * 0.7);
  /* One case is a session of which only the subagents are left. */
  const page = await app.open('/home', { expected: /410/ });
  const troubles: string[] = [];
  for (const { source, session_id } of sessions) {
    await page.goto(`${app.host.origin}/#/session/${source}/${encodeURIComponent(session_id)}`);
    await page.waitForFunction(
      () =>
        document.querySelector('main h1') !== null &&
        document.querySelector('[aria-busy=true]') === null &&
        (document.querySelector('[role=feed] [role=article]') ?? document.querySelector('[role=tabpanel] p')) !== null,
    );
    const text = await page.locator('main').innerText();
    if (/cannot be shown|could not be drawn/i.test(text)) troubles.push(`${session_id}: a part could not be shown`);
    troubles.push(...secretsIn(text).map((name) => `${session_id}: ${name}`));
    troubles.push(...(await findings(page)).map((finding) => `${session_id}: ${finding}`));
  }
  expect(troubles).toEqual([]);
});
