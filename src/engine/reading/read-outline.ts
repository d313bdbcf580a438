import type { OpenFile } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { SessionFile, Source } from '../../sources/source.ts';
import { markAt } from './mark.ts';
import { FileOutline } from './outline.ts';

/** Reads the outline of an open file, or goes on with one read earlier when the file has only grown since. */
export function readOutline(
  file: SessionFile,
  now: OpenFile,
  { source, redactor, earlier }: { source: Source; redactor: Redactor; earlier: FileOutline | null },
): FileOutline {
  const isSame = earlier !== null && earlier.identity === `${now.device}:${now.inode}`;
  if (isSame && earlier.size === now.size && earlier.mtime_ms === now.mtime_ms) return earlier;
  const goesOn = isSame && now.size > earlier.size && markAt(now, earlier.consumed) === earlier.mark;
  const outline = goesOn ? earlier : new FileOutline(file, source, redactor);
  outline.readFrom(now);
  return outline;
}
