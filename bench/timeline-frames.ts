import type { Page } from 'playwright';
import { launchChromium } from '../test/browser/app/chromium.ts';
import { type Host, serveWorld } from '../test/browser/app/host.ts';
import { visit } from '../test/browser/app/visit.ts';
import { bigSession } from '../test/browser/world/big-session.ts';
import { emptyWorld, place } from '../test/browser/world/world.ts';
import { type Figure, figuresTable } from './open-session.ts';
import { median } from './process-cost.ts';

/**
 * Measures the timeline of a made-up session in a real browser: how large its answer is, and how long its frames are
 * while it is zoomed, moved and pointed at.
 *
 *   npm exec -c 'node bench/timeline-frames.ts [MESSAGES]'   27,800 messages, which are 50,000 items, unless told
 *
 * Machines are noisy, and a browser without a screen draws slower than one with: compare runs of one machine.
 */
const session_id = 'b1600000-0000-4000-8000-000000000002';
const facts = { session_id, cwd: '/home/dev/site', branch: 'main', model: 'claude-opus-4-5-20251101' };

/** What is done to the canvas in each frame; written as text, since this folder is checked without a browser's types. */
const wheel = (x: string, y: string, delta: string): string =>
  `canvas.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true,
     clientX: box.left + box.width / 2, clientY: box.top + 80, deltaX: ${x}, deltaY: ${y}, shiftKey: ${delta} }))`;
const gestures: [what: string, frame: string][] = [
  ['zooming in and out', wheel('0', 'Math.sin(frame / 40) > 0 ? -40 : 40', 'false')],
  ['moving, all of it in view', wheel('30 * (frame % 2 ? 1 : -1)', '0', 'true')],
  [
    'pointing along the lanes',
    `canvas.dispatchEvent(new PointerEvent('pointermove', { bubbles: true,
       clientX: box.left + (frame * 7) % box.width, clientY: box.top + 100 + (frame * 3) % 200 }))`,
  ],
];

const frames = 300;
const measured = (act: string): string => `new Promise((resolve) => {
  const canvas = document.querySelector('[role=application]');
  const box = canvas.getBoundingClientRect();
  const times = [];
  const next = (last) => requestAnimationFrame((now) => {
    times.push(now - last);
    const frame = times.length;
    ${act};
    if (frame < ${frames}) next(now);
    else resolve(times.slice(2));
  });
  next(performance.now());
})`;

async function measureTimeline(page: Page, host: Host, count: number): Promise<Figure[]> {
  const address = `${host.origin}/api/v1/agent-sessions/claude_code/sessions/${session_id}/timeline`;
  const headers = { authorization: `Bearer ${host.token}` };
  const began = performance.now();
  const text = await (await fetch(address, { headers })).text();
  const cold_ms = performance.now() - began;
  const { items } = JSON.parse(text) as { items: { kinds: string } };
  await page.goto(`${host.origin}/#/session/claude_code/${session_id}?tab=timeline`);
  const canvas = page.getByRole('application', { name: 'Timeline' });
  await canvas.waitFor({ timeout: 60_000 });
  await page.waitForTimeout(1_000);
  const what = `${count} messages, ${items.kinds.length} items`;
  const figures: Figure[] = [
    { what: `${what}: timeline, cold`, value: `${Math.round(cold_ms)} ms` },
    { what: `${what}: size of the answer`, value: `${Math.round(Buffer.byteLength(text) / 1000)} kB` },
  ];
  for (const [name, act] of gestures) figures.push(...framesOf(`${what}, ${name}`, await run(page, act)));
  return figures;
}

const run = async (page: Page, act: string): Promise<number[]> => page.evaluate<number[]>(measured(act));

const framesOf = (what: string, times: readonly number[]): Figure[] => [
  { what: `${what}: median frame`, value: `${median([...times]).toFixed(1)} ms` },
  {
    what: `${what}: frames over 50 ms`,
    value: `${times.filter((ms) => ms > 50).length} of ${times.length}, the longest ${Math.round(Math.max(...times))} ms`,
  },
];

/** All figures of a session with so many messages. */
export async function measureFramesOfTimeline(count: number): Promise<Figure[]> {
  const world = emptyWorld();
  place(world, bigSession({ ...facts, starts: new Date(Date.now() - 86_400_000) }, count));
  const host = await serveWorld(world);
  const browser = await launchChromium();
  try {
    await host.scan();
    const { page, complaints } = await visit(browser, host, '/home');
    const figures = await measureTimeline(page, host, count);
    if (complaints.length > 0) throw new Error(`The page complained: ${complaints[0]}`);
    return figures;
  } finally {
    await browser.close();
    await host.stop();
    world.remove();
  }
}

if (import.meta.main) console.log(figuresTable(await measureFramesOfTimeline(Number(process.argv[2] ?? 27_800))));
