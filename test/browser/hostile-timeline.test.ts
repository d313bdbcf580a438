import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { findings } from './app/inspect.ts';
import { sessionPlace } from './app/look.ts';
import { hostileWorld } from './world/hostile/hostile-world.ts';

const app = appOver(hostileWorld);

test.each(['markup', 'names', 'deceptions'] as const)(
  'the timeline of bad %s says what it is, item by item',
  async (name) => {
    const page = await app.open(sessionPlace(app.made[name], 'tab=timeline'));
    const lanes = page.getByRole('application', { name: 'Timeline' });
    await lanes.focus();
    await page.getByText('Longest tools', { exact: true }).click();
    await lanes.focus();
    for (const key of ['ArrowRight', 'End', 'ArrowDown', 'Home', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'End']) {
      await page.keyboard.press(key);
      expect(await findings(page)).toEqual([]);
    }
    const box = (await lanes.boundingBox())!;
    for (let at = 0; at < 12; at += 1) await page.mouse.move(box.x + (at * box.width) / 12, box.y + 90 + at * 14);
    expect(await findings(page)).toEqual([]);
  },
);

test.each(['markup', 'names', 'deceptions'] as const)('the autopsy of bad %s says what it is', async (name) => {
  const page = await app.open(sessionPlace(app.made[name], 'tab=context'));
  await page.getByRole('region', { name: 'What filled it' }).waitFor();
  expect(await findings(page)).toEqual([]);
});
