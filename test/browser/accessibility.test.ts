import type { Page } from 'playwright';
import { expect, test } from 'vitest';
import { appOver } from './app/app.ts';
import { barriers } from './app/barriers.ts';
import { messageWith, sessionPlace, sessionRows, untilRead, waiting } from './app/look.ts';
import { everydayWorld } from './world/everyday.ts';

const app = appOver(everydayWorld);

const screens: Record<string, { place: () => string; shows: (page: Page) => Promise<void> }> = {
  Home: { place: () => '/home', shows: (page) => page.getByRole('article', { name: 'Claude Code' }).waitFor() },
  Sessions: { place: () => '/sessions', shows: (page) => sessionRows(page).first().waitFor() },
  'Sessions by project': {
    place: () => '/sessions?group=project',
    shows: (page) => page.locator('[role=row][aria-expanded]').first().waitFor(),
  },
  Session: {
    place: () => sessionPlace(app.made.reading),
    shows: (page) => messageWith(page, 'keepSession is never called').waitFor(),
  },
  'Session with find and turns': {
    place: () => sessionPlace(app.made.reading, 'find=session'),
    shows: async (page) => {
      await messageWith(page, 'keepSession is never called').waitFor();
      await page.getByRole('button', { name: 'Next place' }).waitFor();
      await page.getByRole('button', { name: 'Turns', exact: true }).click();
      await page.getByRole('navigation', { name: 'Turns' }).getByText('Fix the login test').waitFor();
    },
  },
  Files: {
    place: () => sessionPlace(app.made.reading, 'tab=files&file=%2Fhome%2Fdev%2Fsite%2Fsrc%2Flogin.ts'),
    shows: (page) => page.getByRole('heading', { name: /^Net change/ }).waitFor(),
  },
  Raw: {
    place: () => sessionPlace(app.made.reading, 'tab=raw&m=3'),
    shows: (page) => page.getByRole('figure').first().waitFor(),
  },
  Problems: {
    place: () => sessionPlace(app.made.reading, 'tab=problems'),
    shows: (page) => page.getByRole('table').first().waitFor(),
  },
  Analytics: {
    place: () => '/analytics',
    shows: (page) =>
      page
        .getByRole('region', { name: /by day and model/ })
        .locator('svg')
        .first()
        .waitFor(),
  },
  'Analytics of tools': {
    place: () => '/analytics?view=tools',
    shows: (page) => page.getByRole('region', { name: 'Programs' }).waitFor(),
  },
  'Analytics of activity': {
    place: () => '/analytics?view=activity&days=90',
    shows: (page) => page.getByRole('region', { name: 'Hours of the week' }).waitFor(),
  },
  'Hours as a table': {
    place: () => '/analytics?view=activity&days=90',
    async shows(page) {
      const hours = page.getByRole('region', { name: 'Hours of the week' });
      await hours.getByText('Table', { exact: true }).click();
    },
  },
  'Analytics of reviews': {
    place: () => '/analytics?view=reviews',
    shows: (page) => page.getByRole('region', { name: 'Hooks' }).waitFor(),
  },
  'Two sessions compared': {
    place: () =>
      `/analytics?view=compare&by=session&a=claude_code/${app.made.reading}&b=claude_code/${app.made.growing.session_id}`,
    shows: (page) => page.getByRole('region', { name: 'Turn by turn' }).waitFor(),
  },
  Settings: {
    place: () => '/settings',
    shows: (page) => page.getByRole('region', { name: 'Versions' }).waitFor(),
  },
  Search: { place: () => '/search?q=session', shows: (page) => page.locator('a[data-hit]').first().waitFor() },
};

describeThemes('screen %s', Object.keys(screens), async (name, theme) => {
  const { place, shows } = screens[name] ?? { place: () => '/home', shows: async () => {} };
  const page = await app.open(place(), { theme });
  await shows(page);
  await untilRead(page);
  return page;
});

describeThemes('%s', ['the filters that can be typed'], async (_, theme) => {
  const page = await app.open('/sessions', { theme });
  await sessionRows(page).first().waitFor();
  await page.getByRole('button', { name: 'Words that can be typed as filters' }).press('Enter');
  await page.getByRole('dialog').waitFor();
  return page;
});

describeThemes(
  '%s',
  ['the keys', 'the palette', 'the marks', 'a narrow window with its drawer'],
  async (name, theme) => {
    const isNarrow = name.startsWith('a narrow');
    const viewport = isNarrow ? { width: 700, height: 900 } : { width: 1440, height: 900 };
    const page = await app.open(sessionPlace(app.made.reading), { theme, viewport });
    await messageWith(page, 'keepSession is never called').waitFor();
    if (isNarrow) await page.getByRole('button', { name: 'Sessions', exact: true }).click();
    else await page.keyboard.press({ 'the keys': '?', 'the marks': 'm' }[name] ?? 'Control+k');
    await (isNarrow ? sessionRows(page).first() : page.getByRole('dialog')).waitFor();
    return page;
  },
);

describeThemes('%s', ['the export', 'the export that was checked'], async (name, theme) => {
  const page = await app.open(sessionPlace(app.made.reading), { theme });
  await messageWith(page, 'keepSession is never called').waitFor();
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export session' });
  await dialog.getByLabel('Word to hide besides').fill('release');
  if (name.endsWith('checked')) await dialog.getByRole('button', { name: 'Check' }).click();
  await dialog.getByRole('button', { name: name.endsWith('checked') ? 'Save…' : 'Check' }).waitFor();
  return page;
});

function describeThemes(
  title: string,
  names: readonly string[],
  open: (name: string, theme: 'light' | 'dark') => Promise<Page>,
): void {
  const both = names.flatMap((name) => (['light', 'dark'] as const).map((theme) => [name, theme] as const));
  test.each(both)(`${title} puts no barrier in anybody's way in the %s theme`, async (name, theme) => {
    expect(await barriers(await open(name, theme))).toEqual([]);
  });
}

test('a barrier would be found', async () => {
  const page = await app.open('/home');
  await page.getByRole('article', { name: 'Claude Code' }).waitFor();
  await page.evaluate(() => document.querySelector('h1')?.append(document.createElement('button')));
  expect(await barriers(page)).toEqual([expect.stringContaining('button-name')]);
});

test('with Tab one reaches the screens, the filter, the list and the messages', async () => {
  const page = await app.open(sessionPlace(app.made.reading));
  await messageWith(page, 'keepSession is never called').waitFor();
  const reached: string[] = [];
  for (let stop = 0; stop < 45; stop++) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate(() => {
        const { activeElement: at } = document;
        const name = at?.getAttribute('aria-label') ?? at?.textContent?.trim().slice(0, 30);
        return `${at?.getAttribute('role') ?? at?.tagName.toLowerCase()} ${name}`;
      }),
    );
  }
  for (const wanted of [
    /^a Home/,
    /^input Filter sessions/,
    /^(tree)?grid Sessions/,
    /^tab Transcript/,
    /^article Message/,
  ]) {
    expect(
      reached.some((each) => wanted.test(each)),
      `${wanted} in ${reached.join('; ')}`,
    ).toBe(true);
  }
});

test('what has the focus can be seen to have it', async () => {
  const page = await app.open('/sessions');
  await sessionRows(page).first().waitFor();
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press('Tab');
    const mark = await page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return 'none to see';
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(at);
      return outlineStyle === 'none' || outlineWidth === '0px' ? `${boxShadow} ${borderColor}` : 'outlined';
    });
    expect(mark).not.toMatch(/^none rgba\(0, 0, 0, 0\)$/);
  }
});

test('with reduced motion nothing moves by itself', async () => {
  const page = await app.open(sessionPlace(app.made.reading));
  await messageWith(page, 'keepSession is never called').waitFor();
  await untilRead(page);
  const moving = () =>
    page.evaluate(
      () => document.getAnimations().filter((each) => Number(each.effect?.getTiming().duration) > 20).length,
    );
  await expect.poll(moving, waiting).toBe(0);
});
