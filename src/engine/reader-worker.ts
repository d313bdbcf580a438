import { parentPort, workerData } from 'node:worker_threads';
import type { OpenFile, Opened } from '../files/files.ts';
import { createFiles } from '../files/index.ts';
import { redact, type Redactor, Unredacted } from '../redaction/unredacted.ts';
import { sources } from '../sources/index.ts';
import type { SessionFile, Source } from '../sources/source.ts';
import { placesOf } from './bug-report.ts';
import { isSound } from './catalog/check-catalog.ts';
import { isDamage } from './catalog/damage.ts';
import { findInFile } from './find/find-job.ts';
import { guardedSource } from './guarded-source.ts';
import { redactorFor } from './hiding.ts';
import { type ReadPart, readForCatalog } from './reading/catalog-job.ts';
import { changeTextAt, isChangeId } from './reading/change-text.ts';
import { historyIn, touchesIn } from './reading/files-job.ts';
import { type ExportJob, ExportReading } from './reading/export-job.ts';
import { imageFrom } from './reading/image-bytes.ts';
import { longestLineBytes } from './reading/lines.ts';
import { openLog } from './reading/open-log.ts';
import type { FileOutline, Place } from './reading/outline.ts';
import { readOutline } from './reading/read-outline.ts';
import { briefOf, threadOf } from './reading/thread.ts';
import { blockAt, movedPrefix, pageOf } from './reading/page.ts';
import { rawRecords } from './reading/raw-job.ts';
import { giveBackMemory } from './reading/spare-memory.ts';
import { readSidecars } from './reading/sidecars.ts';
import { readContext, readTimeline } from './reading/timeline-job.ts';
import type { JobReply, JobRequest, ReaderAnswers, ReaderJob, ReaderSettings, Refusal } from './reading/reader-jobs.ts';
import { createSafeIds } from './safe-ids.ts';
import { indexFile } from './text/index-file.ts';
import { readSnippets } from './text/snippet-job.ts';
import { TextStore } from './text/text-store.ts';

const settings = workerData as ReaderSettings;
const files = createFiles();
const ids = createSafeIds(settings.tag_key);
const guardedSources = sources.map((source) => guardedSource(source, ids));
const newRedactor = (): Redactor => redactorFor(settings, ids);

/** Outlines of the files looked at last, with the redactor that has seen them. */
const outlines = new Map<string, { outline: FileOutline; redactor: Redactor }>();
const mostOutlines = 6;
const noSuchOutput = { reason: 'An output has a name that no output can have.' };
const commitAfterMs = 50;
const mostMovedBytes = 32 * 1024 * 1024;

const post = (reply: JobReply): void => parentPort!.postMessage(reply);

parentPort!.on('message', ({ id, job, taken }: JobRequest) => {
  if (commitTimer) clearTimeout(commitTimer);
  try {
    post({
      id,
      done: doJob(job, { onPart: partSender(id, taken), stayAlive: () => post({ id, isAlive: true }) }),
    });
  } catch (error) {
    const threw = error instanceof Error ? `${error.name} at ${placeOf(error)}` : 'unknown';
    post({ id, threw, is_damage: isDamage(error) });
  }
  giveBackMemory();
  if (store) commitTimer = setTimeout(() => store?.commit(), commitAfterMs);
});

/** Hands parts over, one ahead of what has been taken: who writes them down may be slower than who reads. */
function partSender(id: number, shared: SharedArrayBuffer): (part: ReadPart) => void {
  const taken = new Int32Array(shared);
  let sent = 0;
  return (part) => {
    post({ id, part });
    sent += 1;
    for (let seen = Atomics.load(taken, 0); sent - seen > 1; seen = Atomics.load(taken, 0))
      if (Atomics.wait(taken, 0, seen, mostWaitMs) === 'timed-out') return;
  };
}
const mostWaitMs = 20_000;

/** Where in our own code an error was thrown; never its message, which may quote a log. */
const placeOf = (error: Error): string =>
  /\((?:file:\/\/)?[^()]*?([\w.-]+:\d+:\d+)\)/.exec(placesOf(error).join('\n'))?.[1] ?? 'an unknown place';

interface Signals {
  onPart: (part: ReadPart) => void;
  stayAlive: () => void;
}

function doJob(job: ReaderJob, { onPart, stayAlive }: Signals): ReaderAnswers[ReaderJob['kind']] {
  if (job.kind === 'get_ready') {
    newRedactor();
    return null;
  }
  if (job.kind === 'commit') {
    store?.settle(stayAlive);
    return null;
  }
  if (job.kind === 'check') return { is_sound: isSound(job.path) };
  if (job.kind === 'forget') {
    for (const file_id of job.file_ids) textStore().forget(file_id);
    return null;
  }
  if (job.kind === 'exportWords')
    return written?.export_id === job.export_id ? { words: written.words(job.words) } : interrupted;
  const source = sourceNamed(job.source);
  switch (job.kind) {
    case 'catalog':
      return { reason: readForCatalog(job, { files, source, redactor: newRedactor() }, onPart) };
    case 'sidecars':
      return readSidecars(job.entries, { files, source, redactor: newRedactor() });
    case 'index':
      return withLog(job.file, (file) =>
        indexFile(job, file, { source, redactor: newRedactor(), store: textStore(), onBatch: stayAlive }),
      );
    case 'snippets':
      return withLog(job.file, (file) => ({
        snippets: readSnippets(job, file, { source, redactor: newRedactor() }),
      }));
    case 'outline':
      return withOutline(job.file, source, ({ outline }) => ({
        outline: briefOf(outline, threadOf(outline, job.agent_id)),
        agents: outline.agentLinks,
        copies: outline.copies,
      }));
    case 'timeline':
      return withOutline(job.file, source, (held, file) => readTimeline(held, job.agent_id, file));
    case 'context':
      return withOutline(job.file, source, (held, file) => readContext(held, job.agent_id, file));
    case 'page':
      return readPage(job, source);
    case 'export':
      return readForExport(job, source);
    case 'raw':
      return withOutline(job.file, source, (held, file) => rawRecords(job.wish, { ...held, file }));
    case 'files':
      return withOutline(job.file, source, (held, file) => ({ touches: touchesIn({ ...held, file }) }));
    case 'history':
      return withOutline(job.file, source, (held, file) => ({ steps: historyIn({ ...held, file }, job.path) }));
    case 'find':
      return withOutline(job.file, source, (held, file) =>
        findInFile(job, { ...held, file, moved: (block_id) => movedText(job.file, block_id, source) ?? noSuchOutput }),
      );
    case 'text':
    case 'image':
      return readBlock(job, source);
  }
}

let store: TextStore | null = null;
let commitTimer: NodeJS.Timeout | null = null;

/** What was put in becomes visible, and safe, when it is a batch, and shortly after the last job. */
function textStore(): TextStore {
  if (!settings.text_store) throw new Error('this thread writes no index');
  store ??= new TextStore(settings.text_store.path, settings.text_store.catalog_id);
  return store;
}

function sourceNamed(id: string): Source {
  const source = guardedSources.find((candidate) => candidate.id === id);
  if (!source) throw new Error('unknown source');
  return source;
}

interface Held {
  outline: FileOutline;
  redactor: Redactor;
}

/** Opens the file once, so that what is read belongs to the outline even if another file takes its place meanwhile. */
function withOutline<T>(file: SessionFile, source: Source, use: (held: Held, opened: OpenFile) => T): T | Refusal {
  return withLog(file, (opened) => use(outlineOf(file, opened, source), opened));
}

const withLog = <T>(file: SessionFile, use: (opened: OpenFile) => T): T | Refusal =>
  withOpened(openLog(files, file), use);

function withOpened<T>(opened: Opened, use: (opened: OpenFile) => T): T | Refusal {
  if (!opened.ok) return { reason: opened.reason, is_gone: opened.is_gone };
  try {
    return use(opened.file);
  } finally {
    opened.file.close();
  }
}

function outlineOf(file: SessionFile, opened: OpenFile, source: Source): Held {
  const key = `${file.entry.root.real_path}\n${file.entry.relative_path}`;
  const held = outlines.get(key);
  const redactor = held?.redactor ?? newRedactor();
  outlines.delete(key);
  const now = { outline: readOutline(file, opened, { source, redactor, earlier: held?.outline ?? null }), redactor };
  outlines.set(key, now);
  if (outlines.size > mostOutlines) outlines.delete(outlines.keys().next().value!);
  return now;
}

const readPage = (job: Extract<ReaderJob, { kind: 'page' }>, source: Source): ReaderAnswers['page'] =>
  withOutline(job.file, source, ({ outline, redactor }, file) => {
    const thread = threadOf(outline, job.agent_id);
    const to = Math.min(thread.length, job.offset + job.limit);
    const messages = pageOf(outline, thread, { from: job.offset, to, file, redactor });
    const calls = messages.map((message) => {
      const { call } = thread[message.index]!;
      return call ? { call_key: call.call_key } : null;
    });
    return { messages, total: thread.length, calls };
  });

/** The export that is being written, if there is one. */
let written: ExportReading | null = null;
const interrupted: Refusal = { reason: 'The export was interrupted. Start it again.', is_gone: false };

function readForExport(job: ExportJob, source: Source): ReaderAnswers['export'] {
  if (job.is_first) written = new ExportReading(job, settings, ids);
  const now = written;
  if (now?.export_id !== job.export_id) return interrupted;
  return withLog(job.file, (file) => now.stretch(job, file, source));
}

/** A block id begins with the place of its line, so that one line is all that has to be read. */
function readBlock(
  job: Extract<ReaderJob, { kind: 'text' | 'image' }>,
  source: Source,
): ReaderAnswers['text'] | ReaderAnswers['image'] {
  if (job.block_id.startsWith(movedPrefix)) return job.kind === 'text' ? readMoved(job, source) : null;
  if (isChangeId(job.block_id)) return job.kind === 'text' ? readChange(job, source) : null;
  return withOutline(job.file, source, ({ outline, redactor }, file) => {
    const place = placeAt(outline, Number(/^(\d{1,15})-/.exec(job.block_id)?.[1] ?? Number.NaN));
    if (!place || place.length > longestLineBytes) return null;
    const bytes = Buffer.allocUnsafe(place.length);
    if (file.read(bytes, place.offset) < place.length) return null;
    const block = blockAt(outline.reader.read(bytes, place.line, 'full'), job.block_id, redactor);
    if (block === null) return null;
    if (job.kind === 'image') return 'base64' in block ? shownImage(block.base64) : null;
    return 'text' in block ? stretchOf(block.text, job) : null;
  });
}

/** All lines of one changed file. */
const readChange = (job: Extract<ReaderJob, { kind: 'text' }>, source: Source): ReaderAnswers['text'] =>
  withOutline(job.file, source, (held, file) => {
    const text = changeTextAt(held.outline, job.block_id, { file, redactor: held.redactor });
    return text === null ? null : stretchOf(text, job);
  });

function shownImage(base64: string): ReaderAnswers['image'] {
  const image = imageFrom(base64);
  return typeof image === 'string' ? { reason: image, is_gone: false } : image;
}

function readMoved(job: Extract<ReaderJob, { kind: 'text' }>, source: Source): ReaderAnswers['text'] {
  const moved = movedText(job.file, job.block_id, source);
  return moved && 'text' in moved ? stretchOf(moved.text, job) : moved;
}

/** A large output in a file of its own. Redacted as a whole, since a secret may lie across any cut. */
function movedText(file: SessionFile, block_id: string, source: Source): { text: string } | Refusal | null {
  const path = source.movedOutput?.(file, block_id.slice(movedPrefix.length)) ?? null;
  if (path === null) return null;
  return withOpened(files.open(file.entry.root, path), (opened) => {
    if (opened.size > mostMovedBytes)
      return { reason: 'The output is larger than 32 MB and is not shown.', is_gone: false };
    const bytes = Buffer.alloc(opened.size);
    const raw = bytes.toString('utf8', 0, opened.read(bytes, 0));
    return { text: redact(new Unredacted(raw), newRedactor()).toWellFormed() };
  });
}

/** Some of a text from `offset` on, about as much as asked for: no character is cut in two, so that stretches join up. */
function stretchOf(text: string, { offset, limit }: { offset: number; limit: number }) {
  const end = offset + limit;
  const isInsidePair = end < text.length && /^[\uD800-\uDBFF][\uDC00-\uDFFF]/.test(text.slice(end - 1, end + 1));
  const stop = isInsidePair ? (limit > 1 ? end - 1 : end + 1) : end;
  return { text: text.slice(offset, stop), text_length: text.length };
}

function placeAt(outline: FileOutline, offset: number): Place | null {
  for (const message of outline.messages) for (const place of message.parts) if (place.offset === offset) return place;
  for (const place of outline.results.values()) if (place.offset === offset) return place;
  return null;
}
