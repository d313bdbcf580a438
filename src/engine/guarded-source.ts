import { Unredacted } from '../redaction/unredacted.ts';
import type { Discovery, LineReader, Source } from '../sources/source.ts';
import { makeRoomFor } from './reading/spare-memory.ts';
import type { SafeIds } from './safe-ids.ts';

/** The source as the rest of the engine uses it: whatever it hands out unsealed has passed through `ids`. */
export function guardedSource(source: Source, ids: SafeIds): Source {
  const { readSidecar } = source;
  return {
    ...source,
    discover: async (root, files) => guardedDiscovery(await source.discover(root, files), ids),
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
const notLookedAt = 'base64';

/** The value with every string in it that is not sealed made safe, in place: it is the caller's alone. */
function guarded<T>(value: T, ids: SafeIds): T {
  if (typeof value === 'string') return ids.of(value) as T;
  if (typeof value === 'object' && value !== null) guardParts(value, ids);
  return value;
}

/** Numbers, flags and what is absent are most of an item. The loops stand here, where the engine knows how to walk them. */
function guardParts(whole: object, ids: SafeIds): void {
  if (Array.isArray(whole)) {
    for (let at = 0; at < whole.length; at++) {
      const part: unknown = whole[at];
      if (typeof part === 'string') whole[at] = ids.of(part);
      else if (typeof part === 'object' && part !== null) guardParts(part, ids);
    }
  } else if (!(whole instanceof Unredacted)) {
    for (const key in whole) {
      const part: unknown = whole[key as keyof typeof whole];
      if (typeof part === 'string') {
        if (key === notLookedAt) continue;
        const safe = ids.of(part);
        if (safe !== part) (whole as Record<string, unknown>)[key] = safe;
      } else if (typeof part === 'object' && part !== null) guardParts(part, ids);
    }
  }
}
