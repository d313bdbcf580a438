import type { ExportChoice } from '../../contract/export.ts';
import type { Message } from '../../contract/message.ts';
import type { OpenFile } from '../../files/files.ts';
import { placeholderPattern, redact, type Redactor, Unredacted } from '../../redaction/index.ts';
import type { SessionFile, Source } from '../../sources/source.ts';
import { type Hiding, redactorFor, type Tag, tagUnder } from '../hiding.ts';
import type { SafeIds } from '../safe-ids.ts';
import { type Cut, pageOf, uncut } from './page.ts';
import type { FileOutline } from './outline.ts';
import type { PageCall } from './reader-jobs.ts';
import { readOutline } from './read-outline.ts';
import { threadOf } from './thread.ts';

/** A stretch of the messages of one thread, for a file that others will read. */
export interface ExportJob {
  kind: 'export';
  source: string;
  file: SessionFile;
  agent_id: string | null;
  export_id: string;
  /** What is hidden in this file; the key is its own. */
  hiding: Pick<Hiding, 'level' | 'extra_words' | 'tag_key'>;
  /** The first stretch of the first look. */
  is_first: boolean;
  /** Only to learn what is secret: no messages come back. */
  is_check: boolean;
  tool_output: ExportChoice['tool_output'];
  offset: number;
  limit: number;
}

/** Texts that the catalog keeps, to be hidden as the rest of the file is. They come back in the same shape. */
export interface ExportWordsJob {
  kind: 'exportWords';
  export_id: string;
  words: unknown;
}

export interface ExportedStretch {
  messages: Message[];
  calls: (PageCall | null)[];
  /** Where to go on. */
  end: number;
  total: number;
}

const mostMarks = 100_000;
/** More than is shown of a long output in short, so that it is not cut twice. */
const shortOutput = 5_000;

/**
 * What a reader thread keeps of one export: a redactor of its own, which has seen all of the session before the first word
 * of the file is written, so that a secret named anywhere in it is known everywhere.
 */
export class ExportReading {
  readonly export_id: string;
  readonly #redactor: Redactor;
  readonly #tag: Tag;
  /** Marks of this installation, and what stands for them in the file. */
  readonly #marks = new Map<string, string>();
  #held: { name: string; outline: FileOutline } | null = null;

  constructor({ export_id, hiding }: ExportJob, usual: Hiding, ids: SafeIds) {
    this.export_id = export_id;
    this.#tag = tagUnder(hiding.tag_key);
    const usualTag = tagUnder(usual.tag_key);
    this.#redactor = redactorFor({ ...usual, ...hiding }, ids, (secret) => {
      const tag = this.#tag(secret);
      if (this.#marks.size < mostMarks) this.#marks.set(usualTag(secret), tag);
      return tag;
    });
  }

  stretch(job: ExportJob, file: OpenFile, source: Source): ExportedStretch {
    const redactor = this.#redactor;
    const { root, relative_path } = job.file.entry;
    const name = `${root.real_path}\n${relative_path}`;
    const earlier = this.#held?.name === name ? this.#held.outline : null;
    const outline = readOutline(job.file, file, { source, redactor, earlier });
    this.#held = { name, outline };
    const thread = threadOf(outline, job.agent_id);
    const to = Math.min(thread.length, job.offset + job.limit);
    const cut: Cut = job.tool_output === 'all' ? uncut : { ...uncut, output: shortOutput };
    const messages = pageOf(outline, thread, { from: job.offset, to, file, redactor, cut });
    const end = job.offset + messages.length;
    if (job.is_check) return { messages: [], calls: [], end, total: thread.length };
    const calls = messages.map(({ index }) => {
      const { call } = thread[index]!;
      return call ? { call_key: call.call_key } : null;
    });
    return { messages, calls, end, total: thread.length };
  }

  /** Marks of the catalog are this installation's; those of the file mean something in it alone. */
  words(words: unknown): unknown {
    const own = (mark: string): string => this.#marks.get(mark) ?? this.#tag(mark);
    const ownMarks = (text: string): string =>
      text.replace(placeholderPattern, (mark) => `${mark.slice(0, -7)}${own(mark.slice(-7, -1))}]`);
    return redact(new Unredacted(words), {
      text: (raw) => this.#redactor.text(ownMarks(raw)),
      isOurs: () => true,
    });
  }
}
