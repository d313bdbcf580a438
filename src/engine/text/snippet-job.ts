import type { OpenFile } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { SessionFile, Source } from '../../sources/source.ts';
import type { Place } from '../reading/outline.ts';
import { snippetOf } from './snippet.ts';
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
    const field =
      textFields.find((name) => holdsAny(texts[name], job.words)) ?? textFields.find((name) => texts[name] !== '');
    if (!field) return null;
    const id = items.find((item) => item?.record_id)?.record_id ?? '';
    return { message_id: redactor.text(id), field, snippet: snippetOf(texts[field], job.words) };
  });
}

function holdsAny(text: string, words: string[]): boolean {
  const lower = text.toLowerCase();
  return words.some((word) => lower.includes(word));
}
