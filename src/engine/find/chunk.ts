import type { FoundIn, FoundPlace } from '../../contract/find.ts';
import type { Message } from '../../contract/message.ts';
import { isLetter } from '../text/words.ts';
import { fieldsOf, type MessageField } from './message-fields.ts';
import { isInsideEscape, needlesFor, type Searchable, searchable, wholeOffset } from './searchable.ts';

/** Some messages in a row, ready to be looked through. */
export interface Chunk {
  /** Behind the last message of the chunk, counted in the file. */
  end: number;
  text: string;
  /** In the order in which they stand in `text`. */
  fields: ChunkField[];
  /** Why texts of these messages are not among them. */
  left_out: string[];
}

interface ChunkField {
  agent_id: string | null;
  /** Place of the message in its thread. */
  index: number;
  block_id: string;
  field: FoundIn;
  part: number;
  format: MessageField['format'];
  start: number;
  shifts: Searchable['shifts'];
}

/* Stands between fields, so that no match reaches from one into the next. */
const border = '\u0000';
/* A chunk ends behind the message that makes it this long, in UTF-16 units. */
const chunkLength = 1_000_000;

/** Where the messages of a chunk, and what lies in files beside them, come from. */
export interface ChunkSource {
  /** The message at a place of the file; null behind the last one. */
  message(place: number): Message | null;
  /** An output that was moved to a file of its own, or why it cannot be read. */
  moved(block_id: string): { text: string } | { reason: string };
}

/** Makes a chunk of the messages from a place on: until there is enough for one, or no more. */
export function chunkOf(from: number, source: ChunkSource): Chunk {
  const texts: string[] = [];
  const fields: ChunkField[] = [];
  const left_out: string[] = [];
  let start = 0;
  let end = from;
  while (start < chunkLength) {
    const message = source.message(end);
    if (!message) break;
    end++;
    const { agent_id, index } = message;
    for (const { text, ...field } of [...fieldsOf(message), ...movedFields(message, source, left_out)]) {
      const seen = searchable({ text, format: field.format });
      fields.push({ ...field, agent_id, index, start, shifts: seen.shifts });
      texts.push(seen.text, border);
      start += seen.text.length + 1;
    }
  }
  return { end, text: texts.join(''), fields, left_out };
}

function movedFields({ blocks }: Message, source: ChunkSource, left_out: string[]): MessageField[] {
  return blocks.flatMap((block): MessageField[] => {
    if (block.type !== 'tool_result' || !block.moved_output) return [];
    const { block_id } = block.moved_output;
    const moved = source.moved(block_id);
    if ('text' in moved) return [{ block_id, field: 'text', part: 0, text: moved.text, format: 'plain' }];
    left_out.push(moved.reason);
    return [];
  });
}

/** Calls `found` for each match in a chunk, in order. Matches do not overlap. */
export function findIn(
  chunk: Chunk,
  q: string,
  found: (place: () => FoundPlace, agent_id: string | null) => void,
): void {
  const matches = matchesIn(chunk, q);
  for (const match of matches) found(() => placeOf(chunk.text, match), match.field.agent_id);
}

interface Match {
  field: ChunkField;
  at: number;
  length: number;
}

/** Formats whose needles agree are looked through in one go. */
function matchesIn(chunk: Chunk, q: string): Match[] {
  const byNeedle = new Map<string, Set<MessageField['format']>>();
  for (const [format, needle] of Object.entries(needlesFor(q.replaceAll(border, ''))))
    if (needle !== '') byNeedle.set(needle, (byNeedle.get(needle) ?? new Set()).add(format as MessageField['format']));
  const runs = [...byNeedle].map(([needle, formats]) => matchesOf(chunk, needle, formats));
  const [only] = runs;
  return runs.length === 1 && only ? only : runs.flat().toSorted((a, b) => a.at - b.at);
}

function matchesOf({ text, fields }: Chunk, needle: string, formats: ReadonlySet<MessageField['format']>): Match[] {
  const matches: Match[] = [];
  let place = 0;
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at)) {
    while (place + 1 < fields.length && fields[place + 1]!.start <= at) place++;
    const field = fields[place]!;
    const isWanted = formats.has(field.format) && !(field.format === 'json' && isInsideEscape(text, at));
    if (isWanted) matches.push({ field, at, length: needle.length });
    at += isWanted ? needle.length : 1;
  }
  return matches;
}

const placeOf = (text: string, { field, at, length }: Match): FoundPlace => ({
  agent_id: field.agent_id,
  index: field.index,
  block_id: field.block_id,
  field: field.field,
  part: field.part,
  offset: wholeOffset(field.shifts, at - field.start),
  is_whole: !isLetterAt(text, at + length) && (!isLetterAt(text, at - 1) || isEndOfEscape(text, field, at - 1)),
});

const isLetterAt = (text: string, at: number): boolean => isLetter.test(text.charAt(at));

/** Such as the `n` of `\n`. */
const isEndOfEscape = (text: string, { format }: ChunkField, at: number): boolean =>
  format === 'json' && isInsideEscape(text, at);
