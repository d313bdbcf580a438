import { redactorFor } from '../src/engine/hiding.ts';
import { guardedSource } from '../src/engine/guarded-source.ts';
import { openLog } from '../src/engine/reading/open-log.ts';
import { FileOutline } from '../src/engine/reading/outline.ts';
import { createSafeIds } from '../src/engine/safe-ids.ts';
import { spansOf } from '../src/engine/text/index-file.ts';
import { recordsAt, textsOf, wordsOfItem } from '../src/engine/text/message-texts.ts';
import { textFields } from '../src/engine/text/text-store.ts';
import { createFiles } from '../src/files/index.ts';
import { sources } from '../src/sources/index.ts';

/** The words of each field of a message. */
type Words = string[][];

/** The key under which a raw scan redacts: an index must be made under the same one to be compared. */
export const tag_key = '00'.repeat(32);
const hidden = { tag_key, own: {}, level: 'secrets' as const, extra_words: [] };

/** Which of the messages below a home are wanted; all unless told. */
interface Wanted {
  session?: (source: string, session_id: string) => boolean;
  message?: (nth: number, of: number) => boolean;
}

const all = (): boolean => true;

/** The messages of the logs below a home, read and redacted once more. */
async function* messagesBelow(home: string, { session = all, message: isWanted = all }: Wanted): AsyncGenerator<Words> {
  const ids = createSafeIds(tag_key);
  const files = createFiles();
  for (const source of sources.map((one) => guardedSource(one, ids)))
    for (const plan of source.roots({ home, env: {} }).paths) {
      const root = files.openRoot(plan);
      if ('status' in root) continue;
      for (const file of (await source.discover(root, files)).files) {
        if (!session(source.id, file.session_id)) continue;
        const opened = openLog(files, file);
        if (!opened.ok) continue;
        const redactor = redactorFor(hidden, ids);
        const outline = new FileOutline(file, source, redactor);
        outline.readFrom(opened.file);
        const read = recordsAt(opened.file, outline.reader);
        for (const [nth, message] of outline.messages.entries()) {
          if (!isWanted(nth, outline.messages.length)) continue;
          const wanted = new Set([...message.call_ids, ...message.orphan_ids]);
          const texts = textsOf(spansOf(outline, message).map(read).map(wordsOfItem), redactor, wanted);
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
    .replace(/(?<=\p{Script=Latin})\p{Mn}+/gu, '')
    .normalize('NFC')
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}\p{Co}_]+/gu) ?? [];
}

/** Messages of each log that questions are taken from. */
const mostOfLog = 12;

const isOneOfSome = (nth: number, of: number): boolean => nth % Math.ceil(of / mostOfLog) === 0;

/** Single words, phrases of two and parts of words, from all over the logs: frequent ones come up more often. */
export async function questionsFrom(home: string, count: number): Promise<string[]> {
  const some: string[][] = [];
  for await (const fields of messagesBelow(home, { message: isOneOfSome })) some.push(fields.flat());
  const found = new Set<string>();
  for (let n = 0; found.size < count && n < count * 50; n++) {
    const words = some[(n * 7919) % some.length]!;
    const place = (n * 104_729) % Math.max(1, words.length - 1);
    const [first = '', second = ''] = words.slice(place, place + 2);
    if (!/^[a-z][a-z_]{2,20}$/.test(first)) continue;
    const isPart = found.size % 5 === 4 && first.length > 7;
    const isPhrase = found.size % 3 === 2 && /^[a-z]{2,20}$/.test(second);
    found.add(isPart ? `*${first.slice(1, -1)}*` : isPhrase ? `"${first} ${second}"` : first);
  }
  return [...found];
}

export const isPart = (question: string): boolean => question.startsWith('*');

/**
 * How many messages the wanted sessions have, and how many hold each of the questions: compared word by word, without any
 * index.
 */
export async function countsBelow(
  home: string,
  questions: readonly string[],
  session: NonNullable<Wanted['session']>,
): Promise<{ messages: number; of: Map<string, number> }> {
  const of = new Map(questions.map((question) => [question, 0]));
  const heldIn = finderOf(questions);
  let messages = 0;
  for await (const fields of messagesBelow(home, { session })) {
    messages += 1;
    for (const question of heldIn(fields)) of.set(question, of.get(question)! + 1);
  }
  return { messages, of };
}

/** Finds which of the questions a message holds. */
function finderOf(questions: readonly string[]): (fields: Words) => Set<string> {
  const parts = questions.filter(isPart).map((question) => ({ question, part: question.slice(1, -1) }));
  const rows = questions
    .filter((question) => !isPart(question))
    .map((question) => {
      const [first = '', second] = question.replaceAll('"', '').split(' ');
      return { question, first, second };
    });
  const byFirst = Map.groupBy(rows, ({ first }) => first);
  return (fields) => {
    const held = new Set<string>();
    for (const words of fields) {
      words.forEach((word, n) => {
        for (const { question, second } of byFirst.get(word) ?? [])
          if (second === undefined || words[n + 1] === second) held.add(question);
      });
      const text = words.join(' ');
      for (const { question, part } of parts) if (text.includes(part)) held.add(question);
    }
    return held;
  };
}
