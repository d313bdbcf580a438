import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createFiles } from '../../src/files/index.ts';
import { sources } from '../../src/sources/index.ts';
import type { Source } from '../../src/sources/source.ts';
import { briefAnswers, writtenOut } from '../helpers/brief-answers.ts';
import { catalogRows } from '../helpers/catalog-rows.ts';
import { casesOf, filesIn, type FixtureCase, type LaidOut, layOut } from '../helpers/fixture-cases.ts';
import { secretsIn } from '../helpers/planted-secrets.ts';
import { type Answers, askEverything, openHome, type OpenHome } from '../helpers/read-home.ts';
import { brokenReferences } from '../helpers/session-integrity.ts';
import { treePrint, watchFiles } from '../helpers/watch-files.ts';

vi.mock('node:worker_threads', () => import('../helpers/in-process-threads.ts'));

/**
 * The same suite for every source and every case below `fixtures/<source-id>`. With UPDATE_EXPECTED=1 the answers are written
 * to `expected.json` instead of compared: look at every line of the difference before you believe it.
 */
const isUpdating = process.env['UPDATE_EXPECTED'] === '1';

// Days are local ones.
process.env['TZ'] = 'UTC';

describe.each([...sources])('$id', (source) => {
  test('a machine without it gets a calm card that says why', async () => {
    const empty = layOut({ source: source.id, name: '', folder: '', environment: {}, touched: {}, not_yet: {} });
    const home = openHome(empty);
    await home.scan();
    const { card, sessions } = await askEverything(home, source.id);
    await home.close();
    expect(sessions).toEqual([]);
    expect(['not_found', 'not_configured', 'unsupported']).toContain(card.source_status);
    expect(card.status_reason).toMatch(/^[A-Z].{10,}\.$/);
    expect(card.setup_hint).toMatch(/^[A-Z].{10,}\.$/);
    expect(card.problem_count).toBe(0);
    expect(fs.readdirSync(empty.home)).toEqual([]);
    empty.remove();
  });

  const cases = casesOf(source.id);
  if (cases.length > 0) describe.each(cases)('$name', (fixture) => checkCase(source, fixture));
});

/** What a first look at a home, and a second one, brought to light. */
interface Evidence {
  laid: LaidOut;
  answers: Answers;
  again: Answers;
  /** Bytes read and rows written by a second scan of what did not change. */
  idle_work: [bytes: number, rows: number];
  opened: string[];
  printBefore: string;
  printAfter: string;
  catalogBytes: string;
}

function checkCase(source: Source, fixture: FixtureCase): void {
  let seen: Evidence;
  beforeAll(async () => {
    seen = await lookAt(source, fixture);
  });
  afterAll(() => seen?.laid.remove());
  const check = (name: string, body: () => void | Promise<void>): void =>
    fixture.not_yet[name] === undefined ? test(name, body) : test.fails(name, body);

  check('is answered as expected', () => {
    const brief = briefAnswers(seen.answers, seen.laid.home);
    const file = path.join(fixture.folder, 'expected.json');
    if (isUpdating && fixture.not_yet['is answered as expected'] === undefined)
      fs.writeFileSync(file, `${writtenOut(brief)}\n`);
    expect(brief).toEqual(JSON.parse(fs.readFileSync(file, 'utf8')));
  });

  check('hangs together', () => {
    expect(brokenReferences(seen.answers)).toEqual([]);
  });

  check('is read the same a second time', () => {
    expect(briefAnswers(seen.again, seen.laid.home)).toEqual(briefAnswers(seen.answers, seen.laid.home));
    expect(seen.idle_work).toEqual([0, 0]);
  });

  check('opens only what the source discovered below its roots, and changes nothing', async () => {
    const logs = await logsOf(source, seen.laid);
    expect(seen.opened.filter((opened) => !mayBeOpened(opened, seen.laid, logs))).toEqual([]);
    expect(seen.printAfter).toBe(seen.printBefore);
  });

  check('shows and keeps no secret', () => {
    expect(secretsIn(JSON.stringify(seen.answers))).toEqual([]);
    expect(secretsIn(seen.catalogBytes)).toEqual([]);
  });

  check('is the same when read in two parts, wherever the cut', async () => {
    const rows = catalogRows(seen.laid.data_dir);
    for (const { name, at } of await cutsIn(source, seen.laid)) {
      const laid = await readInTwoParts(fixture, name, at);
      const where = `${name} cut at byte ${at}`;
      expect({ where, rows: catalogRows(laid.data_dir) }).toEqual({ where, rows });
      laid.remove();
    }
  });

  check('is the same when it grows line by line while it is looked at', async () => {
    const { answers, laid } = await readGrowing(source, fixture);
    expect(briefAnswers(answers, laid.home)).toEqual(briefAnswers(seen.answers, seen.laid.home));
    laid.remove();
  });
}

async function lookAt(source: Source, fixture: FixtureCase): Promise<Evidence> {
  const laid = layOut(fixture);
  const printBefore = treePrint(laid.home);
  const { answers, idle_work, opened } = await lookWatched(source, laid);
  const fresh = openHome({ ...laid, data_dir: `${laid.data_dir}-2` });
  await fresh.scan();
  const again = await askEverything(fresh, source.id);
  await fresh.close();
  return {
    laid,
    answers,
    again,
    idle_work,
    opened,
    printBefore,
    printAfter: treePrint(laid.home),
    catalogBytes: filesIn(laid.data_dir)
      .map((name) => fs.readFileSync(path.join(laid.data_dir, name), 'latin1'))
      .join('\n'),
  };
}

async function lookWatched(source: Source, laid: LaidOut): Promise<Pick<Evidence, 'answers' | 'idle_work' | 'opened'>> {
  const watch = watchFiles();
  const home = openHome(laid);
  try {
    await home.scan();
    const answers = await askEverything(home, source.id);
    const before = await home.ask('status', {});
    const after = await home.scan();
    return {
      answers,
      idle_work: [after.bytes_read - before.bytes_read, after.rows_written - before.rows_written],
      opened: [...watch.paths],
    };
  } finally {
    await home.close();
    watch.stop();
  }
}

/** Folders on the way may be listed; files only if the source itself says that they are logs or facts about logs. */
function mayBeOpened(opened: string, { home, environment, data_dir }: LaidOut, logs: readonly string[]): boolean {
  if (opened.startsWith(`${data_dir}/`) || opened === data_dir || /^\/proc\/\d+\/stat$/.test(opened)) return true;
  const roots = sources.flatMap((one) => one.roots({ home, env: environment }).paths);
  if (!roots.some((root) => opened === root || opened.startsWith(`${root}/`))) return false;
  if (!fs.existsSync(opened) || fs.statSync(opened).isDirectory()) return true;
  return logs.includes(opened);
}

/** Full paths of what a source discovers in a home. */
async function logsOf(source: Source, { home, environment }: Pick<LaidOut, 'home' | 'environment'>): Promise<string[]> {
  const files = createFiles();
  const logs = source.roots({ home, env: environment }).paths.map(async (at) => {
    const root = files.openRoot(at);
    if (!('real_path' in root)) return [];
    const found = await source.discover(root, files);
    const entries = [...found.files, ...found.sidecars].map(({ entry }) => entry);
    const earlier = found.files.flatMap((file) => file.earlier ?? []);
    return [...entries, ...earlier].map((entry) => path.join(root.real_path, entry.relative_path));
  });
  return (await Promise.all(logs)).flat();
}

interface Cut {
  /** Path in the home. */
  name: string;
  at: number;
}

/** A long case is cut at so many places, evenly spread; it grows through all of them in the test behind. */
const mostCuts = 30;

/** Behind every line break; and, for some lines, in the middle, before the line break, and in the middle of a character. */
async function cutsIn(source: Source, laid: LaidOut): Promise<Cut[]> {
  const all = (await growingFiles(source, laid)).flatMap((name) => {
    const bytes = fs.readFileSync(path.join(laid.home, name));
    const cuts = new Set<number>();
    let line = 0;
    for (let at = bytes.indexOf(10); at >= 0 && at < bytes.length - 1; at = bytes.indexOf(10, at + 1)) {
      cuts.add(at + 1);
      if (line % 4 === 1) cuts.add(at);
      if (line % 4 === 2) cuts.add(Math.min(bytes.length - 1, at + 40));
      line += 1;
    }
    const letter = bytes.findIndex((byte) => byte >= 0xc3);
    if (letter > 0) cuts.add(letter + 1);
    return [...cuts].filter((at) => at > 0 && at < bytes.length).map((at) => ({ name, at }));
  });
  const step = Math.ceil(all.length / mostCuts);
  return all.filter((_, n) => n % step === 0);
}

/** Logs are appended to; files that hold facts about them are written whole. */
async function growingFiles(source: Source, laid: LaidOut): Promise<string[]> {
  const logs = (await logsOf(source, laid)).filter((file) => file.endsWith('.jsonl'));
  return [...new Set(logs)].map((file) => path.relative(laid.home, file));
}

async function readInTwoParts(fixture: FixtureCase, name: string, at: number): Promise<LaidOut> {
  const laid = layOut(fixture);
  const bytes = fs.readFileSync(path.join(laid.home, name));
  setContent(laid, name, bytes.subarray(0, at));
  const home = openHome(laid);
  await home.scan();
  setContent(laid, name, bytes);
  await home.scan();
  await home.close();
  return laid;
}

/** Adds the first part of a line, then the rest with its line break, to one file after the other, and asks on the way. */
async function readGrowing(source: Source, fixture: FixtureCase): Promise<{ answers: Answers; laid: LaidOut }> {
  const laid = layOut(fixture);
  const growing = await growingFiles(source, laid);
  const whole = growing.map((name) => [name, fs.readFileSync(path.join(laid.home, name))] as const);
  for (const [name] of whole) setContent(laid, name, Buffer.alloc(0));
  const home = openHome(laid);
  await home.scan();
  for (const [name, bytes] of whole) await grow(home, source, { laid, name, bytes });
  const answers = await askEverything(home, source.id);
  await home.close();
  return { answers, laid };
}

async function grow(
  home: OpenHome,
  source: Source,
  { laid, name, bytes }: { laid: LaidOut; name: string; bytes: Buffer },
): Promise<void> {
  const askEvery = Math.ceil(bytes.filter((byte) => byte === 10).length / 10);
  for (let start = 0, line = 0; start < bytes.length; line++) {
    const feed = bytes.indexOf(10, start);
    const end = feed < 0 ? bytes.length : feed + 1;
    for (const at of [start + Math.floor((end - start) * 0.4), end]) {
      setContent(laid, name, bytes.subarray(0, at));
      await home.scan();
    }
    if (line % askEvery === 0) expect(brokenReferences(await askEverything(home, source.id))).toEqual([]);
    start = end;
  }
}

/** Appends what is missing, as an agent does, and leaves the time of the last change as the case wants it. */
function setContent({ home }: LaidOut, name: string, bytes: Buffer): void {
  const file = path.join(home, name);
  const { size, atime, mtime } = fs.statSync(file);
  if (bytes.length > size) fs.appendFileSync(file, bytes.subarray(size));
  else fs.truncateSync(file, bytes.length);
  fs.utimesSync(file, atime, mtime);
}
