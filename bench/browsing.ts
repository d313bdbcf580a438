import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { launchChromium } from '../test/browser/app/chromium.ts';
import type { Host } from '../test/browser/app/host.ts';
import { type BarePage, openBarePage } from './bare-page.ts';
import {
  ask,
  type Figure,
  figuresTable,
  findLargest,
  inBrowser,
  type Listed,
  megabytes,
  milliseconds,
  serving,
} from './open-session.ts';
import { median } from './process-cost.ts';

/**
 * Measures the ways people go through the app in a real browser, and what a long stay costs: first paint, the tabs of the
 * largest session, from a search to its hit, and the memory of the page while many screens are looked at.
 *
 *   npm exec -c 'node bench/browsing.ts FOLDER [SCREENS] [WORDS]'   a home with logs; 600 screens unless told
 *
 * An hour at one screen every six seconds is 600 screens. Machines are noisy: compare runs of one machine.
 */
const [, , home, screens = '600', words = 'error'] = process.argv;
if (home === undefined) throw new Error('Name a home folder with logs in it.');

async function measureAll(host: Host): Promise<Figure[]> {
  await ask(host, '/agent-sessions/status');
  await host.scan();
  await untilIndexed(host);
  const figures: Figure[] = [];
  for (const measure of [measureFirstPaint, measureTabs, measureHit])
    figures.push(...(await inBrowser(host, (page) => measure(page, host))));
  return [...figures, ...(await measureStay(host))];
}

async function untilIndexed(host: Host): Promise<void> {
  for (;;) {
    const { answer } = await ask<{ text_done: boolean }>(host, '/agent-sessions/status');
    if (answer.text_done) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/* What runs in the page is written as text: this folder is checked without the types of a browser. */
const isSettled = `document.querySelector('main > *') !== null
  && document.querySelector('main [aria-busy=true], main [data-waiting]') === null`;
const settled = `new Promise((resolve, reject) => {
  const began = performance.now();
  const look = () => {
    if (performance.now() - began > 60000) reject(new Error('The screen was not there within a minute: ' + location.hash));
    else if (${isSettled}) setTimeout(() => resolve(performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(() => requestAnimationFrame(look));
})`;

/** Goes to an address of the app; milliseconds until nothing on the screen is waited for. */
const going = (address: string): string => `(async () => {
  const began = performance.now();
  location.hash = ${JSON.stringify(address)};
  return (await ${settled}) - began;
})()`;

async function measureFirstPaint(page: Page): Promise<Figure[]> {
  const paints: number[] = [];
  const ready: number[] = [];
  for (let run = 0; run < 5; run++) {
    await page.reload();
    ready.push(await page.evaluate<number>(settled));
    paints.push(await page.evaluate<number>(`performance.getEntriesByName('first-contentful-paint')[0].startTime`));
  }
  return [
    { what: 'home: first paint', value: milliseconds(median(paints)) },
    { what: 'home: all of it is there', value: milliseconds(median(ready)) },
  ];
}

const tabs = ['timeline', 'context', 'files', 'raw', 'problems', 'transcript'];

async function measureTabs(page: Page, host: Host): Promise<Figure[]> {
  const { source, session_id, bytes } = await findLargest(host);
  const place = `/session/${source}/${encodeURIComponent(session_id)}`;
  const figures = [
    { what: `largest session, ${megabytes(bytes)}: opened`, value: milliseconds(await page.evaluate(going(place))) },
  ];
  for (const round of ['first', 'again'])
    for (const tab of tabs) {
      const ms = await page.evaluate<number>(going(`${place}?tab=${tab}`));
      figures.push({ what: `largest session: tab ${tab}, ${round}`, value: milliseconds(ms) });
    }
  return figures;
}

async function measureHit(page: Page): Promise<Figure[]> {
  const found_ms = await page.evaluate<number>(`(async () => {
    const began = performance.now();
    location.hash = '/search?q=' + encodeURIComponent(${JSON.stringify(words)});
    while (!document.querySelector('a[data-hit]')) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  })()`);
  const hit_ms = await page.evaluate<number>(`(async () => {
    const began = performance.now();
    document.querySelector('a[data-hit]').click();
    while (!CSS.highlights.get('found-now')?.size) await new Promise(requestAnimationFrame);
    return performance.now() - began;
  })()`);
  return [
    { what: `search for ${words}: hits are shown`, value: milliseconds(found_ms) },
    { what: 'click on a hit until it is marked', value: milliseconds(hit_ms) },
  ];
}

/** A long stay in a page that nobody listens to, so that what it holds is its own. */
async function measureStay(host: Host): Promise<Figure[]> {
  const browser = await launchChromium();
  try {
    const page = await openBarePage(browser, `${host.origin}/#token=${encodeURIComponent(host.token)}&/home`);
    await page.evaluate(settled);
    return await stayIn(page, browser, host);
  } finally {
    await browser.close();
  }
}

/** Many screens, one after the other: sessions with their tabs, scrolled; lists; searches; analytics. */
async function stayIn(page: BarePage, browser: Browser, host: Host): Promise<Figure[]> {
  const { answer } = await ask<Listed>(host, '/agent-sessions/all/sessions?limit=1000');
  const places = answer.sessions.map(
    ({ source, session_id }) => `/session/${source}/${encodeURIComponent(session_id)}`,
  );
  const views = ['usage', 'tools', 'activity', 'reviews'].map((view) => `/analytics?view=${view}&days=all`);
  const others = ['/home', '/sessions', '/sessions?group=project', `/search?q=${words}`, ...views];
  const started = await memoryOf(page, browser);
  const times: number[] = [];
  const heaps = [started.heap];
  let highest = started;
  for (let screen = 0; screen < Number(screens); screen++) {
    const session = places[Math.floor(screen / 3) % places.length]!;
    const tab = tabs[Math.floor(screen / 3) % tabs.length]!;
    const address = [session, `${session}?tab=${tab}`, others[Math.floor(screen / 3) % others.length]!][screen % 3]!;
    times.push(await page.evaluate<number>(going(address)));
    await page.wheel(900, 500, 2500);
    if (screen % 50 === 49) {
      const now = await memoryOf(page, browser);
      heaps.push(now.heap);
      if (now.own > highest.own) highest = now;
    }
  }
  const ended = await memoryOf(page, browser);
  const slow = times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? 0;
  return [
    { what: `${screens} screens: median, p95`, value: `${milliseconds(median(times))}, ${milliseconds(slow)}` },
    {
      what: 'heap of the page at first, highest, at the end',
      value: [heaps[0]!, Math.max(...heaps), ended.heap].map(megabytes).join(', '),
    },
    {
      what: 'own memory of its process at first, highest, at the end',
      value: [started, highest, ended].map(({ own }) => megabytes(own)).join(', '),
    },
    { what: 'elements at first, at the end', value: `${started.elements}, ${ended.elements}` },
  ];
}

interface Memory {
  /** Bytes of the JavaScript heap that are in use after garbage is collected. */
  heap: number;
  /** Bytes that the page's process shares with no other; 0 where the system does not tell. */
  own: number;
  elements: number;
}

async function memoryOf(page: BarePage, browser: Browser): Promise<Memory> {
  await page.send('HeapProfiler.collectGarbage');
  const { usedSize } = await page.send<{ usedSize: number }>('Runtime.getHeapUsage');
  const { nodes } = await page.send<{ nodes: number }>('Memory.getDOMCounters');
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => ownMemoryOf(id));
  return { heap: usedSize, own: Math.max(0, ...pages), elements: nodes };
}

function ownMemoryOf(pid: number): number {
  try {
    const lines = fs.readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8').matchAll(/^Private_\w+:\s+(\d+) kB/gm);
    return [...lines].reduce((sum, [, kilobytes]) => sum + Number(kilobytes) * 1024, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return 0;
    throw error;
  }
}

const data_dir = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-browsing-'));
const world = {
  home: path.resolve(home),
  data_dir,
  remove: () => fs.rmSync(data_dir, { recursive: true, force: true }),
};
try {
  console.log(figuresTable(await serving(world, measureAll)));
} finally {
  world.remove();
}
