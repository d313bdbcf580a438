import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { findings, openAll } from './app/inspect.ts';
import { sessionPlace, untilRead } from './app/look.ts';
import { hostileWorld } from './world/hostile/hostile-world.ts';

const app = appOver(hostileWorld);
type Bad = Exclude<keyof typeof app.made, 'bombs'>;

test('hostile texts stay texts in the records, the files, the turns and what is found', async () => {
  // Pictures that are none are refused.
  const page = await app.open('/home', { expected: /422 .*image/ });
  for (const name of Object.keys(app.made).filter((each): each is Bad => each !== 'bombs')) {
    const session = app.made[name];
    const { answer } = await app.host.call('GET', `/agent-sessions/claude_code/sessions/${session}/files`);
    const { files } = answer as { files: { path: string }[] };
    const places = [
      ...Array.from({ length: 6 }, (_, m) => `tab=raw&m=${m}`),
      'tab=files',
      ...files.slice(0, 3).map(({ path }) => `tab=files&file=${encodeURIComponent(path)}`),
      'find=a',
    ];
    for (const place of places) {
      await page.goto(`${app.host.origin}/#${sessionPlace(session, place)}`);
      await untilRead(page);
      if (place === 'find=a') await page.getByRole('button', { name: 'Turns', exact: true }).click();
      else await openAll(page);
      await untilRead(page);
      expect([name, place, await findings(page)]).toEqual([name, place, []]);
    }
  }
});
