import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { redactorFor } from '../src/engine/hiding.ts';
import { guardedSource } from '../src/engine/guarded-source.ts';
import { openLog } from '../src/engine/reading/open-log.ts';
import { FileOutline } from '../src/engine/reading/outline.ts';
import { createSafeIds } from '../src/engine/safe-ids.ts';
import { type RunningEngine, startEngine } from '../src/engine/start-worker.ts';
import { spansOf } from '../src/engine/text/index-file.ts';
import { recordsAt, textsOf } from '../src/engine/text/message-texts.ts';
import { textFields } from '../src/engine/text/text-store.ts';
import { createFiles } from '../src/files/index.ts';
import { sources } from '../src/sources/index.ts';

/**
 * Asks the search for words, phrases and parts of words of a corpus, times the answers, and holds the counts against a raw scan: every
 * message of every log read and redacted once more, cut into words here and compared one by one.
 *
 *   npm run build && npm exec -c 'node bench/search.ts FOLDER [QUESTIONS]'   FOLDER is a home with logs in it
 */
const [, , home = '', asked = '60'] = process.argv;
/** As the screen asks. */
const pageOfScreen = { limit: 30, per_session: 3, order: 'best' } as const;
const everyHit = { limit: 200, per_session: 1_000_000, order: 'newest' } as const;
const hidden = { tag_key: '00'.repeat(32), own: {}, level: 'secrets' as const, extra_words: [] };
const data_dir = fs.mkdtempSync(path.join(os.tmpdir(), 'rearview-searching-'));
fs.writeFileSync(path.join(data_dir, 'redaction.key'), hidden.tag_key, { mode: 0o600 });
const module = (name: string): URL => pathToFileURL(path.resolve(import.meta.dirname, `../out/main/${name}.js`));
const engine = startEngine({
  engine_url: module('engine'),
  reader_url: module('reader'),
  environment: {},
  home,
  data_dir,
});
try {
  await engine.api.scan({ with_text: true });
  const messages: Words[] = [];
  for await (const message of messagesBelow(home)) messages.push(message);
  const questions = questionsFrom(messages, Number(asked));
  const answers: { question: string; total: number; ms: number }[] = [];
  for (const question of questions) answers.push({ question, ...(await ask(engine, question)) });
  const wrong: string[] = [];
  for (const { question, total } of answers) {
    const counted = countOf(messages, question);
    if (total === counted || total === counted + (await titlesAmong(engine, question, total))) continue;
    wrong.push(question);
    console.log(`${question}: the search counts ${total}, the raw scan ${counted}`);
  }
  console.log(`${messages.length} messages, ${questions.length} questions: ${wrong.length} counts differ.`);
  const [parts, whole] = [true, false].map((isPart) =>
    answers.filter(({ question }) => question.startsWith('*') === isPart).map(({ ms }) => ms),
  );
  console.log(`Whole words and phrases, with the first hits: ${spread(whole!)}.`);
  console.log(`Parts of words, with the first hits: ${spread(parts!)}.`);
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  await engine.stop();
  fs.rmSync(data_dir, { recursive: true, force: true });
}

function spread(given: number[]): string {
  const times = given.toSorted((a, b) => a - b);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(part * times.length))]!.toFixed(1);
  return times.length === 0 ? 'none asked' : `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`;
}

/** The words of each field of a message. */
type Words = string[][];

async function* messagesBelow(folder: string): AsyncGenerator<Words> {
  const ids = createSafeIds(hidden.tag_key);
  const files = createFiles();
  for (const source of sources.map((one) => guardedSource(one, ids)))
    for (const plan of source.roots({ home: folder, env: {} }).paths) {
      const root = files.openRoot(plan);
      if ('status' in root) continue;
      for (const file of (await source.discover(root, files)).files) {
        const opened = openLog(files, file);
        if (!opened.ok) continue;
        const redactor = redactorFor(hidden, ids);
        const outline = new FileOutline(file, source, redactor);
        outline.readFrom(opened.file);
        const read = recordsAt(opened.file, outline.reader);
        for (const message of outline.messages) {
          const wanted = new Set([...message.call_ids, ...message.orphan_ids]);
          const texts = textsOf(spansOf(outline, message).map(read), redactor, wanted);
          yield textFields.map((field) => wordsIn(texts[field]));
        }
        opened.file.close();
      }
    }
}

/** Letters, digits and `_` in a row, in small letters and without accents, as a search takes them. */
function wordsIn(text: string): string[] {
  const plain = text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}\p{Co}_]+/gu) ?? [];
}

/** Single words, phrases of two and parts of words, from all over the corpus: frequent ones come up more often. */
function questionsFrom(messages: Words[], count: number): string[] {
  const found = new Set<string>();
  for (let n = 0; found.size < count && n < count * 50; n++) {
    const words = messages[Math.floor((n * 7919 * messages.length) / (count * 50)) % messages.length]!.flat();
    const place = (n * 104_729) % Math.max(1, words.length - 1);
    const [first = '', second = ''] = words.slice(place, place + 2);
    if (!/^[a-z][a-z_]{2,20}$/.test(first)) continue;
    const isPart = found.size % 5 === 4 && first.length > 7;
    const isPhrase = found.size % 3 === 2 && /^[a-z]{2,20}$/.test(second);
    found.add(isPart ? `*${first.slice(1, -1)}*` : isPhrase ? `"${first} ${second}"` : first);
  }
  return [...found];
}

function countOf(messages: Words[], question: string): number {
  if (question.startsWith('*'))
    return messages.filter((fields) =>
      fields.some((words) => words.some((word) => word.includes(question.slice(1, -1)))),
    ).length;
  const [first = '', second] = question.replaceAll('"', '').split(' ');
  const holds = (words: string[]) =>
    second === undefined ? words.includes(first) : words.some((word, n) => word === first && words[n + 1] === second);
  return messages.filter((fields) => fields.some(holds)).length;
}

/** Sessions are found by their titles too, which are no messages. */
async function titlesAmong({ api }: RunningEngine, q: string, total: number): Promise<number> {
  let count = 0;
  for (let offset = 0; offset < total; offset += 200) {
    const answer = await api.search({ q, source: 'all', ...everyHit, offset });
    if (answer.ok) count += answer.value.hits.filter(({ field }) => field === 'title').length;
  }
  return count;
}

async function ask({ api }: RunningEngine, q: string): Promise<{ total: number; ms: number }> {
  const began = performance.now();
  const answer = await api.search({ q, source: 'all', ...pageOfScreen, offset: 0 });
  const ms = performance.now() - began;
  if (!answer.ok) throw new Error(`${q}: ${answer.error.message}`);
  return { total: answer.value.total, ms };
}
