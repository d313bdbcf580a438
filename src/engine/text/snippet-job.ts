import type { OpenFile } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { SessionFile, Source } from '../../sources/source.ts';
import type { Place } from '../reading/outline.ts';
import type { SearchWord } from './query.ts';
import { WordFinder } from './snippet.ts';
import { recordsAt, textsOf, wordsOfItem } from './message-texts.ts';
import { type MessageTexts, textFields } from './text-store.ts';

/** Read what messages of a file say around the words that were looked for. */
export interface SnippetJob {
  kind: 'snippets';
  source: string;
  file: SessionFile;
  /** Where each message's records stand. */
  messages: Place[][];
  /** What was looked for; any of it is worth a snippet. */
  words: SearchWord[];
}

export interface Snippet {
  message_id: string;
  field: keyof MessageTexts;
  snippet: string;
}

/** A snippet for each message; null for one that is no longer there as it was indexed. */
export function readSnippets(
  job: SnippetJob,
  file: OpenFile,
  { source, redactor }: { source: Source; redactor: Redactor },
): (Snippet | null)[] {
  // Hits lie far apart.
  const read = recordsAt(file, source.reader(job.file, null), 0);
  const finder = new WordFinder(job.words);
  const saidAt = (places: Place[]): Said => {
    const items = places.map(read);
    return {
      message_id: redactor.text(items.find((item) => item?.record_id)?.record_id ?? ''),
      texts: textsOf(items.map(wordsOfItem), redactor, null),
    };
  };
  return job.messages.map((places) => {
    const needed = placesToLastWord(places, job.words, file);
    const said = saidAt(needed);
    const found = wordIn(said.texts, finder);
    if (found || needed.length === places.length) return snippetOf(said, found, finder);
    const all = saidAt(places);
    return snippetOf(all, wordIn(all.texts, finder), finder);
  });
}

/** What records of a message say, redacted. */
interface Said {
  message_id: string;
  texts: MessageTexts;
}

interface Found {
  field: keyof MessageTexts;
  place: number;
}

/** The first field with one of the words in it. */
function wordIn(texts: MessageTexts, finder: WordFinder): Found | null {
  for (const field of textFields) {
    const place = finder.first(texts[field]);
    if (place !== null) return { field, place: place.start };
  }
  return null;
}

/** Around the word that was found; where none was, from the start of the first field that says something. */
function snippetOf({ message_id, texts }: Said, found: Found | null, finder: WordFinder): Snippet | null {
  const field = found?.field ?? textFields.find((name) => texts[name] !== '');
  if (field === undefined) return null;
  return { message_id, field, snippet: finder.snippetAt(texts[field], found?.place ?? 0) };
}

/**
 * The places up to the last one whose bytes hold one of the words; all of them when none does, or when a word may be
 * written in other ways in a log. What stands behind has no part in the snippet, and it is most of a message that calls
 * several tools. What stands before is redacted too: it may tell what is secret in the text that is shown.
 */
function placesToLastWord(places: Place[], looked: readonly SearchWord[], file: OpenFile): Place[] {
  const words = looked.map(({ text }) => text.toLowerCase());
  if (!words.every((word) => writtenAsItIs.test(word))) return places;
  const last = places.findLastIndex(({ offset, length }) => {
    const bytes = Buffer.allocUnsafe(length);
    const line = bytes.toString('latin1', 0, file.read(bytes, offset)).toLowerCase();
    return words.some((word) => line.includes(word));
  });
  return last < 0 ? places : places.slice(0, last + 1);
}

/** In JSON too, and by whoever writes it. */
const writtenAsItIs = /^[\w .,:;=@#-]+$/;
