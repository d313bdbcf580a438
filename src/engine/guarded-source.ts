import { Unredacted } from '../redaction/unredacted.ts';
import type { Discovery, LineReader, Source } from '../sources/source.ts';
import { makeRoomFor } from './reading/spare-memory.ts';
import type { SafeIds } from './safe-ids.ts';

/** The source as the rest of the engine uses it: whatever it hands out unsealed has passed through `ids`. */
export function guardedSource(source: Source, ids: SafeIds): Source {
  const { readSidecar } = source;
  return {
    ...source,
    discover: (root, files) => guardedDiscovery(source.discover(root, files), ids),
    reader: (file, state) => guardedReader(source.reader(file, state), ids),
    ...(readSidecar && { readSidecar: (bytes, entry) => guarded(readSidecar(bytes, entry), ids) }),
  };
}

/** Paths stay as they are: they never leave the engine but sealed. */
function guardedDiscovery({ files, sidecars, remarks }: Discovery, ids: SafeIds): Discovery {
  const safe = (id: string | null): string | null => (id === null ? null : ids.of(id));
  return {
    remarks,
    files: files.map((file) => ({
      ...file,
      session_id: ids.of(file.session_id),
      agent_id: safe(file.agent_id),
      group_id: safe(file.group_id),
    })),
    sidecars: sidecars.map((sidecar) => ({
      ...sidecar,
      session_id: ids.of(sidecar.session_id),
      agent_id: safe(sidecar.agent_id),
    })),
  };
}

const guardedReader = (reader: LineReader, ids: SafeIds): LineReader => ({
  read(bytes, line, depth) {
    makeRoomFor(bytes.length);
    return guarded(reader.read(bytes, line, depth), ids);
  },
  state: () => reader.state(),
});

/** Bytes of images are given out by themselves, once they are known to be an image. */
const notLookedAt = new Set(['base64']);

/** The value with every string in it that is not sealed made safe, in place: it is the caller's alone. */
function guarded<T>(value: T, ids: SafeIds): T {
  if (typeof value === 'string') return ids.of(value) as T;
  if (typeof value !== 'object' || value === null || value instanceof Unredacted) return value;
  if (Array.isArray(value)) for (let at = 0; at < value.length; at++) guardPart(value, at, ids);
  else for (const key in value) guardPart(value, key, ids);
  return value;
}

/** Numbers, flags and what is absent, most of an item, are passed over first. */
function guardPart<T extends object>(whole: T, key: keyof T, ids: SafeIds): void {
  const part = whole[key];
  if (typeof part === 'string') {
    if (notLookedAt.has(key as string)) return;
    const safe = ids.of(part);
    if (safe !== part) whole[key] = safe as typeof part;
  } else if (typeof part === 'object' && part !== null) guarded(part, ids);
}
