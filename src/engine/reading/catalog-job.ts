import type { Files, OpenFile } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { LineReader, SessionFile, Source } from '../../sources/source.ts';
import type { FilePart } from '../catalog/rows.ts';
import { openLog } from './open-log.ts';
import { PartBuilder } from './file-part.ts';
import { type LineVisitor, readLines } from './lines.ts';
import { markAt } from './mark.ts';

/** Read the rest of a file for the catalog. */
export interface CatalogJob {
  kind: 'catalog';
  source: string;
  file: SessionFile;
  /** What is known of the part already read; null to read from the beginning. */
  known: {
    consumed: number;
    lines: number;
    mark: string | null;
    state: string | null;
    last_record_at: number | null;
  } | null;
}

/** A stretch of a file that ends at a line break, so that reading can go on behind it whatever happens. */
export interface ReadPart {
  part: FilePart;
  /** The file is read from its beginning, and what the catalog knew of it is void. */
  is_fresh: boolean;
  /** Where the stretch begins: right where the one before it ended. */
  from: number;
  consumed: number;
  lines: number;
  rest_bytes: number;
  /** Fingerprint of the bytes before `consumed`. */
  mark: string | null;
  state: string | null;
  size: number;
  mtime_ms: number;
  device: string;
  inode: string;
  bytes_read: number;
}

/** Parts are handed over after so many bytes, lines or rows, so that a stop costs at most one of them, and memory stays bounded. */
const partBytes = 32 * 1024 * 1024;
const partLines = 50_000;
const partRows = 16_000;

/** Reads what is new in a file and hands it over in parts. Returns the reason when the file cannot be opened. */
export function readForCatalog(
  job: CatalogJob,
  { files, source, redactor }: { files: Files; source: Source; redactor: Redactor },
  emit: (part: ReadPart) => void,
): string | null {
  const opened = openLog(files, job.file);
  if (!opened.ok) return opened.reason;
  const { file } = opened;
  try {
    const known =
      job.known && job.known.consumed <= file.size && markAt(file, job.known.consumed) === job.known.mark
        ? job.known
        : null;
    readParts(job, file, { known, source, redactor }, emit);
    return null;
  } finally {
    file.close();
  }
}

interface Reading {
  known: CatalogJob['known'];
  source: Source;
  redactor: Redactor;
}

function readParts(
  job: CatalogJob,
  file: OpenFile,
  { known, source, redactor }: Reading,
  emit: (part: ReadPart) => void,
): void {
  const reader: LineReader = source.reader(job.file, known?.state ? JSON.parse(known.state) : null);
  let builder = new PartBuilder(redactor, known?.last_record_at ?? null);
  let partStart = known?.consumed ?? 0;
  let is_fresh = known === null;
  const handOver = (consumed: number, lines: number, rest_bytes: number) => {
    const state = reader.state();
    const part = builder.finish();
    emit({
      part,
      is_fresh,
      from: partStart,
      consumed,
      lines,
      rest_bytes,
      mark: markAt(file, consumed),
      state: state === null ? null : JSON.stringify(state),
      size: file.size_on_disk ?? file.size,
      mtime_ms: file.mtime_ms,
      device: String(file.device),
      inode: String(file.inode),
      bytes_read: consumed - partStart + rest_bytes,
    });
    is_fresh = false;
    partStart = consumed;
    builder = new PartBuilder(redactor, part.last_record_at);
  };
  const visitor: LineVisitor = {
    line(bytes, offset, line) {
      const isFull = offset - partStart >= partBytes || builder.part.lines >= partLines || builder.rows >= partRows;
      if (isFull) handOver(offset, line - 1, 0);
      builder.addLine(reader.read(bytes, line, 'counts'), line);
    },
    longLine(_offset, _length, line) {
      builder.part.lines += 1;
      builder.addProblem(line, 'The line is longer than 50 MB.');
    },
    rest(bytes, _offset, line) {
      const items = reader.read(bytes, line, 'counts');
      if (items.some((item) => item.disposition === 'problem')) return false;
      builder.addLine(items, line);
      return true;
    },
  };
  const { consumed, lines, rest_bytes } = readLines(file, partStart, known?.lines ?? 0, visitor);
  handOver(consumed, lines, rest_bytes);
}
