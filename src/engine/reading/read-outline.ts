import type { Files } from '../../files/files.ts';
import type { Redactor } from '../../redaction/unredacted.ts';
import type { SessionFile, Source } from '../../sources/source.ts';
import { FileOutline } from './outline.ts';

/** Reads a file's outline, or goes on with one read earlier when the file has only grown. Gives a reason when it cannot be opened. */
export function readOutline(
  file: SessionFile,
  {
    files,
    source,
    redactor,
    earlier,
  }: { files: Files; source: Source; redactor: Redactor; earlier: FileOutline | null },
): FileOutline | string {
  const opened = files.open(file.entry.root, file.entry.relative_path);
  if (!opened.ok) return opened.reason;
  try {
    const now = opened.file;
    const isSame = earlier !== null && earlier.identity === `${now.device}:${now.inode}`;
    if (isSame && earlier.size === now.size && earlier.mtime_ms === now.mtime_ms) return earlier;
    const goesOn = isSame && now.size > earlier.size;
    const outline = goesOn ? earlier : new FileOutline(file, source, redactor);
    outline.readFrom(now);
    return outline;
  } finally {
    opened.file.close();
  }
}
