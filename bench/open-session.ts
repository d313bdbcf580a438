import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { launchChromium } from '../test/browser/app/chromium.ts';
import { type Host, serveWorld } from '../test/browser/app/host.ts';
import { visit } from '../test/browser/app/visit.ts';
import { bigSession } from '../test/browser/world/big-session.ts';
import { emptyWorld, place, type World } from '../test/browser/world/world.ts';
import { median } from './process-cost.ts';

/**
 * Measures what a person waits for, through the built web host and in a real browser:
 *
 *   npm exec -c 'node bench/open-session.ts FOLDER'   FOLDER is a home with logs in it, such as a corpus
 *
 * Machines are noisy, and a browser without a screen draws slower than one with: compare runs of one machine.
 */
export interface Figure {
  what: string;
  value: string;
}

/** One answer of the API: how long it took, how large it was, and what it said. */
export interface Timed<T> {
  ms: number;
  bytes: number;
  answer: T;
}

export interface Listed {
  sessions: { source: string; session_id: string; title: string; bytes: number; message_count: number }[];
  next_offset: number | null;
}

/** First and second start over a home, and its largest session: cold, warm, and in the browser. */
export async function measureOpening(home: string): Promise<Figure[]> {
  return over(home, async (world) => [
    ...(await startsAndLargest(world)),
    ...(await serving(world, async (host) => inBrowser(host, (page) => measureClick(page, host)))),
  ]);
}

/** Measures a home with a data folder that is empty at first, and gone afterwards. */
async function over(home: string, measure: (world: World) => Promise<Figure[]>): Promise<Figure[]> {
  const data_dir = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-opening-'));
  const world: World = { home, data_dir, remove: () => fs.rmSync(data_dir, { recursive: true, force: true }) };
  try {
    return await measure(world);
  } finally {
    world.remove();
  }
}

/** The same without the browser. */
export async function measureServing(home: string): Promise<Figure[]> {
  return over(home, startsAndLargest);
}

async function startsAndLargest(world: World): Promise<Figure[]> {
  return [
    ...(await serving(world, measureFirstStart)),
    ...(await measureSecondStart(world)),
    ...(await serving(world, measureLargest)),
  ];
}

/** A made-up session of so many messages, opened and scrolled. */
export async function measureScrolling(count = 20_000): Promise<Figure[]> {
  const world = emptyWorld();
  const facts = { cwd: '/home/dev/site', branch: 'main', model: 'claude-opus-4-5-20251101', starts: new Date() };
  place(world, bigSession({ ...facts, session_id: 'b1600000-0000-4000-8000-000000000001' }, count));
  try {
    return await serving(world, async (host) => {
      await host.scan();
      return inBrowser(host, (page) => measureFrames(page, host, count));
    });
  } finally {
    world.remove();
  }
}

async function measureFirstStart(host: Host): Promise<Figure[]> {
  const began = performance.now();
  await host.scan();
  const { answer } = await ask<{ bytes_read: number; sessions_total: number }>(host, '/agent-sessions/status');
  return [
    { what: 'first start: all is in the catalog', value: milliseconds(performance.now() - began) },
    { what: 'first start: content read', value: megabytes(answer.bytes_read) },
  ];
}

/** From the start of the process to the first page of the list, and what a scan of an unchanged tree reads. */
async function measureSecondStart(world: World): Promise<Figure[]> {
  const began = performance.now();
  return serving(world, async (host) => {
    await ask(host, '/agent-sessions/all/sessions?limit=50');
    const listed_ms = performance.now() - began;
    await host.scan();
    const { answer } = await ask<{ bytes_read: number; rows_written: number }>(host, '/agent-sessions/status');
    return [
      { what: 'second start: process to list', value: milliseconds(listed_ms) },
      { what: 'second start: content read', value: `${answer.bytes_read} B` },
      { what: 'second start: rows written', value: String(answer.rows_written) },
    ];
  });
}

async function measureLargest(host: Host): Promise<Figure[]> {
  const largest = await findLargest(host);
  const below = `/agent-sessions/${largest.source}/sessions/${encodeURIComponent(largest.session_id)}`;
  const cold = await openLikeThePage(host, below);
  const warm = await openLikeThePage(host, below);
  const middle = Math.max(0, Math.floor(cold.total / 2) - 100);
  const pages: Timed<unknown>[] = [];
  for (let run = 0; run < 5; run++) pages.push(await ask(host, `${below}/messages?limit=200&offset=${middle}`));
  return [
    { what: 'largest session', value: `${megabytes(largest.bytes)}, ${cold.total} messages` },
    { what: 'open it, cold: header, outline, first page', value: milliseconds(cold.ms) },
    { what: 'open it, warm', value: milliseconds(warm.ms) },
    { what: 'bytes of header, outline, first page', value: cold.bytes.map(kilobytes).join(', ') },
    { what: '200 messages in the middle, warm', value: milliseconds(median(pages.map((page) => page.ms))) },
    { what: 'bytes of these', value: kilobytes(pages[0]?.bytes ?? 0) },
  ];
}

/** Header and outline at once, then the first messages, as the page asks for them. */
async function openLikeThePage(host: Host, below: string): Promise<{ ms: number; bytes: number[]; total: number }> {
  const began = performance.now();
  const [session, outline] = await Promise.all([ask(host, below), ask<{ total: number }>(host, `${below}/outline`)]);
  const messages = await ask(host, `${below}/messages?limit=100`);
  const ms = performance.now() - began;
  return { ms, bytes: [session.bytes, outline.bytes, messages.bytes], total: outline.answer.total };
}

/** The session with the most bytes on disk. */
export async function findLargest(host: Host): Promise<Listed['sessions'][number]> {
  const all: Listed['sessions'] = [];
  for (let offset: number | null = 0; offset !== null;) {
    const page: Timed<Listed> = await ask<Listed>(host, `/agent-sessions/all/sessions?limit=1000&offset=${offset}`);
    all.push(...page.answer.sessions);
    offset = page.answer.next_offset;
  }
  const [largest] = all.toSorted((one, other) => other.bytes - one.bytes);
  if (!largest) throw new Error('There is no session in this home.');
  return largest;
}

/* What runs in the page is written as text: this folder is checked without the types of a browser. */
const firstSession = '[role=row]:not([aria-expanded]):has([role=gridcell]:not([data-waiting]))';
const firstRows = `new Promise((resolve, reject) => {
  const began = performance.now();
  document.querySelector('${firstSession}').click();
  const look = () => {
    if (performance.now() - began > 60000) reject(new Error('No message was drawn within a minute.'));
    else if (!document.querySelector('[role=feed] [role=article][aria-busy=false]')) requestAnimationFrame(look);
    else requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
  };
  look();
})`;
const scrolled = (step: string, frames: number) => `new Promise((resolve) => {
  let scroller = document.querySelector('[role=feed]');
  while (scroller && !/auto|scroll/.test(getComputedStyle(scroller).overflowY)) scroller = scroller.parentElement;
  scroller.scrollTop = 0;
  const { top, bottom } = scroller.getBoundingClientRect();
  const isInView = (row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom;
  const step = ${step};
  const times = [];
  let blank = 0;
  const next = (last) => requestAnimationFrame((now) => {
    times.push(now - last);
    if (![...scroller.querySelectorAll('[role=article]')].some(isInView)) blank += 1;
    scroller.scrollTop += step;
    if (times.length < ${frames}) next(now);
    else resolve({ times: times.slice(1), blank, moved: scroller.scrollTop });
  });
  next(performance.now());
})`;
const scrolls = [
  ['900 px in a frame', '900', 600],
  ['from end to end in 1000 frames', 'scroller.scrollHeight / 1000', 1000],
] as const;

async function measureClick(page: Page, host: Host): Promise<Figure[]> {
  const { session_id } = await findLargest(host);
  await page.goto(`${host.origin}/#/sessions?q=${session_id}`);
  await page.locator(firstSession).first().waitFor();
  const cold_ms = await page.evaluate<number>(firstRows);
  return [{ what: 'click on it to first rows drawn, cold', value: milliseconds(cold_ms) }];
}

async function measureFrames(page: Page, host: Host, count: number): Promise<Figure[]> {
  await page.goto(`${host.origin}/#/sessions`);
  await page.locator(firstSession).first().waitFor();
  const click_ms = await page.evaluate<number>(firstRows);
  const figures = [{ what: `${count} messages: click to first rows drawn`, value: milliseconds(click_ms) }];
  for (const [how, step, frames] of scrolls) {
    const { times, blank, moved } = await page.evaluate<Scrolled>(scrolled(step, frames));
    if (moved < 100_000) throw new Error('The messages were not scrolled.');
    const [long, longest] = [times.filter((ms) => ms > 50).length, milliseconds(Math.max(...times))];
    figures.push({ what: `${count} messages, ${how}: median frame`, value: `${median(times).toFixed(1)} ms` });
    figures.push({ what: `${count} messages, ${how}: frames over 50 ms`, value: `${long}, the longest ${longest}` });
    figures.push({ what: `${count} messages, ${how}: blank frames`, value: `${blank} of ${frames}` });
  }
  return figures;
}

interface Scrolled {
  times: number[];
  /** Frames that began without a single row in the window. */
  blank: number;
  moved: number;
}

/** Serves a world for as long as it is measured. */
export async function serving(world: World, measure: (host: Host) => Promise<Figure[]>): Promise<Figure[]> {
  const host = await serveWorld(world);
  try {
    return await measure(host);
  } finally {
    await host.stop();
  }
}

/** Opens the app in a browser; a complaint of the page is an error. */
export async function inBrowser(host: Host, measure: (page: Page) => Promise<Figure[]>): Promise<Figure[]> {
  const browser = await launchChromium();
  try {
    const { page, complaints } = await visit(browser, host, '/home');
    const figures = await measure(page);
    if (complaints.length > 0) throw new Error(`The page complained: ${complaints[0]}`);
    return figures;
  } finally {
    await browser.close();
  }
}

/** Asks the API for what stands at an address. */
export async function ask<T>(host: Host, address: string): Promise<Timed<T>> {
  const began = performance.now();
  const headers = { authorization: `Bearer ${host.token}` };
  const response = await fetch(`${host.origin}/api/v1${address}`, { headers });
  const text = await response.text();
  const ms = performance.now() - began;
  if (response.status !== 200) throw new Error(`${address} was answered with ${response.status}.`);
  return { ms, bytes: Buffer.byteLength(text), answer: JSON.parse(text) as T };
}

export const milliseconds = (ms: number): string => `${Math.round(ms)} ms`;
export const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** The figures as a Markdown table. */
export function figuresTable(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ what }) => what.length));
  const rows = figures.map(({ what, value }) => `| ${what.padEnd(width)} | ${value} |`);
  return [`| ${'what'.padEnd(width)} | value |`, `| ${'-'.repeat(width)} | --- |`, ...rows].join('\n');
}

if (import.meta.main) {
  const [home] = process.argv.slice(2);
  if (home === undefined) throw new Error('Name a home folder with logs in it.');
  console.log(figuresTable([...(await measureOpening(path.resolve(home))), ...(await measureScrolling())]));
}
