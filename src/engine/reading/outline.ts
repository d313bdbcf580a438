import type { OpenFile } from '../../files/files.ts';
import { redact, type Redactor, type Unredacted } from '../../redaction/unredacted.ts';
import {
  type AnswerFacts,
  type ApiCall,
  type CompactionFact,
  inlineAgent,
  type LineItem,
  type LineReader,
  type MessagePart,
  type SessionFile,
  type Source,
  type ToolResultFact,
} from '../../sources/source.ts';
import { leftVersions, type TreeRecord } from './conversation-tree.ts';
import { FilesTouched } from './files-touched.ts';
import { readLines } from './lines.ts';
import { markAt } from './mark.ts';

/** Where a record stands in its file. */
export interface Place {
  offset: number;
  length: number;
  line: number;
  /** Place of the record among those of its line; almost always 0. */
  record: number;
}

/** A record of a message, and when it was written. */
export interface PartPlace extends Place {
  at: number | null;
}

/** One message of a thread, as places in the file; its text is read when a page is wanted. */
export interface OutlineMessage {
  key: string;
  kind: string;
  at: number | null;
  agent_id: string | null;
  parts: PartPlace[];
  call_ids: string[];
  /** Results that belong to no call of the thread. */
  orphan_ids: string[];
  error_count: number;
  bytes: number;
  problem: { line: number; reason: string } | null;
  /** Where the line stands that was not understood. */
  problem_place: Place | null;
  call: ApiCall | null;
  is_prompt: boolean;
  turn: number;
  /** Id of the record the message begins with. */
  record_id: string | null;
  role: MessagePart['role'];
  is_meta: boolean;
  model: Unredacted<string> | null;
  turn_id: string | null;
  answer: AnswerFacts | null;
  /** The prompt at which a version of the conversation begins that was left; null on the path that was kept. */
  branch: string | null;
}

export interface ResultPlace extends Place {
  at: number | null;
  outcome: string;
  agent_id: string | null;
  /** The id its content goes by. */
  content_id: string;
  /** Further records of the same result, in file order. */
  more: (Place & { at: number | null; content_id: string })[];
}

const mostMore = 20;
/**
 * So many records are laid out, of about a kilobyte of memory each, and so many lines that were not understood are told one
 * by one. A usual log of a gigabyte stays below.
 */
export const mostRecords = 300_000;
export const mostProblems = 2_000;

const nameAt = ({ offset, record }: Place, call_id: string): string => `${offset}-${record}-${call_id}`;

export interface AgentLink {
  agent_id: string;
  call_id: string | null;
  type: string | null;
  description: string | null;
}

/** What one pass over a file finds: enough to lay out every thread in it and to go straight to any message. */
export class FileOutline {
  readonly file: SessionFile;
  readonly source: Source;
  readonly reader: LineReader;
  readonly #redactor: Redactor;
  consumed = 0;
  lines = 0;
  identity = '';
  /** Fingerprint of the bytes before `consumed`. */
  mark: string | null = null;
  mtime_ms = 0;
  size = 0;
  readonly messages: OutlineMessage[] = [];
  readonly results = new Map<string, ResultPlace>();
  readonly compactions = new Map<string, CompactionFact>();
  readonly callTimes = new Map<string, number | null>();
  readonly agentLinks: AgentLink[] = [];
  readonly filesTouched = new FilesTouched();
  /** Records that repeat an earlier one of the same file. */
  copies = 0;
  readonly #byKey = new Map<string, OutlineMessage>();
  readonly #seen = new Set<string>();
  readonly #inlineThread = new Map<string, string>();
  readonly #again = new Map<string, string>();
  readonly #names = new Map<string, string>();
  readonly #agentOfCall = new Map<string, { type: string | null; description: string | null }>();
  readonly #tree: TreeRecord[] = [];
  #records = 0;
  #passedOver = 0;
  #problems = 0;
  /** Told instead of the problems, and of the records, that were too many. */
  #furtherProblems: OutlineMessage | null = null;
  #rest: OutlineMessage | null = null;
  #tip: string | null = null;
  #last: OutlineMessage | null = null;
  #turn = 0;

  constructor(file: SessionFile, source: Source, redactor: Redactor) {
    this.file = file;
    this.source = source;
    this.reader = source.reader(file, null);
    this.#redactor = redactor;
  }

  /**
   * Takes in what has been appended since the last time. Who wants the text too is handed the items of each line, with their
   * content, once they are taken in.
   */
  readFrom(file: OpenFile, onLine?: (items: LineItem[], place: Place) => void): void {
    const depth = onLine ? 'whole' : 'facts';
    const done = readLines(file, this.consumed, this.lines, {
      line: (bytes, offset, line) => {
        const place = { offset, length: bytes.length, line, record: 0 };
        if (this.#records >= mostRecords) return this.#passOver(place);
        const items = this.reader.read(bytes, line, depth);
        this.#addLine(items, place);
        onLine?.(items, place);
      },
      longLine: (offset, length, line) =>
        this.#addProblem({ offset, length, line, record: 0 }, 'The line is longer than 50 MB.'),
      rest: (bytes, offset, line) => {
        const items = this.reader.read(bytes, line, depth);
        if (items.some((item) => item.disposition === 'problem')) return false;
        const place = { offset, length: bytes.length, line, record: 0 };
        if (this.#records >= mostRecords) this.#passOver(place);
        else {
          this.#addLine(items, place);
          onLine?.(items, place);
        }
        return true;
      },
    });
    this.consumed = done.consumed;
    this.lines = done.lines;
    this.size = file.size;
    this.mtime_ms = file.mtime_ms;
    this.identity = `${file.device}:${file.inode}`;
    this.mark = markAt(file, done.consumed);
    this.#tellWhatWasTooMuch();
    this.#markBranches();
  }

  #markBranches(): void {
    const left = leftVersions(this.#tree, this.#tip);
    for (const message of this.messages)
      message.branch = (message.record_id !== null && left.get(message.record_id)) || null;
  }

  #addLine(items: LineItem[], place: Place): void {
    items.forEach((item, record) => this.#addItem(item, { ...place, record }));
  }

  /** A line behind the last one that is laid out. */
  #passOver(place: Place): void {
    this.#rest ??= this.#pushProblem(place, '');
    this.#passedOver += 1;
  }

  #tellWhatWasTooMuch(): void {
    if (this.#furtherProblems?.problem)
      this.#furtherProblems.problem.reason = `From this line on ${inFigures(this.#problems - mostProblems)} more lines were not understood. They are counted, and not told one by one.`;
    if (this.#rest?.problem)
      this.#rest.problem.reason = `The log goes on for ${inFigures(this.#passedOver)} more lines, which are not shown: it has more than ${inFigures(mostRecords)} records.`;
  }

  #addItem(item: LineItem, place: Place): void {
    if (item.disposition === 'problem') return this.#addProblem(place, item.reason ?? 'The line was not understood.');
    if (item.record_id !== null || item.message) this.#records += 1;
    for (const { agent_id, call_id } of item.subagents) this.#link(agent_id, call_id);
    if (item.record_id !== null) {
      if (item.message?.agent_id === inlineAgent) this.#joinInlineThread(item);
      if (item.message && this.#seen.has(item.record_id)) {
        this.copies += 1;
        return;
      }
      this.#addToTree(item, item.record_id);
      if (item.message) this.#seen.add(item.record_id);
    }
    if (item.facts?.tip_id !== undefined) this.#tip = item.facts.tip_id;
    const at = item.at === null ? null : Date.parse(item.at);
    for (const call of item.tool_calls) {
      this.#nameAgain(call.call_id, place);
      const name = this.callName(call.call_id, place);
      // A record that holds both call and result says nothing about the time between them.
      const isWhole = item.tool_results.some((result) => result.call_id === call.call_id);
      if (!this.callTimes.has(name)) this.callTimes.set(name, isWhole ? null : at);
      this.filesTouched.addCall(name, call, at);
      if (call.kind === 'agent')
        this.#agentOfCall.set(call.call_id, {
          type: this.#open(call.agent_type),
          description: this.#open(call.agent_description),
        });
    }
    for (const result of item.tool_results) {
      if (result.agent_id !== null) this.#link(result.agent_id, result.call_id);
      this.#addResult(result, place, at);
    }
    if (item.compaction) this.#addCompaction(item.compaction);
    if (item.message) this.#addPart(item, item.message, place, at);
    else if (item.call) this.#addUsage(item.call);
  }

  /** What one record does not say about a compaction, a later one may. */
  #addCompaction(said: CompactionFact): void {
    const known = this.compactions.get(said.record_id);
    this.compactions.set(said.record_id, {
      record_id: said.record_id,
      trigger: known?.trigger ?? said.trigger,
      tokens_before: known?.tokens_before ?? said.tokens_before,
      tokens_after: known?.tokens_after ?? said.tokens_after,
    });
  }

  /** Some servers give out an id again: once a call has been answered, a further one of its name is another call. */
  #nameAgain(call_id: string, place: Place): void {
    const named = this.#again.get(call_id);
    if (!this.results.has(named ?? call_id)) return;
    const name = `${call_id}#${place.line}`;
    this.#again.set(call_id, name);
    this.#names.set(nameAt(place, call_id), name);
  }

  /** By which a call in this place, and its result, are known. */
  callName = (call_id: string, place: Place): string => this.#names.get(nameAt(place, call_id)) ?? call_id;

  #addResult(result: ToolResultFact, place: Place, at: number | null): void {
    const { call_id, outcome, agent_id, content_id = call_id } = result;
    const name = this.#again.get(call_id) ?? call_id;
    this.filesTouched.addResult(name, result);
    const known = this.results.get(name);
    if (!known) this.results.set(name, { ...place, at, outcome, agent_id, content_id, more: [] });
    else if (known.more.length < mostMore) {
      known.more.push({ ...place, at, content_id });
      if (known.outcome === 'unknown') known.outcome = outcome;
      known.agent_id ??= agent_id;
    }
  }

  /** A named end is void once something is said after it. */
  #addToTree(item: LineItem, id: string): void {
    const { message, parent_id, continues_id } = item;
    if (message && message.agent_id !== null) return;
    const kind =
      !message || message.role === 'system'
        ? 'other'
        : message.is_prompt
          ? 'prompt'
          : message.role === 'assistant'
            ? 'answer'
            : 'user';
    this.#tree.push({ id, parent_id, continues_id, kind });
    if (kind !== 'other') this.#tip = null;
  }

  #addPart(item: LineItem, part: MessagePart, place: Place, at: number | null): void {
    const agent_id = this.#threadOf(item, part);
    const orphans = part.result_ids.filter((id) => !this.callTimes.has(id));
    if (part.is_only_results && orphans.length === 0) {
      this.#last = null;
      return;
    }
    if (part.is_prompt && agent_id === null) this.#turn += 1;
    const isNotice = part.outline_kind === 's';
    const key = `${agent_id ?? ''}\n${part.merge_key}`;
    const known = isNotice
      ? this.#last?.key === key
        ? this.#last
        : undefined
      : part.role === 'assistant'
        ? this.#byKey.get(key)
        : undefined;
    const message = known ?? this.#begin(item, key, agent_id, at);
    message.parts.push({ ...place, at });
    message.bytes += place.length;
    const names = part.call_ids.map((id) => this.callName(id, place));
    message.call_ids.push(...names.filter((id) => !message.call_ids.includes(id)));
    message.orphan_ids.push(...orphans);
    message.error_count += part.error_count;
    if (item.call && (message.call === null || item.call.usage.output >= message.call.usage.output))
      message.call = item.call;
    if (part.answer) message.answer = mergedAnswer(message.answer, part.answer);
    this.#last = message;
  }

  #begin(item: LineItem, key: string, agent_id: string | null, at: number | null): OutlineMessage {
    const part = item.message!;
    const message = emptyMessage({
      key,
      kind: part.outline_kind,
      at,
      agent_id,
      is_prompt: part.is_prompt,
      turn: this.#turn,
      record_id: item.record_id,
      role: part.role,
      is_meta: part.is_meta,
      model: part.model,
      turn_id: part.turn_id,
    });
    this.messages.push(message);
    if (part.role === 'assistant') this.#byKey.set(key, message);
    return message;
  }

  #addProblem(place: Place, reason: string): void {
    this.#problems += 1;
    if (this.#problems <= mostProblems) this.#pushProblem(place, reason);
    else this.#furtherProblems ??= this.#pushProblem(place, '');
    this.#last = null;
  }

  #pushProblem(place: Place, reason: string): OutlineMessage {
    const problem = { line: place.line, reason };
    const { agent_id } = this.file;
    const message = emptyMessage({ key: `problem ${place.line}`, kind: 'p', agent_id, turn: this.#turn, problem });
    Object.assign(message, { error_count: 1, bytes: place.length, problem_place: place });
    this.messages.push(message);
    return message;
  }

  /** Usage that stands on a line of its own belongs to the answer before it. */
  #addUsage(call: ApiCall): void {
    const answer = this.messages.findLast((message) => message.role === 'assistant');
    if (answer) answer.call ??= call;
  }

  #threadOf(item: LineItem, part: MessagePart): string | null {
    if (this.file.agent_id !== null) return this.file.agent_id;
    if (part.agent_id === inlineAgent)
      return (item.record_id !== null && this.#inlineThread.get(item.record_id)) || inlineAgent;
    return part.agent_id;
  }

  /** A nameless subagent's thread is named by the record it begins with. */
  #joinInlineThread(item: LineItem): void {
    const thread = (item.parent_id !== null && this.#inlineThread.get(item.parent_id)) || item.record_id!;
    if (!this.#inlineThread.has(item.record_id!)) this.#inlineThread.set(item.record_id!, thread);
    if (thread === item.record_id) this.#link(thread, null);
  }

  #link(agent_id: string, call_id: string | null): void {
    const known = this.agentLinks.find((link) => link.agent_id === agent_id);
    const said = call_id === null ? undefined : this.#agentOfCall.get(call_id);
    if (!known)
      this.agentLinks.push({ agent_id, call_id, type: said?.type ?? null, description: said?.description ?? null });
    else if (known.call_id === null && call_id !== null) Object.assign(known, { call_id, ...said });
  }

  #open(box: Parameters<typeof redact<string>>[0] | null): string | null {
    return box === null ? null : redact(box, this.#redactor);
  }
}

const inFigures = (count: number): string => count.toLocaleString('en-US');

const mergedAnswer = (known: AnswerFacts | null, said: AnswerFacts): AnswerFacts => ({
  stop_reason: said.stop_reason ?? known?.stop_reason ?? null,
  effort: said.effort ?? known?.effort ?? null,
  cache_miss: known?.cache_miss ?? said.cache_miss,
});

function emptyMessage(
  said: Pick<OutlineMessage, 'key' | 'kind' | 'agent_id' | 'turn'> & Partial<OutlineMessage>,
): OutlineMessage {
  return {
    at: null,
    parts: [],
    call_ids: [],
    orphan_ids: [],
    error_count: 0,
    bytes: 0,
    problem: null,
    problem_place: null,
    call: null,
    is_prompt: false,
    record_id: null,
    role: 'system',
    is_meta: true,
    model: null,
    turn_id: null,
    answer: null,
    branch: null,
    ...said,
  };
}
