import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { corpusOf } from './corpus.ts';
import { type Figure, measureServing, megabytes } from './open-session.ts';
import { peerName, peerProgram } from './peer.ts';
import { measured, median, type Measure } from './process-cost.ts';
import { measureSearch, timeAt } from './search.ts';
import { tableOf } from './table.ts';

/**
 * Measures Rearview beside its peer and the bare floors, on the same files in the same run, each as a whole process; then how large
 * the index is, how long a search and the largest session take, and whether the search counts what a raw scan counts. One table.
 *
 *   npm run bench                      the 100 MB corpus, made once from a seed and kept in the temporary folder
 *   npm run bench -- --mb 1000         the 1 GB corpus, or 10 GB with 10000
 *   npm run bench -- --corpus FOLDER   a home folder that is there already
 *   npm run bench -- --runs 5          medians of so many rounds; 3 unless told
 *   npm run bench -- --peer PROGRAM    the peer's program; npm fetches it once unless it is named
 *   npm run bench -- --no-peer         without it: ratios are to the floor that parses
 *   npm run bench -- --questions 60    asked of the search, as the screen asks; 0 leaves out the raw scan, which takes longest
 *
 * Only logs of Claude Code are read where the peer is beside us; search and opening take all of the home. Machines are noisy: read
 * the ratios, not the seconds, and where others are at work those of processor time.
 */
const floorNames = { read: 'read the bytes', split: 'split the lines', parse: 'parse every line' };
const head = ['what', 'wall', 'ratio', 'cpu', 'ratio', 'peak memory', 'read', 'written', 'more'];
const options = optionsFrom(process.argv.slice(2));
const corpus = corpusOf(options);
const claude = path.join(corpus, '.claude', 'projects');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-bench-'));
const cli = path.resolve(import.meta.dirname, '../out/main/cli.js');
const floor = path.resolve(import.meta.dirname, 'floor.ts');
const node = process.execPath;
const peer = options.hasPeer ? peerProgram(options.peer) : null;
if (options.hasPeer && peer === null) console.error(`${peerName} could not be fetched: the table goes without it.`);

const folderOf = (round: number): string => path.join(scratch, `round-${round}`);

/** A command of ours; all commands of a round share a data folder, so that the first of them finds none. */
const ours = (name: string, args: string[]): Step => [
  name,
  (round) => measured([node, cli, ...args], { ...homeOf(corpus), REARVIEW_DATA_DIR: folderOf(round) }),
];

try {
  const rows = [...processRows(), ...indexRows()];
  rows.push(...(await measureServing(corpus)).map(figureRow));
  if (options.questions > 0) rows.push(...(await searchRows()));
  console.log(`Corpus ${corpus}, ${options.runs} rounds, medians; ratios to ${peer ? peerName : 'the parse floor'}.\n`);
  console.log(tableOf([head, ...rows]));
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}

type Step = [name: string, run: (round: number) => Measure];

function processRows(): string[][] {
  const steps = stepsFor();
  const results = new Map<string, Measure[]>(steps.map(([name]) => [name, []]));
  for (let round = 0; round < options.runs; round++)
    for (const [name, step] of steps) results.get(name)!.push(step(round));
  const base = results.get(peer ? `peer: ${peerName}` : `floor: ${floorNames.parse}`)!;
  return [...results].map(([name, runs]) => processRow(name, runs, base));
}

function stepsFor(): Step[] {
  const floors = (['read', 'split', 'parse'] as const).map((kind): Step => [
    `floor: ${floorNames[kind]}`,
    () => measured([node, floor, kind, claude], {}),
  ]);
  const steps: Step[] = [
    ...floors,
    ours('rearview: cold catalog', ['scan', '--catalog-only', '--json']),
    ours('rearview: list, unchanged tree', ['list', '--json']),
    ours('rearview: text index after it', ['scan', '--json']),
    ours('rearview: search a rare word', ['search', 'zebraquartz', '--json', '--no-scan']),
  ];
  if (peer)
    steps.push([
      `peer: ${peerName}`,
      () =>
        measured([peer, 'claude', 'monthly', '--json', '--offline'], {
          CLAUDE_CONFIG_DIR: path.join(corpus, '.claude'),
        }),
    ]);
  return steps;
}

/** Only the Claude part, which the peer is asked for too. */
function homeOf(home: string): Record<string, string> {
  return { HOME: home, CLAUDE_CONFIG_DIR: path.join(home, '.claude'), CODEX_HOME: path.join(home, 'no-such-folder') };
}

function processRow(name: string, runs: Measure[], base: Measure[]): string[] {
  const of = (key: keyof Measure, among = runs) => median(among.map((run) => run[key]));
  const ratio = (key: keyof Measure) => (of(key) / of(key, base)).toFixed(2);
  return [
    name,
    `${Math.round(of('wall_ms'))} ms`,
    ratio('wall_ms'),
    `${Math.round(of('cpu_ms'))} ms`,
    ratio('cpu_ms'),
    `${Math.round(of('peak_mb'))} MB`,
    megabytes(of('read_bytes')),
    megabytes(of('written_bytes')),
  ];
}

/** A row without what only whole processes have. */
function row(what: string, wall: string, more: string): string[] {
  return [what, wall, '', '', '', '', '', '', more];
}

/** What stands in the data folder after a round. */
function indexRows(): string[][] {
  const logs = bytesBelow(claude);
  return ['catalog', 'text'].map((name) => {
    const bytes = bytesBelow(folderOf(0), (file) => file.startsWith(name));
    return row(`index: ${name}`, '', `${megabytes(bytes)}, ${((100 * bytes) / logs).toFixed(1)} % of the logs`);
  });
}

function bytesBelow(folder: string, isWanted: (file: string) => boolean = () => true): number {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && isWanted(entry.name));
  return files.reduce((sum, entry) => sum + fs.statSync(path.join(entry.parentPath, entry.name)).size, 0);
}

function figureRow({ what, value }: Figure): string[] {
  return value.endsWith(' ms') ? row(what, value, '') : row(what, '', value);
}

async function searchRows(): Promise<string[][]> {
  const { messages, questions, differing, ...times } = await measureSearch(corpus, options.questions);
  for (const { question, search, raw } of differing)
    console.error(`${question}: the search counts ${search}, the raw scan ${raw}`);
  if (differing.length > 0) process.exitCode = 1;
  const equal = `${questions - differing.length} of ${questions}, over ${messages} messages`;
  return [
    timesRow('first hits of words and phrases', times.whole_ms),
    timesRow('first hits of parts of words', times.parts_ms),
    timesRow('the whole page of either', times.page_ms),
    row('search: counts equal to a raw scan of redacted text', '', equal),
  ];
}

function timesRow(what: string, sorted: readonly number[]): string[] {
  if (sorted.length === 0) return row(`search: ${what}`, '', 'none asked');
  const [half, most, longest] = [0.5, 0.95, 1].map((part) => `${timeAt(sorted, part).toFixed(1)} ms`);
  return row(`search: ${what}, p50`, half!, `p95 ${most}, longest ${longest}`);
}

interface Options {
  mb: number;
  runs: number;
  corpus: string | null;
  peer: string | null;
  hasPeer: boolean;
  questions: number;
}

function optionsFrom(args: string[]): Options {
  const value = (name: string) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? null) : null);
  return {
    mb: Number(value('--mb') ?? 100),
    runs: Number(value('--runs') ?? 3),
    corpus: value('--corpus'),
    peer: value('--peer'),
    hasPeer: !args.includes('--no-peer'),
    questions: Number(value('--questions') ?? 60),
  };
}
