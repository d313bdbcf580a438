import path from 'node:path';
import { corpusOf } from './corpus.ts';
import { catalogCost } from './redaction/catalog-cost.ts';
import { falseHits } from './redaction/false-hits.ts';
import { hostileInputs } from './redaction/hostile-inputs.ts';
import { textsOf } from './redaction/texts.ts';
import { createRedactor } from '../src/redaction/index.ts';

/**
 * Measures the redactor on one thread, in this process.
 *
 *   node bench/redaction.ts                        all four parts
 *   node bench/redaction.ts speed                  MB/s over the text of a 100 MB corpus; --mb N, --corpus FOLDER
 *   node bench/redaction.ts hostile [--all]        seconds per MiB of texts made to keep it busy; --all lists each
 *   node bench/redaction.ts catalog                the catalog pass with redaction and without; --corpus FOLDER
 *   node bench/redaction.ts false [--mb N] [--show]  hits per MB of library sources, and the worst rules
 *
 * Goals: 50 MB/s warm, no hostile text above 0.5 s per MiB, 5 hits per MB, a catalog pass
 * of at most 1.3 times. A slow machine at work on other things
 * shows less; run it alone, and read the speed beside the one of `JSON.parse` that is printed with it.
 */
const args = process.argv.slice(2);
/** What takes long is measured twice: the first time a shape of text is met, some of it is the compiler's, once for all. */
const again_from = 0.25;
const parts = ['speed', 'hostile', 'catalog', 'false'].filter((part) => args.includes(part));
const value = (name: string): string | null => (args.includes(name) ? (args[args.indexOf(name) + 1] ?? null) : null);
const redactor = () => createRedactor({ tag: () => '000000', budget_ms: 60_000 });

if (parts.length === 0 || parts.includes('speed')) measureSpeed();
if (parts.length === 0 || parts.includes('hostile')) measureHostile();
if (parts.length === 0 || parts.includes('catalog')) await measureCatalog();
if (parts.length === 0 || parts.includes('false')) measureFalseHits();

/** The text of a corpus, session by session, five rounds: the first is cold, the best of the others is warm. */
function measureSpeed(): void {
  const corpus = corpusOf({ mb: Number(value('--mb') ?? 100), corpus: value('--corpus') });
  const { sessions, characters, parse_ms } = textsOf(path.join(corpus, '.claude'));
  const rounds = [1, 2, 3, 4, 5].map(() => milliseconds(() => sessions.forEach(redactAll)));
  const speed = (ms: number): string => (characters / 1e3 / ms).toFixed(1);
  console.log(`Text: ${(characters / 1e6).toFixed(1)} million characters in ${sessions.length} sessions of ${corpus}`);
  console.log(`JSON.parse of the same files: ${speed(parse_ms)} MB/s`);
  console.log(`Redaction: ${speed(rounds[0] ?? 0)} MB/s cold, ${speed(Math.min(...rounds.slice(1)))} MB/s warm`);
}

function redactAll(texts: readonly string[]): void {
  const { text } = redactor();
  for (const each of texts) text(each);
}

function measureHostile(): void {
  redactor().text('password=');
  const measured = hostileInputs().map(({ name, text }) => {
    const measure = (): number => processorMilliseconds(() => redactor().text(text)) / 1000 / (text.length / (1 << 20));
    const first = measure();
    return { name, first, seconds_per_mib: first > again_from ? Math.min(first, measure()) : first };
  });
  const worst = measured.toSorted((a, b) => b.seconds_per_mib - a.seconds_per_mib);
  console.log(
    `\nHostile texts: ${measured.length}; seconds of processor time per MiB, the worst first; behind it the first of two runs`,
  );
  for (const each of worst.slice(0, args.includes('--all') ? measured.length : 12))
    console.log(`${each.seconds_per_mib.toFixed(3)}  ${each.first.toFixed(3)}  ${JSON.stringify(each.name)}`);
}

async function measureCatalog(): Promise<void> {
  const corpus = corpusOf({ mb: Number(value('--mb') ?? 100), corpus: value('--corpus') });
  const { with_ms, without_ms, bytes } = await catalogCost(corpus);
  console.log(`\nCatalog pass over ${(bytes / 1e6).toFixed(1)} MB, one thread, processor time, best of three`);
  console.log(
    `${with_ms.toFixed(0)} ms with redaction, ${without_ms.toFixed(0)} ms without: ${(with_ms / without_ms).toFixed(2)}`,
  );
}

function measureFalseHits(): void {
  const folder = path.resolve(import.meta.dirname, '../node_modules');
  const found = falseHits(folder, Number(value('--mb') ?? 60) * 1e6, redactor);
  console.log(
    `\nLibrary sources: ${found.own.megabytes.toFixed(1)} MB as written, ${found.built.megabytes.toFixed(1)} MB built or minified`,
  );
  for (const kind of ['own', 'built'] as const)
    console.log(
      `${kind}: ${found[kind].hits} hits, ${(found[kind].hits / Math.max(found[kind].megabytes, 0.1)).toFixed(2)} per MB`,
    );
  for (const [rule, count] of [...found.rules].toSorted((a, b) => b[1] - a[1]).slice(0, 12))
    console.log(`${String(count).padStart(6)}  ${rule}`);
  if (args.includes('--show')) for (const line of found.samples) console.log(line);
}

/** Of all threads, so at least what the clock shows on a machine that does nothing else. */
function processorMilliseconds(work: () => void): number {
  const started = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function milliseconds(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
