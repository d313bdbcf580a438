import { filledTextOf, listOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { LineItem } from '../source.ts';
import { fingerprintOf } from './fingerprint.ts';

/** Prompts met so far: fingerprint of time and text, id of the first record. */
type Prompts = [fingerprint: string, id: string][];

const mostPrompts = 2000;

/**
 * A client that goes on with a session may write its records once more, under new ids but with the times and the content
 * they had (2.1.14 after 2.1.11). A prompt that was typed ahead may stand both as an attachment and as a user's record.
 * Such a record is known by the id of the first one.
 */
export class Replays {
  readonly #prompts: Map<string, string>;
  readonly #records = new Map<string, string>();
  readonly #first = new Map<string, string>();

  /** `state` is what `state()` gave when an earlier part of the file was read. */
  constructor(state: unknown) {
    this.#prompts = new Map(listOf(state).filter(isPair));
  }

  /** For a catalog: a prompt is counted by the id it had first. The ids of API calls and tool calls stay as they are anyway. */
  countPromptOnce(record: Shape, item: LineItem): void {
    if (!item.prompt) return;
    const key = fingerprintOf(shapeWord(record));
    const first = this.#prompts.get(key);
    if (first !== undefined) item.prompt.prompt_id = first;
    else if (this.#prompts.size < mostPrompts) this.#prompts.set(key, item.prompt.prompt_id);
  }

  /** For an outline, which is read from the beginning of a file: the record has the id, and the parent, of its first form. */
  nameByFirst(record: Shape, item: LineItem): void {
    item.parent_id = item.parent_id === null ? null : (this.#first.get(item.parent_id) ?? item.parent_id);
    if (item.record_id === null || item.at === null || item.disposition !== 'message') return;
    const keys = [shapeWord(record), ...(item.prompt ? [`prompt ${item.prompt.prompt_id}`] : [])];
    const first = keys.map((key) => this.#records.get(key)).find((id) => id !== undefined) ?? item.record_id;
    for (const key of keys) this.#records.set(key, first);
    if (first === item.record_id) return;
    this.#first.set(item.record_id, first);
    item.record_id = first;
  }

  state(): Prompts | null {
    return this.#prompts.size === 0 ? null : [...this.#prompts];
  }
}

export const isPair = (value: unknown): value is [string, string] =>
  Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string');

/** Kind, time and the shape of the content: enough to tell one record of a millisecond from another. */
function shapeWord(record: Shape): string {
  const message = shapeOf(record['message']);
  const content = message?.['content'] ?? shapeOf(record['attachment'])?.['prompt'] ?? record['content'];
  return [
    record['type'],
    record['subtype'],
    record['timestamp'],
    record['isSidechain'],
    message?.['id'],
    contentWord(content),
  ]
    .map((part) => (typeof part === 'string' ? part : String(part ?? '')))
    .join(' ');
}

function contentWord(content: unknown): string {
  if (typeof content === 'string') return textWord(content);
  const blocks = listOf(content).map((block) => shapeOf(block) ?? {});
  return blocks.map((block) => `${textOf(block['type'])} ${idIn(block)} ${textWord(textIn(block))}`).join(' ');
}

const idIn = (block: Shape): string => filledTextOf(block['id']) ?? filledTextOf(block['tool_use_id']) ?? '';
/** Results are known by their calls alone: large ones are not parsed. */
const textIn = (block: Shape): string => textOf(block['text']) ?? textOf(block['thinking']) ?? '';
const textWord = (text: string): string => `${text.length} ${text.slice(0, 80)}`;
