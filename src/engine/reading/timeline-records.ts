import type { OpenFile } from '../../files/files.ts';
import type { ToolKind } from '../../contract/message.ts';
import { redact, type Redactor } from '../../redaction/unredacted.ts';
import { jsonFromValue } from '../../sources/shape.ts';
import type { DraftBlock, DraftResult, LineItem } from '../../sources/source.ts';
import { recordsAt } from '../text/message-texts.ts';
import { toolNameFrom } from './call-words.ts';
import { oneLine } from './file-part.ts';
import type { FileOutline, OutlineMessage, Place } from './outline.ts';
import { safeSubject } from './subject.ts';

/** Words of an item are cut here, in UTF-16 units; what sends them may cut further. */
export const mostSubjectChars = 80;

interface BlockGist {
  /** Size of its text, in UTF-16 units. */
  chars: number;
  /** What it is about, or is called, in one line. */
  words: string | null;
}

/** What a timeline needs of one block: sizes and a few words, redacted. */
export type Gist = BlockGist &
  (
    | { type: 'text'; is_injected: boolean; label: string | null }
    | { type: 'thinking'; is_recorded: boolean }
    | { type: 'tool_call'; call_id: string; name: string; kind: ToolKind }
    | { type: 'image' }
    | { type: 'compaction'; duration_ms: number | null }
    | { type: 'notice'; label: string; level: 'info' | 'warning' | 'error'; duration_ms: number | null }
    | { type: 'problem' }
  );

/** The same of one result. */
export interface ResultGist {
  call_id: string;
  chars: number;
  /** Of text that the program put into it. */
  injected_chars: number;
  image_count: number;
  outcome: DraftResult['outcome'];
  denied_by: string | null;
  duration_ms: number | null;
  duration_basis: DraftResult['duration_basis'];
}

export interface RecordGist {
  blocks: Gist[];
  results: ResultGist[];
}

const nothing: RecordGist = { blocks: [], results: [] };

/** Gists of the records of a file by where their lines begin; kept for as long as the outline is. */
const known = new WeakMap<FileOutline, Map<number, RecordGist[]>>();

/**
 * What the records of a thread hold, read in one pass in file order. A file that has grown is read from where it ended:
 * records that were read before are not read again.
 */
export function gistsOf(
  outline: FileOutline,
  thread: readonly OutlineMessage[],
  { file, redactor }: { file: OpenFile; redactor: Redactor },
): (place: Place) => RecordGist {
  const gists = known.get(outline) ?? new Map<number, RecordGist[]>();
  known.set(outline, gists);
  const read = recordsAt(file, outline.reader);
  for (const { place, is_prompt } of placesOf(outline, thread)) {
    const line = gists.get(place.offset) ?? [];
    gists.set(place.offset, line);
    line[place.record] ??= gistOf(read(place), redactor, is_prompt);
  }
  return ({ offset, record }) => gists.get(offset)?.[record] ?? nothing;
}

interface Wanted {
  place: Place;
  /** Its own words name a turn. */
  is_prompt: boolean;
}

function placesOf(outline: FileOutline, thread: readonly OutlineMessage[]): Wanted[] {
  const places: Wanted[] = [];
  for (const { parts, call_ids, is_prompt } of thread) {
    for (const place of parts) places.push({ place, is_prompt });
    for (const id of call_ids) {
      const result = outline.results.get(id);
      if (result) for (const place of [result, ...result.more]) places.push({ place, is_prompt: false });
    }
  }
  return places.toSorted(({ place: one }, { place: other }) => one.offset - other.offset || one.record - other.record);
}

function gistOf(item: LineItem | null, redactor: Redactor, is_prompt: boolean): RecordGist {
  const content = item?.message?.content;
  if (!content) return nothing;
  const blocks = redact(content.blocks, briefly(redactor, shortText));
  const isBlank = blocks.some((block) => block.type !== 'notice' && isBlanked(wordsOf(block, is_prompt)));
  const worded = isBlank ? redact(content.blocks, briefly(redactor, longWords)) : blocks;
  return {
    blocks: worded.map((block) => blockGist(block, redactor, is_prompt)),
    results: redact(content.results, briefly(redactor, shortText)).map((result) => ({
      ...resultGist(result),
      image_count: content.images.filter(({ call_id }) => call_id === result.call_id).length,
    })),
  };
}

/** Longer texts are measured and not looked at, which is most of the work saved. */
const shortText = 300;
/** Unless an item is named by them, as by a command; then up to this. */
const longWords = 8_192;

/** A redactor that lets nothing of a long text out but its length; ids, by which calls and results find each other, stay. */
export function briefly(redactor: Redactor, most: number): Redactor {
  const isBrief = (raw: string): boolean => raw.length <= most;
  return {
    text: (raw) => (isBrief(raw) ? redactor.text(raw) : blank.repeat(raw.length)),
    named(name, raw) {
      if (!isBrief(raw) && name !== 'call_id') return blank.repeat(raw.length);
      return redactor.named ? redactor.named(name, raw) : redactor.text(raw);
    },
    isOurs: redactor.isOurs,
  };
}

const blank = ' ';
const isBlanked = (words: string | null): boolean =>
  words !== null && words.length > shortText && words.startsWith(blank) && words.trim() === '';

/** The text whose beginning names the item; null when nothing does. */
function wordsOf(block: DraftBlock, is_prompt: boolean): string | null {
  if (block.type === 'tool_call') return safeSubject(block);
  if (block.type === 'notice') return block.text;
  return block.type === 'text' && is_prompt && !block.is_injected ? block.text : null;
}

function blockGist(block: DraftBlock, redactor: Redactor, is_prompt: boolean): Gist {
  const words = inOneLine(wordsOf(block, is_prompt));
  switch (block.type) {
    case 'tool_call':
      return {
        type: 'tool_call',
        call_id: block.call_id,
        name: oneLine(toolNameFrom(block.name, redactor), mostSubjectChars),
        kind: block.kind,
        chars: jsonFromValue(block.input).length,
        words,
      };
    case 'text': {
      const { is_injected, label, text } = block;
      return { type: 'text', is_injected, label: label && oneLine(label, mostSubjectChars), chars: text.length, words };
    }
    case 'notice': {
      const { label, level, duration_ms, text } = block;
      const own = { label: oneLine(label, mostSubjectChars), level, duration_ms };
      return { type: 'notice', ...own, chars: text.length, words };
    }
    case 'thinking':
      return { type: 'thinking', is_recorded: block.is_recorded, chars: block.text.length, words };
    case 'compaction':
      return { type: 'compaction', duration_ms: block.duration_ms, chars: 0, words };
    case 'problem':
      return { type: 'problem', chars: 0, words: oneLine(block.reason, mostSubjectChars) };
    case 'image':
      return { type: 'image', chars: 0, words };
  }
}

const inOneLine = (text: string | null): string | null =>
  text === null || text.trim() === '' ? null : oneLine(text, mostSubjectChars);

const resultGist = (result: DraftResult): Omit<ResultGist, 'image_count'> => ({
  call_id: result.call_id,
  chars: result.text.length,
  injected_chars: result.injected.reduce((sum, { text }) => sum + text.length, 0),
  outcome: result.outcome,
  denied_by: result.denied_by,
  duration_ms: result.duration_ms,
  duration_basis: result.duration_basis,
});
