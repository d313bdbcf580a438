import { createHmac } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { createFiles } from '../files/index.ts';
import { createRedactor } from '../redaction/index.ts';
import { redact, type Redactor, Unredacted } from '../redaction/unredacted.ts';
import { sources } from '../sources/index.ts';
import type { SessionFile, Source } from '../sources/source.ts';
import { readForCatalog } from './reading/catalog-job.ts';
import { longestLineBytes } from './reading/lines.ts';
import type { FileOutline, Place } from './reading/outline.ts';
import { readOutline } from './reading/read-outline.ts';
import { briefOf, threadOf } from './reading/thread.ts';
import { blockAt, movedPrefix, pageOf } from './reading/page.ts';
import { readSidecars } from './reading/sidecars.ts';
import type { JobReply, JobRequest, ReaderAnswers, ReaderJob, ReaderSettings } from './reading/reader-jobs.ts';
import { searchFile } from './reading/search-job.ts';

const settings = workerData as ReaderSettings;
const files = createFiles();
const tagKey = Buffer.from(settings.tag_key, 'hex');
const tag = (secret: string) => createHmac('sha256', tagKey).update(secret).digest('hex').slice(0, 6);
const newRedactor = (): Redactor => createRedactor({ tag, own: settings.own });

/** Outlines of the files looked at last, with the redactor that has seen them. */
const outlines = new Map<string, { outline: FileOutline; redactor: Redactor }>();
const mostOutlines = 6;
const mostMovedBytes = 32 * 1024 * 1024;

const post = (reply: JobReply): void => parentPort!.postMessage(reply);

parentPort!.on('message', ({ id, job }: JobRequest) => {
  try {
    post({ id, done: doJob(job, (part) => post({ id, part })) });
  } catch (error) {
    post({ id, threw: error instanceof Error ? `${error.name} at ${placeOf(error)}` : 'unknown' });
  }
});

/** Where in our own code an error was thrown; never its message, which may quote a log. */
const placeOf = (error: Error): string =>
  /\((?:file:\/\/)?[^()]*?([\w.-]+:\d+:\d+)\)/.exec(error.stack ?? '')?.[1] ?? 'an unknown place';

function doJob(job: ReaderJob, emit: Parameters<typeof readForCatalog>[2]): ReaderAnswers[ReaderJob['kind']] {
  const source = sourceNamed(job.source);
  switch (job.kind) {
    case 'catalog':
      return { reason: readForCatalog(job, { files, source, redactor: newRedactor() }, emit) };
    case 'sidecars':
      return readSidecars(job.entries, { files, source, redactor: newRedactor() });
    case 'search': {
      const found = searchFile(job.file, job.words, { files, source, redactor: newRedactor() });
      return typeof found === 'string' ? { reason: found } : { found };
    }
    case 'outline': {
      const held = outlineOf(job.file, source);
      if (typeof held === 'string') return { reason: held };
      const { outline } = held;
      return {
        outline: briefOf(outline, threadOf(outline, job.agent_id)),
        agents: outline.agentLinks,
        copies: outline.copies,
      };
    }
    case 'page':
      return readPage(job, source);
    case 'text':
    case 'image':
      return readBlock(job, source);
  }
}

function sourceNamed(id: string): Source {
  const source = sources.find((candidate) => candidate.id === id);
  if (!source) throw new Error('unknown source');
  return source;
}

function outlineOf(file: SessionFile, source: Source): { outline: FileOutline; redactor: Redactor } | string {
  const key = `${file.entry.root.real_path}\n${file.entry.relative_path}`;
  const held = outlines.get(key);
  const redactor = held?.redactor ?? newRedactor();
  const outline = readOutline(file, { files, source, redactor, earlier: held?.outline ?? null });
  outlines.delete(key);
  if (typeof outline === 'string') return outline;
  const now = { outline, redactor };
  outlines.set(key, now);
  if (outlines.size > mostOutlines) outlines.delete(outlines.keys().next().value!);
  return now;
}

function readPage(job: Extract<ReaderJob, { kind: 'page' }>, source: Source): ReaderAnswers['page'] {
  const held = outlineOf(job.file, source);
  if (typeof held === 'string') return { reason: held };
  const { outline, redactor } = held;
  const thread = threadOf(outline, job.agent_id);
  const to = Math.min(thread.length, job.offset + job.limit);
  if (job.offset >= to) return { messages: [], total: thread.length, calls: [] };
  const opened = files.open(job.file.entry.root, job.file.entry.relative_path);
  if (!opened.ok) return { reason: opened.reason };
  try {
    const messages = pageOf(outline, thread, { from: job.offset, to, file: opened.file, redactor });
    const calls = messages.map((message) => {
      const { call } = thread[message.index]!;
      return call ? { call_key: call.call_key } : null;
    });
    return { messages, total: thread.length, calls };
  } finally {
    opened.file.close();
  }
}

/** A block id begins with the place of its line, so that one line is all that has to be read. */
function readBlock(
  job: Extract<ReaderJob, { kind: 'text' | 'image' }>,
  source: Source,
): ReaderAnswers['text'] | ReaderAnswers['image'] {
  if (job.block_id.startsWith(movedPrefix)) return job.kind === 'text' ? readMoved(job, source) : null;
  const held = outlineOf(job.file, source);
  if (typeof held === 'string') return { reason: held };
  const offset = Number(/^(\d{1,15})-/.exec(job.block_id)?.[1] ?? Number.NaN);
  const place = placeAt(held.outline, offset);
  if (!place || place.length > longestLineBytes) return null;
  const opened = files.open(job.file.entry.root, job.file.entry.relative_path);
  if (!opened.ok) return { reason: opened.reason };
  try {
    const bytes = Buffer.allocUnsafe(place.length);
    if (opened.file.read(bytes, place.offset) < place.length) return null;
    const block = blockAt(held.outline.reader.read(bytes, place.line, 'full'), job.block_id, held.redactor);
    if (block === null) return null;
    if (job.kind === 'image') return 'base64' in block ? { media_type: block.media_type, base64: block.base64 } : null;
    if (!('text' in block)) return null;
    return {
      text: block.text.slice(job.offset, job.offset + job.limit).toWellFormed(),
      text_length: block.text.length,
    };
  } finally {
    opened.file.close();
  }
}

/** A large output in a file of its own. Redacted as a whole, since a secret may lie across any cut. */
function readMoved(job: Extract<ReaderJob, { kind: 'text' }>, source: Source): ReaderAnswers['text'] {
  const path = source.movedOutput?.(job.file, job.block_id.slice(movedPrefix.length)) ?? null;
  if (path === null) return null;
  const opened = files.open(job.file.entry.root, path);
  if (!opened.ok) return { reason: opened.reason };
  try {
    if (opened.file.size > mostMovedBytes) return { reason: 'The output is larger than 32 MB and is not shown.' };
    const bytes = Buffer.alloc(opened.file.size);
    const raw = bytes.toString('utf8', 0, opened.file.read(bytes, 0));
    const text = redact(new Unredacted(raw), newRedactor()).toWellFormed();
    return { text: text.slice(job.offset, job.offset + job.limit).toWellFormed(), text_length: text.length };
  } finally {
    opened.file.close();
  }
}

function placeAt(outline: FileOutline, offset: number): Place | null {
  for (const message of outline.messages) for (const place of message.parts) if (place.offset === offset) return place;
  for (const place of outline.results.values()) if (place.offset === offset) return place;
  return null;
}
