import type { OpenFile } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { SessionFile, Source } from '../../sources/source.ts';
import type { Place } from '../reading/outline.ts';
import { firstPlace, snippetAt } from './snippet.ts';
import { recordsAt, textsOf } from './message-texts.ts';
import { type MessageTexts, textFields } from './text-store.ts';

/** Read what messages of a file say around the words that were looked for. */
export interface SnippetJob {
  kind: 'snippets';
  source: string;
  file: SessionFile;
  /** Where each message's records stand. */
  messages: Place[][];
  words: string[];
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
  return job.messages.map((places) => {
    const items = places.map(read);
    const texts = textsOf(items, redactor, null);
    const found = foundIn(texts, job.words);
    if (!found) return null;
    const id = items.find((item) => item?.record_id)?.record_id ?? '';
    const { field, place } = found;
    return { message_id: redactor.text(id), field, snippet: snippetAt(texts[field], place, job.words) };
  });
}

/** The first field with one of the words in it; without any the first one that says something. */
function foundIn(texts: MessageTexts, words: string[]): { field: keyof MessageTexts; place: number } | null {
  for (const field of textFields) {
    const place = firstPlace(texts[field], words);
    if (place !== null) return { field, place };
  }
  const field = textFields.find((name) => texts[name] !== '');
  return field ? { field, place: 0 } : null;
}
