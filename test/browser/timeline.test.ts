import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from 'playwright';
import { describe, expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { findings } from './app/inspect.ts';
import { messageWith, sessionPlace, untilAt, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';
import { transcript } from './world/transcript.ts';
import { pathOf, placeText, type World } from './world/world.ts';

const oneTime = 'e0ce0000-0000-4000-8000-000000000001';
const app = appOver((world) => {
  placeOneTime(world);
  return everydayWorld(world);
});

/** A session whose log gives everything the same time. */
function placeOneTime(world: World): void {
  const starts = new Date(Date.now() - 86_400_000);
  const facts = { session_id: oneTime, cwd: '/home/dev/api', branch: 'main', model: 'claude-opus-4-5', starts };
  const log = transcript(facts).prompt('All at once');
  for (let call = 0; call < 8; call++) log.call('Bash', { command: `echo ${call}` }, { content: `${call}` });
  placeText(
    world,
    pathOf(facts),
    log.text().replaceAll(/"timestamp":"[^"]*"/g, `"timestamp":"${starts.toISOString()}"`),
  );
}

const strip = (page: Page): Locator => page.getByRole('slider', { name: 'Place in the session' });
const lanes = (page: Page): Locator => page.getByRole('application', { name: 'Timeline' });
const said = (page: Page): Promise<string> => page.locator('#timeline-said').innerText();

/** Opens the session on its timeline, drawn. */
async function openTimeline(more = ''): Promise<Page> {
  const page = await app.open(sessionPlace(app.made.reading, `tab=timeline${more}`));
  await lanes(page).waitFor();
  await untilDrawn(page, lanes(page));
  return page;
}

/** Waits until a canvas has something on it, and says how many colours. */
async function untilDrawn(page: Page, canvas: Locator): Promise<void> {
  await expect.poll(() => coloursOn(canvas), waiting).toBeGreaterThan(4);
  await page.waitForTimeout(50);
}

const coloursOn = (canvas: Locator): Promise<number> =>
  canvas.evaluate((element: HTMLCanvasElement) => {
    const pen = element.getContext('2d');
    if (!pen || element.width === 0) return 0;
    const { data } = pen.getImageData(0, 0, element.width, element.height);
    const seen = new Set<number>();
    for (let at = 0; at < data.length; at += 4) seen.add((data[at]! << 16) | (data[at + 1]! << 8) | data[at + 2]!);
    return seen.size;
  });

describe('the strip above the transcript', () => {
  test('leads to the message that was clicked', async () => {
    const page = await app.open(sessionPlace(app.made.reading));
    await messageWith(page, 'Fix the login test').waitFor();
    await untilDrawn(page, strip(page));
    const box = (await strip(page).boundingBox())!;
    await page.mouse.click(box.x + box.width - 3, box.y + box.height / 2);
    await untilAt(page, /m=\d+/);
    const last = Number(await strip(page).getAttribute('aria-valuemax'));
    const place = Number(/m=(\d+)/.exec(page.url())?.[1]);
    expect(place).toBeGreaterThan(last / 2);
    await page.getByRole('article', { name: `Message ${place + 1}`, exact: true }).waitFor();
    await page.goBack();
    await untilAt(page, /^(?!.*[?&]m=[1-9])/);
  });

  test('of a log with a single time shows all in its order, says so, and leads where it is clicked', async () => {
    const page = await app.open(sessionPlace(oneTime));
    await messageWith(page, 'All at once').waitFor();
    await page.getByText('The log gives only one time').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'one time only' }).waitFor();
    await untilDrawn(page, strip(page));
    const box = (await strip(page).boundingBox())!;
    const last = Number(await strip(page).getAttribute('aria-valuemax'));
    await page.mouse.click(box.x + box.width * 0.55, box.y + 10);
    await untilAt(page, /m=\d+/);
    const place = Number(/m=(\d+)/.exec(page.url())?.[1]);
    expect(Math.abs(place / last - 0.55)).toBeLessThan(0.15);
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await page.getByText('The log gives only one time').waitFor();
    await untilDrawn(page, lanes(page));
  });

  test('is walked with the keyboard, says where it is, and goes there', async () => {
    const page = await app.open(sessionPlace(app.made.reading));
    await messageWith(page, 'Fix the login test').waitFor();
    await strip(page).focus();
    await page.keyboard.press('Home');
    expect(await strip(page).getAttribute('aria-valuetext')).toMatch(/^Turn, Fix the login test.*message 1 of \d+/);
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    expect(await strip(page).getAttribute('aria-valuenow')).toBe('3');
    await page.keyboard.press('Enter');
    await untilAt(page, /m=2(?:&|$)/);
  });

  test('zooms into what is brushed, and shows all again', async () => {
    const page = await app.open(sessionPlace(app.made.reading));
    await messageWith(page, 'Fix the login test').waitFor();
    await untilDrawn(page, strip(page));
    const box = (await strip(page).boundingBox())!;
    await page.mouse.move(box.x + 100, box.y + 20);
    await page.mouse.down();
    await page.mouse.move(box.x + 300, box.y + 20, { steps: 4 });
    await page.mouse.up();
    const whole = page.getByRole('button', { name: 'Whole session' });
    await whole.click();
    await whole.waitFor({ state: 'detached' });
  });
});

describe('the timeline', () => {
  test('is walked with the keyboard from item to item and lane to lane, and told in words', async () => {
    const page = await openTimeline();
    await lanes(page).focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => said(page), waiting).toMatch(/^Turn, /);
    await page.keyboard.press('End');
    await page.keyboard.press('Home');
    await expect.poll(() => said(page), waiting).toMatch(/^Turn, Fix the login test.*message 1 of/);
    const lane = page.getByRole('list', { name: 'Lanes' });
    expect(await lane.innerText()).toMatch(/Turns[^]*Model[^]*Commands[^]*Edits, writes[^]*Compaction/);
    for (let step = 0; step < 6; step += 1) {
      if ((await said(page)).startsWith('Bash, ')) break;
      await page.keyboard.press('ArrowDown');
    }
    await expect.poll(() => said(page), waiting).toMatch(/^Bash, /);
    await expect.poll(() => page.getByRole('region', { name: 'Selected item' }).innerText(), waiting).toContain('Bash');
  });

  test('opens the selected item in the transcript, and comes back with what was read there', async () => {
    const page = await openTimeline();
    await page.getByRole('button', { name: /^Bash.*npm test -- login/ }).click();
    await expect.poll(() => said(page), waiting).toContain('npm test -- login');
    await lanes(page).focus();
    await page.keyboard.press('Enter');
    await messageWith(page, 'npm test -- login').waitFor();
    await untilAt(page, /^(?!.*tab=)/);
    await page.keyboard.press('j');
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-place'))).not.toBeNull();
    const place = Number(await page.evaluate(() => document.activeElement?.getAttribute('data-place')));
    await expect.poll(() => strip(page).getAttribute('aria-valuenow'), waiting).toBe(String(place + 1));
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await lanes(page).waitFor();
    await expect.poll(() => said(page), waiting).not.toBe('');
  });

  test('zooms by key, by wheel and back to the whole', async () => {
    const page = await openTimeline();
    const whole = page.getByRole('button', { name: 'Whole session' });
    expect(await whole.isDisabled()).toBe(true);
    await page.keyboard.press('+');
    await expect.poll(() => whole.isEnabled(), waiting).toBe(true);
    await page.keyboard.press('0');
    await expect.poll(() => whole.isDisabled(), waiting).toBe(true);
    await lanes(page).focus();
    await page.keyboard.press('+');
    await expect.poll(() => whole.isEnabled(), waiting).toBe(true);
    await page.keyboard.press('0');
    await expect.poll(() => whole.isDisabled(), waiting).toBe(true);
    const box = (await lanes(page).boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + 60);
    await page.mouse.wheel(0, -400);
    await expect.poll(() => whole.isEnabled(), waiting).toBe(true);
    await whole.click();
    await expect.poll(() => whole.isDisabled(), waiting).toBe(true);
  });

  test('is a map in the strip: what is brushed there is shown below, and the frame can be carried', async () => {
    const page = await openTimeline();
    const whole = page.getByRole('button', { name: 'Whole session' });
    const box = (await strip(page).boundingBox())!;
    const drag = async (from: number, to: number): Promise<void> => {
      await page.mouse.move(box.x + from, box.y + 20);
      await page.mouse.down();
      await page.mouse.move(box.x + to, box.y + 20, { steps: 4 });
      await page.mouse.up();
    };
    await drag(100, 260);
    await expect.poll(() => whole.isEnabled(), waiting).toBe(true);
    const summary = page.getByRole('region', { name: 'Selected item' });
    await lanes(page).focus();
    await page.keyboard.press('Escape');
    const before = await summary.innerText();
    expect(before).toContain('In view');
    await drag(180, 500);
    await expect.poll(() => summary.innerText(), waiting).not.toBe(before);
    await page.getByText('Real time', { exact: true }).click();
    await expect.poll(() => whole.isDisabled(), waiting).toBe(true);
  });

  test('opens the timeline of a subagent, and leads back', async () => {
    const page = await openTimeline();
    await page.getByRole('button', { name: /^reviewer/ }).click();
    await page.getByRole('button', { name: 'Its own timeline' }).click();
    await untilAt(page, /agent=areviewer/);
    await lanes(page).waitFor();
    await page.getByRole('navigation', { name: 'Thread' }).getByRole('button', { name: 'Main thread' }).click();
    await untilAt(page, /^(?!.*agent=)/);
  });

  test('shows what is under the pointer', async () => {
    const page = await openTimeline();
    const turns = page.getByRole('list', { name: 'Lanes' }).getByText('Turns');
    const [row, box] = [(await turns.boundingBox())!, (await lanes(page).boundingBox())!];
    for (let x = 4; x < box.width; x += 12) {
      await page.mouse.move(box.x + x, row.y + row.height / 2);
      if ((await page.getByText('Turn', { exact: true }).count()) > 0) break;
    }
    await page.getByText('Turn', { exact: true }).waitFor();
  });

  test('says which bars have a logged duration, and lists the longest', async () => {
    const page = await openTimeline();
    expect(await page.getByRole('list', { name: 'What the bars mean' }).innerText()).toMatch(
      /duration logged[^]*between two lines[^]*not logged/,
    );
    const table = page.getByRole('region', { name: 'Items by length' });
    await table.getByText('Failed', { exact: true }).click();
    await expect.poll(() => table.innerText(), waiting).toContain('failed');
  });
});

test('the context tab says what filled the window, what is an estimate, and leads to the largest pieces', async () => {
  const page = await app.open(sessionPlace(app.made.reading, 'tab=context'));
  const parts = page.getByRole('region', { name: 'What filled it' });
  await parts.waitFor();
  await page.getByRole('combobox', { name: 'Context window' }).selectOption('0');
  expect(await parts.innerText()).toMatch(/Measured in characters/);
  expect(await parts.getByRole('table').innerText()).toMatch(/Tool output\s+Bash/);
  await page.getByRole('region', { name: 'Largest pieces' }).getByRole('button').first().click();
  await untilAt(page, /^(?!.*tab=).*m=\d+/);
});

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  test.each(['timeline', 'context'])(
    'the %s tab has no barriers, and nothing in it that a log put there',
    async (tab) => {
      const page = await app.open(sessionPlace(app.made.reading, `tab=${tab}`), { theme });
      if (tab === 'timeline')
        await page.getByRole('region', { name: 'Items by length' }).getByRole('row').nth(1).waitFor();
      else await page.getByRole('region', { name: 'What filled it' }).waitFor();
      const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(tags).analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`))).toEqual(
        [],
      );
      expect(await findings(page)).toEqual([]);
    },
  );
});
