import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type RunningEngine, startEngine } from '../src/engine/start-worker.ts';
import { countsBelow, isPart, questionsFrom, tag_key } from './raw-scan.ts';

/**
 * Asks the search for words, phrases and parts of words of a corpus, times the answers, and holds the counts against a raw scan: every
 * message of every log read and redacted once more, cut into words here and compared one by one.
 *
 *   npm run build && npm exec -c 'node bench/search.ts FOLDER [QUESTIONS]'   FOLDER is a home with logs in it; 60 unless told
 */
export interface SearchFigures {
  messages: number;
  questions: number;
  /** Questions that the search and the raw scan count differently, each with both counts. */
  differing: { question: string; search: number; raw: number }[];
  /** Milliseconds until the first hits are there, in order, for whole words and phrases and for parts of words. */
  whole_ms: number[];
  parts_ms: number[];
  /** Milliseconds until the whole page is there. */
  page_ms: number[];
}

/* As the screen asks: what fits a window first, and the rest of its page once that is there. */
const asScreen = { source: 'all', per_session: 3, order: 'best' } as const;
const [firstHits, pageSize] = [12, 30];
const everyHit = { source: 'all', limit: 200, per_session: 1_000_000, order: 'newest' } as const;

export async function measureSearch(home: string, asked = 60): Promise<SearchFigures> {
  const questions = await questionsFrom(home, asked);
  const data_dir = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-searching-'));
  fs.writeFileSync(path.join(data_dir, 'redaction.key'), tag_key, { mode: 0o600 });
  const [engine_url, reader_url] = ['engine', 'reader'].map((name) =>
    pathToFileURL(path.resolve(import.meta.dirname, `../out/main/${name}.js`)),
  ) as [URL, URL];
  const engine = startEngine({ engine_url, reader_url, environment: {}, home, data_dir });
  try {
    await engine.api.scan({ with_text: true });
    const answers: Answer[] = [];
    for (const question of questions) answers.push(await ask(engine, question));
    const listed = await sessionsOf(engine);
    const { messages, of } = await countsBelow(home, questions, (source, id) => listed.has(`${source}\n${id}`));
    const times = (wanted: Answer[]): number[] => wanted.map(({ first_ms }) => first_ms).toSorted((a, b) => a - b);
    return {
      messages,
      questions: questions.length,
      differing: await differencesIn(engine, answers, of),
      whole_ms: times(answers.filter(({ question }) => !isPart(question))),
      parts_ms: times(answers.filter(({ question }) => isPart(question))),
      page_ms: answers.map(({ page_ms }) => page_ms).toSorted((a, b) => a - b),
    };
  } finally {
    await engine.stop();
    fs.rmSync(data_dir, { recursive: true, force: true });
  }
}

/** A log without a prompt or an answer makes no session, and its notices are not looked for. */
async function sessionsOf({ api }: RunningEngine): Promise<Set<string>> {
  const listed = new Set<string>();
  for (let offset: number | null = 0; offset !== null;) {
    const answer: Awaited<ReturnType<typeof api.sessions>> = await api.sessions({ source: 'all', limit: 1000, offset });
    if (!answer.ok) throw new Error(answer.error.message);
    for (const { source, session_id } of answer.value.sessions) listed.add(`${source}\n${session_id}`);
    offset = answer.value.next_offset;
  }
  return listed;
}

interface Answer {
  question: string;
  total: number;
  first_ms: number;
  page_ms: number;
}

async function ask({ api }: RunningEngine, question: string): Promise<Answer> {
  const began = performance.now();
  const first = await api.search({ q: question, ...asScreen, limit: firstHits });
  const first_ms = performance.now() - began;
  if (!first.ok) throw new Error(`${question}: ${first.error.message}`);
  if (first.value.next_offset !== null) {
    const rest = await api.search({ q: question, ...asScreen, offset: firstHits, limit: pageSize - firstHits });
    if (!rest.ok) throw new Error(`${question}: ${rest.error.message}`);
  }
  return { question, total: first.value.total, first_ms, page_ms: performance.now() - began };
}

async function differencesIn(
  engine: RunningEngine,
  answers: readonly Answer[],
  counted: ReadonlyMap<string, number>,
): Promise<SearchFigures['differing']> {
  const differing: SearchFigures['differing'] = [];
  for (const { question, total } of answers) {
    const raw = counted.get(question)!;
    if (total === raw || total === raw + (await titlesAmong(engine, question, total))) continue;
    differing.push({ question, search: total, raw });
  }
  return differing;
}

/** Sessions are found by their titles too, which are no messages. */
async function titlesAmong({ api }: RunningEngine, q: string, total: number): Promise<number> {
  let count = 0;
  for (let offset = 0; offset < total; offset += 200) {
    const answer = await api.search({ q, ...everyHit, offset });
    if (answer.ok) count += answer.value.hits.filter(({ field }) => field === 'title').length;
  }
  return count;
}

/** A place among sorted times, such as 0.95. */
export const timeAt = (sorted: readonly number[], part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;

const spread = (sorted: readonly number[]): string =>
  `p50 ${timeAt(sorted, 0.5).toFixed(1)} ms, p95 ${timeAt(sorted, 0.95).toFixed(1)} ms, longest ${timeAt(sorted, 1).toFixed(1)} ms`;

if (import.meta.main) {
  const [home, asked = '60'] = process.argv.slice(2);
  if (home === undefined) throw new Error('Name a home folder with logs in it.');
  const { messages, questions, differing, whole_ms, parts_ms, page_ms } = await measureSearch(home, Number(asked));
  for (const { question, search, raw } of differing)
    console.log(`${question}: the search counts ${search}, the raw scan ${raw}`);
  console.log(`${messages} messages, ${questions} questions: ${differing.length} counts differ.`);
  console.log(`First hits of whole words and phrases: ${spread(whole_ms)}.`);
  console.log(`First hits of parts of words: ${spread(parts_ms)}.`);
  console.log(`The whole page of either: ${spread(page_ms)}.`);
  if (differing.length > 0) process.exitCode = 1;
}
