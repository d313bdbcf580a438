import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { corpusOf } from './corpus.ts';
import { measured, median, type Measure } from './process-cost.ts';
import { tableOf } from './table.ts';

/**
 * Measures Rearview beside its peer and the bare floors, on the same files in the same run, each as a whole process.
 *
 *   npm run bench                      the 100 MB corpus
 *   npm run bench -- --mb 1000         the 1 GB corpus (made once, kept in the temporary folder)
 *   npm run bench -- --corpus FOLDER   a home folder that is there already
 *   npm run bench -- --runs 5 --peer   also the peer, fetched by npx from the registry
 *
 * Machines are noisy: read the ratios, not the seconds.
 */
const floorNames = { read: 'read the bytes', split: 'split the lines', parse: 'parse every line' };
const options = optionsFrom(process.argv.slice(2));
const corpus = corpusOf(options);
const claude = path.join(corpus, '.claude', 'projects');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-bench-'));
const cli = path.resolve(import.meta.dirname, '../out/main/cli.js');
const floor = path.resolve(import.meta.dirname, 'floor.ts');
const node = process.execPath;

/** A command of ours; all commands of a round share a data folder, so that the first of them finds none. */
const ours = (name: string, args: string[]): Step => [
  name,
  (round) =>
    measured([node, cli, ...args], { ...homeOf(corpus), REARVIEW_DATA_DIR: path.join(scratch, `round-${round}`) }),
];

try {
  const steps = stepsFor();
  const results = new Map<string, Measure[]>(steps.map(([name]) => [name, []]));
  for (let round = 0; round < options.runs; round++)
    for (const [name, step] of steps) results.get(name)!.push(step(round));
  const peer = results.get(options.peer ? 'peer: ccusage 20.0.24' : 'floor: parse every line')!;
  const base = median(peer.map((run) => run.wall_ms));
  console.log(
    `Corpus ${corpus}, ${options.runs} runs, medians; ratio to ${options.peer ? 'the peer' : 'the parse floor'}.\n`,
  );
  console.log(tableOf([...results].map(([name, runs]) => rowOf(name, runs, base))));
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}

type Step = [name: string, run: (round: number) => Measure];

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
  if (options.peer)
    steps.push([
      'peer: ccusage 20.0.24',
      () =>
        measured([options.peer!, 'claude', 'monthly', '--json', '--offline'], {
          CLAUDE_CONFIG_DIR: path.join(corpus, '.claude'),
        }),
    ]);
  return steps;
}

/** Only the Claude part, which the peer is asked for too. */
function homeOf(home: string): Record<string, string> {
  return { HOME: home, CLAUDE_CONFIG_DIR: path.join(home, '.claude'), CODEX_HOME: path.join(home, 'no-such-folder') };
}

function rowOf(name: string, runs: Measure[], base: number): string[] {
  const of = (key: keyof Measure) => median(runs.map((run) => run[key]));
  return [
    name,
    `${Math.round(of('wall_ms'))} ms`,
    `${Math.round(of('cpu_ms'))} ms`,
    `${Math.round(of('peak_mb'))} MB`,
    (of('wall_ms') / base).toFixed(2),
  ];
}

function optionsFrom(args: string[]): { mb: number; runs: number; corpus: string | null; peer: string | null } {
  const value = (name: string) => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? null) : null);
  const peer = args.includes('--peer') ? (value('--peer')?.startsWith('/') ? value('--peer') : 'ccusage') : null;
  return { mb: Number(value('--mb') ?? 100), runs: Number(value('--runs') ?? 3), corpus: value('--corpus'), peer };
}
