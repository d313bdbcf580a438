import { statSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../helpers/source-tree.ts';
import { launchChromium } from './app/chromium.ts';
import { startServing } from './app/host.ts';
import { visit } from './app/visit.ts';
import { everydayWorld } from './world/everyday.ts';
import { emptyWorld } from './world/world.ts';

/*
 * Takes `docs/screenshot.png`: a session of the made-up home that the tests of the browser use, in the dark theme.
 * Run it with `npm exec -c 'node test/browser/take-screenshot.ts'` when the screen has changed.
 */
const file = join(projectFolder, 'docs', 'screenshot.png');
const mostBytes = 250_000;

const world = emptyWorld();
const { reading } = everydayWorld(world);
const [host, browser] = await Promise.all([startServing(world), launchChromium()]);
try {
  const { page, complaints } = await visit(browser, host, `/session/claude_code/${reading}?m=2`, { theme: 'dark' });
  await page.getByRole('feed').getByText('keepSession(session);').first().waitFor();
  await page.waitForTimeout(1_000);
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
  await page.screenshot({ path: file });
  const { size } = statSync(file);
  console.log(`${file}: ${size} bytes`);
  if (size > mostBytes || complaints.length > 0)
    throw new Error(`The picture is not fit to be shown: ${complaints[0]}`);
} finally {
  await browser.close();
  await host.stop();
  world.remove();
}
