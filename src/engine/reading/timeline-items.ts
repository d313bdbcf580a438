import type { TimelineBasis, TimelineCompaction, TimelineKind, TimelineOutcome } from '../../contract/timeline.ts';
import type { ToolKind } from '../../contract/message.ts';
import { redact, type Redactor } from '../../redaction/unredacted.ts';
import type { FileOutline, OutlineMessage, Place } from './outline.ts';
import type { Gist, RecordGist, ResultGist } from './timeline-records.ts';

/** One thing that happened in a thread. Times are milliseconds since 1970. */
export interface TimelineItem {
  kind: TimelineKind;
  basis: TimelineBasis;
  outcome: TimelineOutcome;
  message: number;
  start: number | null;
  duration: number | null;
  lead: number;
  name: string | null;
  tool_kind: ToolKind | null;
  subject: string | null;
  /** Of a call of the model: what its usage is known by. */
  call_key: string | null;
}

export interface ThreadEvents {
  items: TimelineItem[];
  compactions: TimelineCompaction[];
  /** The message of each call that may have started a subagent. */
  agent_calls: { call_id: string; message: number }[];
  began_at: number | null;
  ended_at: number | null;
}

type GistAt = (place: Place) => RecordGist;

/** Requests are given up by then; what is longer was no waiting for the model, but a machine asleep. */
const longestAnswerMs = 15 * 60_000;

/** The items of a thread, in the order of its messages. */
export function eventsOf(
  outline: FileOutline,
  thread: readonly OutlineMessage[],
  { gistAt, redactor }: { gistAt: GistAt; redactor: Redactor },
): ThreadEvents {
  const walk = new Walk(outline, gistAt, redactor);
  thread.forEach((message, index) => walk.take(message, index));
  return walk.finish();
}

/** Goes through a thread once, and remembers what the next message may be the end of. */
class Walk {
  readonly #outline: FileOutline;
  readonly #gistAt: GistAt;
  readonly #redactor: Redactor;
  readonly #items: TimelineItem[] = [];
  readonly #compactions: TimelineCompaction[] = [];
  readonly #agentCalls: ThreadEvents['agent_calls'] = [];
  #first: number | null = null;
  #last: number | null = null;
  /** Since when the model may have been at work: a prompt, or the last result it waited for. */
  #asked: number | null = null;
  /** When the agent was done, or was stopped: from then on it waits for the person. Null while it works. */
  #done: number | null = null;
  #turn: { item: TimelineItem; last: number | null } | null = null;

  constructor(outline: FileOutline, gistAt: GistAt, redactor: Redactor) {
    this.#outline = outline;
    this.#gistAt = gistAt;
    this.#redactor = redactor;
  }

  take(message: OutlineMessage, index: number): void {
    if (message.kind !== 'u') this.#see(message.at);
    if (message.problem) {
      this.#add({ kind: 'error', message: index, outcome: 'error', name: 'line not understood' });
      return;
    }
    const parts = message.parts.map((place) => ({ at: place.at, gist: this.#gistAt(place) }));
    if (message.kind === 'u') this.#beginTurn(message, index, parts);
    else if (message.kind === 'a') this.#addAnswer(message, index, parts);
    else if (message.kind === 'c') this.#addCompaction(message, index, parts);
    else this.#addOther(index, parts);
  }

  finish(): ThreadEvents {
    this.#endTurn();
    return {
      items: this.#items,
      compactions: this.#compactions,
      agent_calls: this.#agentCalls,
      began_at: this.#first,
      ended_at: this.#last,
    };
  }

  #beginTurn({ at }: OutlineMessage, index: number, parts: Part[]): void {
    if (this.#done !== null && at !== null && at > this.#done)
      this.#add({
        kind: 'wait',
        basis: 'observed',
        message: index,
        start: this.#done,
        duration: at - this.#done,
        name: 'next prompt',
      });
    this.#endTurn();
    const words = parts.flatMap(({ gist }) => gist.blocks.map((block) => block.words)).find((text) => text !== null);
    const item = this.#add({ kind: 'turn', message: index, start: at, subject: words ?? null });
    this.#turn = { item, last: at };
    this.#see(at);
    this.#asked = at;
    this.#done = null;
  }

  /** Up to the last line that belongs to it, unless the log says how long it was. */
  #endTurn(): void {
    if (!this.#turn) return;
    const { item, last } = this.#turn;
    if (item.duration === null && item.start !== null && last !== null && last > item.start) {
      item.duration = last - item.start;
      item.basis = 'observed';
    }
    this.#turn = null;
  }

  #addAnswer(message: OutlineMessage, index: number, parts: Part[]): void {
    const times = parts.map(({ at }) => at).filter((at) => at !== null);
    const end = times.at(-1) ?? message.at;
    const failed = parts.some(({ gist }) => gist.blocks.some((block) => block.type === 'notice' && isFailure(block)));
    const isSeen = this.#asked !== null && end !== null && end >= this.#asked && end - this.#asked <= longestAnswerMs;
    this.#add({
      kind: 'model',
      basis: isSeen ? 'observed' : 'none',
      outcome: failed || message.error_count > 0 ? 'error' : 'ok',
      message: index,
      start: isSeen ? this.#asked : message.at,
      duration: isSeen ? end! - this.#asked! : null,
      name: message.model && redact(message.model, this.#redactor),
      call_key: message.call?.call_key ?? null,
    });
    this.#see(end);
    this.#addNotices(parts, index);
    const results = this.#addCalls(message, index, parts);
    this.#asked = results.length === 0 ? null : latest(results);
    this.#done = message.call_ids.length === 0 ? end : null;
  }

  /** The calls of one answer; gives back when their results came. */
  #addCalls(message: OutlineMessage, index: number, parts: Part[]): number[] {
    const ends: number[] = [];
    message.parts.forEach((place, n) => {
      for (const block of parts[n]?.gist.blocks ?? []) {
        if (block.type !== 'tool_call') continue;
        const item = this.#addTool(this.#outline.callName(block.call_id, place), block, index);
        if (item.start === null || item.duration === null) continue;
        const end = item.start + item.duration;
        this.#see(end);
        ends.push(end);
      }
    });
    return ends;
  }

  #addTool(call_id: string, call: Extract<Gist, { type: 'tool_call' }>, index: number): TimelineItem {
    const called = this.#outline.callTimes.get(call_id) ?? null;
    const ending = endingOf(this.#outline, call_id, this.#gistAt);
    const item = this.#add({
      kind: 'tool',
      message: index,
      outcome: ending?.outcome ?? 'pending',
      ...spanOf(called, ending),
      name: call.name,
      tool_kind: call.kind,
      subject: call.words,
    });
    if (call.kind === 'agent') this.#agentCalls.push({ call_id, message: index });
    const isTheirs = call.kind === 'question' || ending?.denied_by === 'person';
    if (isTheirs && called !== null && ending?.at != null && ending.at > called)
      this.#add({
        kind: 'wait',
        basis: 'observed',
        message: index,
        start: called,
        duration: ending.at - called,
        name: call.kind === 'question' ? 'answer to a question' : 'leave, which was refused',
        subject: call.words,
      });
    return item;
  }

  #addCompaction({ record_id, at }: OutlineMessage, index: number, parts: Part[]): void {
    const said = record_id === null ? undefined : this.#outline.compactions.get(record_id);
    const block = parts.flatMap(({ gist }) => gist.blocks).find((each) => each.type === 'compaction');
    const duration = block?.duration_ms ?? null;
    this.#add({ kind: 'compaction', message: index, name: said?.trigger ?? null, ...spanBefore(at, duration) });
    this.#compactions.push({
      message: index,
      trigger: said?.trigger ?? null,
      tokens_before: said?.tokens_before ?? null,
      tokens_after: said?.tokens_after ?? null,
    });
    this.#move(at);
  }

  #addOther(index: number, parts: Part[]): void {
    this.#addNotices(parts, index);
    for (const { at, gist } of parts) {
      const isStop = gist.blocks.some((block) => block.type === 'text' && block.label === 'interrupted');
      if (isStop && at !== null) this.#stop(at);
      else if (gist.blocks.some((block) => block.type === 'text') && at !== null) this.#asked = at;
    }
  }

  #addNotices(parts: Part[], index: number): void {
    for (const { at, gist } of parts) {
      this.#see(at);
      for (const block of gist.blocks) if (block.type === 'notice') this.#addNotice(block, at, index);
    }
  }

  #addNotice(notice: Extract<Gist, { type: 'notice' }>, at: number | null, message: number): void {
    const { label, level, duration_ms, words: subject } = notice;
    if (isHook(notice)) {
      this.#add({
        kind: 'hook',
        message,
        name: label,
        subject,
        outcome: ofLevel(level),
        ...spanBefore(at, duration_ms),
      });
      this.#move(at);
    } else if (label === 'turn ended' || label === 'interrupted') {
      const turn = this.#turn?.item;
      if (turn && duration_ms !== null && turn.start !== null)
        Object.assign(turn, { duration: duration_ms, basis: 'reported' });
      if (turn && label === 'interrupted') turn.outcome = 'interrupted';
      if (at !== null) this.#stop(at);
    } else if (isFailure(notice)) {
      this.#add({ kind: 'error', message, name: label, subject, outcome: 'error', start: at });
      this.#move(at);
    }
  }

  /** Whoever is waited for has not begun before this. */
  #move(at: number | null): void {
    if (at === null) return;
    if (this.#asked !== null) this.#asked = Math.max(this.#asked, at);
    if (this.#done !== null) this.#done = Math.max(this.#done, at);
  }

  #stop(at: number): void {
    this.#done = at;
    this.#asked = null;
  }

  #see(at: number | null): void {
    if (at === null) return;
    this.#first = Math.min(this.#first ?? at, at);
    this.#last = Math.max(this.#last ?? at, at);
    if (this.#turn) this.#turn.last = Math.max(this.#turn.last ?? at, at);
  }

  #add(said: Pick<TimelineItem, 'kind' | 'message'> & Partial<TimelineItem>): TimelineItem {
    const item: TimelineItem = { ...plain, ...said };
    this.#items.push(item);
    return item;
  }
}

interface Part {
  at: number | null;
  gist: RecordGist;
}

const plain: Omit<TimelineItem, 'kind' | 'message'> = {
  basis: 'none',
  outcome: 'ok',
  start: null,
  duration: null,
  lead: 0,
  name: null,
  tool_kind: null,
  subject: null,
  call_key: null,
};

const latest = (times: readonly number[]): number => times.reduce((last, time) => Math.max(last, time));

/** Sources name the run of a hook so. */
const isHook = ({ label }: { label: string }): boolean => /^(?:stop )?hooks?\b/.test(label);
const isFailure = ({ level, label }: { level: string; label: string }): boolean =>
  level === 'error' && !isHook({ label });
const ofLevel = (level: 'info' | 'warning' | 'error'): TimelineOutcome => (level === 'info' ? 'ok' : 'error');

type Span = Pick<TimelineItem, 'basis' | 'start' | 'duration' | 'lead'>;

/** What is logged when it is over, with how long it took. */
const spanBefore = (at: number | null, duration: number | null): Span => ({
  basis: duration === null || at === null ? 'none' : 'reported',
  start: at === null || duration === null ? at : at - duration,
  duration: at === null ? null : duration,
  lead: 0,
});

interface Ending {
  at: number | null;
  outcome: TimelineOutcome;
  denied_by: string | null;
  /** As the tool reports it. */
  duration: number | null;
}

/** How a call ended, from all records that tell of it: the first that knows the outcome is the end. */
export function endingOf(outline: FileOutline, call_id: string, gistAt: GistAt): Ending | null {
  const place = outline.results.get(call_id);
  if (!place) return null;
  const found = [place, ...place.more].flatMap((each) => {
    const result = gistAt(each).results.find((one) => one.call_id === each.content_id);
    return result ? [{ at: each.at, id: each.content_id, result }] : [];
  });
  const first = found[0];
  if (!first) return { at: place.at, outcome: outcomeFrom(place.outcome), denied_by: null, duration: null };
  const end = found.find(({ result }) => result.outcome !== 'unknown') ?? first;
  const timed = found.find(({ id, result }) => id === first.id && isReported(result));
  return {
    at: end.at,
    outcome: end.result.outcome,
    denied_by: end.result.denied_by,
    duration: timed?.result.duration_ms ?? null,
  };
}

const isReported = ({ duration_ms, duration_basis }: ResultGist): boolean =>
  duration_ms !== null && duration_basis === 'reported';

const outcomes: ReadonlySet<string> = new Set(['ok', 'error', 'denied', 'interrupted', 'pending']);
const outcomeFrom = (word: string): TimelineOutcome => (outcomes.has(word) ? (word as TimelineOutcome) : 'unknown');

/** A reported duration ends with the result; without one the time between the two lines is all there is. */
function spanOf(called: number | null, ending: Ending | null): Span {
  const at = ending?.at ?? null;
  const reported = ending?.duration ?? null;
  if (reported !== null) {
    const start = at === null ? called : Math.max(at - reported, called ?? at - reported);
    const lead = called === null || start === null ? 0 : start - called;
    return { basis: 'reported', start, duration: reported, lead };
  }
  if (called !== null && at !== null && at >= called)
    return { basis: 'observed', start: called, duration: at - called, lead: 0 };
  return { basis: 'none', start: called ?? at, duration: null, lead: 0 };
}
