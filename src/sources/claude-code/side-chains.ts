import { listOf, type Shape, shapeOf, textOf } from '../shape.ts';
import type { LineItem } from '../source.ts';
import { fingerprintOf } from './fingerprint.ts';
import { isPair } from './replays.ts';

/** Calls that wait for their side chain: fingerprint of the prompt, id of the call. */
type Waiting = [fingerprint: string, call_id: string][];

const mostWaiting = 50;

/**
 * Before about 1.0.6x a subagent wrote into the main file, without a name and without saying which call had started it.
 * Its first record repeats the prompt of that call word by word.
 */
export class SideChains {
  readonly #waiting: Waiting;

  /** `state` is what `state()` gave when an earlier part of the file was read. */
  constructor(state: unknown) {
    this.#waiting = listOf(state).filter(isPair);
  }

  /** Takes note of calls that start subagents, and says of a side chain's first record which call it belongs to. */
  join(record: Shape, item: LineItem): void {
    if (record['type'] === 'assistant')
      for (const call of item.tool_calls) if (call.kind === 'agent') this.#note(record, call.call_id);
    if (record['type'] !== 'user' || record['isSidechain'] !== true || record['parentUuid'] !== null) return;
    if (textOf(record['agentId']) !== null || item.record_id === null) return;
    const prompt = fingerprintOf(promptIn(shapeOf(record['message'])?.['content']));
    const place = this.#waiting.findIndex(([fingerprint]) => fingerprint === prompt);
    if (place < 0) return;
    const [[, call_id]] = this.#waiting.splice(place, 1) as [Waiting[number]];
    item.subagents.push({ agent_id: item.record_id, call_id, state: null });
  }

  state(): Waiting | null {
    return this.#waiting.length === 0 ? null : this.#waiting;
  }

  #note(record: Shape, call_id: string): void {
    // Newer versions write subagents into files of their own.
    if (!/^[01]\./.test(textOf(record['version']) ?? '1.')) return;
    const blocks = listOf(shapeOf(record['message'])?.['content']).map(shapeOf);
    const prompt = textOf(shapeOf(blocks.find((block) => block?.['id'] === call_id)?.['input'])?.['prompt']);
    if (prompt === null) return;
    this.#waiting.push([fingerprintOf(prompt), call_id]);
    if (this.#waiting.length > mostWaiting) this.#waiting.shift();
  }
}

const promptIn = (content: unknown): string =>
  textOf(content) ??
  textOf(shapeOf(listOf(content).find((part) => shapeOf(part)?.['type'] === 'text'))?.['text']) ??
  '';
