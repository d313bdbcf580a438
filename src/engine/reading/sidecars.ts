import type { Files, FoundEntry } from '../../files/files.ts';
import { redact, type Redactor, type Unredacted } from '../../redaction/unredacted.ts';
import type { SidecarFacts, Source } from '../../sources/source.ts';
import { oneLine } from './file-part.ts';
import type { ReadSidecar } from './reader-jobs.ts';

/** Larger ones are not what they claim to be. */
const mostBytes = 4 * 1024 * 1024;

/** Reads small files that stand beside sessions. One that cannot be read says nothing. */
export function readSidecars(
  entries: FoundEntry[],
  { files, source, redactor }: { files: Files; source: Source; redactor: Redactor },
): ReadSidecar[] {
  const open = (box: Unredacted<string> | null | undefined) => (box ? oneLine(redact(box, redactor), 200) : null);
  const readFrom = (facts: SidecarFacts) => {
    const agent = facts.agent && {
      ...facts.agent,
      type: open(facts.agent.type),
      description: open(facts.agent.description),
    };
    return {
      session_id: facts.session_id ?? null,
      original_path: facts.original_path ?? null,
      title: open(facts.title),
      agent: agent ?? null,
      live: facts.live ? { ...facts.live, started: startOf(facts.live.started) } : null,
    };
  };
  return entries.map((entry) => {
    const bytes = bytesOf(entry, files);
    const facts = bytes ? (source.readSidecar?.(bytes, entry) ?? []) : [];
    return { entry, said: [facts].flat().map(readFrom) };
  });
}

/** A count of ticks is all that can be compared. */
const startOf = (said: string | null): string | null => (said !== null && /^\d{1,20}$/.test(said) ? said : null);

function bytesOf(entry: FoundEntry, files: Files): Buffer | null {
  if (entry.size > mostBytes) return null;
  const opened = files.open(entry.root, entry.relative_path);
  if (!opened.ok) return null;
  try {
    const bytes = Buffer.alloc(Math.min(mostBytes, opened.file.size));
    return bytes.subarray(0, opened.file.read(bytes, 0));
  } finally {
    opened.file.close();
  }
}
