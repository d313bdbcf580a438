import { randomBytes } from 'node:crypto';
import type { ExportChoice, ExportPart } from '../contract/export.ts';
import type { Message } from '../contract/message.ts';
import { fail, ok, type Result } from '../contract/result.ts';
import type { Session, Subagent } from '../contract/session.ts';
import type { RedactionLevel } from '../contract/settings.ts';
import { chosenMessage } from '../export/chosen-message.ts';
import type { ExportHead, SessionWriter } from '../export/session-writer.ts';
import { rulesVersion } from '../redaction/index.ts';
import type { EngineParts } from './engine.ts';
import { HiddenReport } from './hidden-counts.ts';
import type { ExportedStretch, ExportJob } from './reading/export-job.ts';
import { ownVersion } from './own-version.ts';
import { withUsage } from './methods/messages.ts';
import { type KnownSession, reading, type Thread, threadIn } from './methods/session-files.ts';

const stretchMessages = 200;
/** A part is no longer than this, in UTF-16 units: the window takes no answer of any length, and a message may have any. */
const mostPart = 1_000_000;

interface Step {
  agent_id: string | null;
  subagent: Subagent | null;
  thread: Result<Thread>;
  /** Messages in it, once they have been counted. */
  total: number;
}

export interface ExportStart {
  known: KnownSession;
  session: Session;
  subagents: Subagent[];
  choice: ExportChoice;
  writer: SessionWriter;
}

/** One session on its way into a file. Gives the file in stretches, so that nothing holds all of it. */
export class SessionExport {
  readonly export_id = randomBytes(16).toString('hex');
  readonly level: RedactionLevel;
  readonly #engine: EngineParts;
  readonly #start: ExportStart;
  readonly #hiding: ExportJob['hiding'];
  readonly #steps: Step[];
  readonly #hidden = new HiddenReport();
  #phase: ExportPart['phase'] = 'checking';
  #step = 0;
  #offset = 0;
  #isFirst = true;
  #done = 0;
  #written = 0;
  /** Written, and not yet handed out. */
  #rest = '';

  constructor(engine: EngineParts, start: ExportStart) {
    this.#engine = engine;
    this.#start = start;
    const { level, extra_words } = start.choice;
    this.level = level ?? stricter(engine.hiding.level, 'private');
    this.#hiding = {
      level: this.level,
      extra_words: [...engine.hiding.extra_words, ...extra_words],
      tag_key: randomBytes(32).toString('hex'),
    };
    this.#steps = [null, ...start.subagents].map((subagent) => ({
      agent_id: subagent?.agent_id ?? null,
      subagent,
      thread: threadIn(start.known, subagent?.agent_id),
      total: subagent?.message_count ?? start.session.message_count,
    }));
  }

  /** The next stretch. Fails when the main log cannot be read; what is missing of a subagent is said in the file. */
  async next(): Promise<Result<ExportPart>> {
    if (this.#rest === '') {
      const text = this.#phase === 'checking' ? await this.#check() : await this.#write();
      if (!text.ok) return text;
      this.#hidden.count(text.value);
      this.#rest = text.value;
    }
    const text = this.#takePart();
    const messages_total = 2 * this.#steps.reduce((sum, step) => sum + step.total, 0);
    return ok({
      phase: this.#rest === '' ? this.#phase : 'writing',
      text,
      messages_done: Math.min(this.#done, messages_total),
      messages_total,
      hidden: this.#hidden.list(),
    });
  }

  /** No part ends in the middle of a character. */
  #takePart(): string {
    const isHalf = /[\uD800-\uDBFF]/.test(this.#rest[mostPart - 1] ?? '');
    const part = this.#rest.slice(0, isHalf ? mostPart - 1 : mostPart);
    this.#rest = this.#rest.slice(part.length);
    return part;
  }

  async #check(): Promise<Result<string>> {
    const step = this.#steps[this.#step];
    if (!step) {
      this.#phase = 'writing';
      this.#step = 0;
      return this.#begin();
    }
    const stretch = await this.#read(step, true);
    if (!stretch.ok && step.agent_id === null) return stretch;
    if (stretch.ok) step.total = stretch.value.total;
    this.#goOn(stretch, step);
    return ok('');
  }

  async #begin(): Promise<Result<string>> {
    const { session, subagents, choice, writer } = this.#start;
    // What the person noted for themselves is not part of the session, but for the title they gave it.
    const words = await this.#words({ session: { ...session, marks: undefined }, subagents });
    if (!words.ok) return words;
    const hidden = words.value as Pick<ExportHead, 'session' | 'subagents'>;
    for (const [n, step] of this.#steps.entries()) if (n > 0) step.subagent = hidden.subagents[n - 1]!;
    this.#hidden.takePlaces(hidden.session.title);
    const { tool_output, with_reasoning, with_injected } = choice;
    return ok(
      writer.begin({
        ...hidden,
        level: this.level,
        rules_version: rulesVersion,
        version: ownVersion,
        exported_at: new Date().toISOString(),
        choice: { tool_output, with_reasoning, with_injected },
      }),
    );
  }

  async #write(): Promise<Result<string>> {
    const { writer, choice } = this.#start;
    const step = this.#steps[this.#step];
    if (!step) {
      this.#phase = 'done';
      const hidden = this.#hidden.list().map(({ rule, count }) => ({ rule, count }));
      return ok(writer.end({ message_count: this.#written, hidden }));
    }
    const isBegun = this.#offset > 0;
    const stretch = await this.#read(step, false);
    if (!stretch.ok && step.agent_id === null) return stretch;
    const problem = stretch.ok ? null : stretch.error.message;
    const head = isBegun && problem === null ? '' : writer.thread({ ...step, problem });
    const messages = stretch.ok ? this.#withUsage(step, stretch.value) : [];
    const chosen = messages.map((message) => chosenMessage(message, choice)).filter((message) => message !== null);
    this.#written += chosen.length;
    for (const message of chosen) this.#hidden.takePlaces(message.blocks);
    this.#goOn(stretch, step);
    return ok(head + chosen.map((message) => writer.message(message)).join(''));
  }

  #withUsage({ thread }: Step, { messages, calls }: ExportedStretch): Message[] {
    if (!thread.ok) return messages;
    const file_id = Number(thread.value.row['id']);
    return messages.map((message, n) => withUsage(this.#engine, message, calls[n] ?? null, file_id));
  }

  /** To the next stretch of the thread, or to the next thread. */
  #goOn(stretch: Result<ExportedStretch>, step: Step): void {
    const end = stretch.ok ? stretch.value.end : 0;
    this.#done += Math.max(0, end - this.#offset);
    const isMore = stretch.ok && end > this.#offset && end < stretch.value.total;
    if (!stretch.ok) step.total = 0;
    this.#offset = isMore ? end : 0;
    if (!isMore) this.#step += 1;
  }

  async #read({ thread }: Step, is_check: boolean): Promise<Result<ExportedStretch>> {
    if (!thread.ok) return thread;
    const { source, file, agent_id } = thread.value;
    const job: ExportJob = {
      kind: 'export',
      source,
      file,
      agent_id,
      export_id: this.export_id,
      hiding: this.#hiding,
      is_first: this.#isFirst,
      is_check,
      tool_output: this.#start.choice.tool_output,
      offset: this.#offset,
      limit: stretchMessages,
    };
    this.#isFirst = false;
    return reading<ExportedStretch>(this.#engine.reading.run(job));
  }

  async #words(words: unknown): Promise<Result<unknown>> {
    const { export_id } = this;
    const answer = await reading<{ words: unknown }>(
      this.#engine.reading.run({ kind: 'exportWords', export_id, words }),
    );
    return answer.ok ? ok(answer.value.words) : answer;
  }
}

const strictness: readonly RedactionLevel[] = ['secrets', 'private', 'strict'];
const stricter = (one: RedactionLevel, other: RedactionLevel): RedactionLevel =>
  strictness.indexOf(one) >= strictness.indexOf(other) ? one : other;

/** At most one export is on its way: a new one ends the one before. Its key is nowhere else, and gone with it. */
export class SessionExports {
  #current: SessionExport | null = null;

  begin(engine: EngineParts, start: ExportStart): SessionExport {
    this.#current = new SessionExport(engine, start);
    return this.#current;
  }

  async next(export_id: string): Promise<Result<ExportPart>> {
    const current = this.#current;
    if (current?.export_id !== export_id)
      return fail('not_found', 'This export was ended.', 'Another one was begun, or Rearview was started again.');
    const part = await current.next();
    if (this.#current === current && (!part.ok || part.value.phase === 'done')) this.#current = null;
    return part;
  }
}
