import type { FoundEntry } from '../../files/files.ts';
import { parseJson } from '../json.ts';
import { filledTextOf, listOf, type Shape, shapeOf } from '../shape.ts';
import type { SidecarFacts } from '../source.ts';
import { sealText } from './item.ts';

const decoder = new TextDecoder();

/** Names that the person gave to threads, and the list of threads that were made out of another agent's sessions. */
export function readCodexSidecar(bytes: Uint8Array, entry: FoundEntry): SidecarFacts[] {
  const text = decoder.decode(bytes);
  return entry.relative_path === 'session_index.jsonl' ? namesIn(text) : importsIn(text);
}

/** Each renaming adds a line; the last one for a thread holds, and a blank one takes the name back. */
function namesIn(text: string): SidecarFacts[] {
  const names = new Map<string, SidecarFacts>();
  for (const line of text.split('\n')) {
    const record = objectIn(line);
    const session_id = filledTextOf(record?.['id']);
    if (session_id === null) continue;
    const title = sealText(filledTextOf(record?.['thread_name'])?.trim());
    if (title) names.set(session_id, { session_id, title });
    else names.delete(session_id);
  }
  return [...names.values()];
}

function importsIn(text: string): SidecarFacts[] {
  return listOf(objectIn(text)?.['records']).flatMap((value): SidecarFacts[] => {
    const record = shapeOf(value) ?? {};
    const session_id = filledTextOf(record['imported_thread_id']);
    const original_path = filledTextOf(record['source_path']);
    return session_id === null || original_path === null ? [] : [{ session_id, original_path }];
  });
}

function objectIn(text: string): Shape | null {
  try {
    return shapeOf(parseJson(text));
  } catch {
    return null;
  }
}
