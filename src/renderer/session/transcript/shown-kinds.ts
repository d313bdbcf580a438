import type { Outline } from '../../../contract/message.ts';
import type { Part } from '../blocks/parts.ts';

/** What a transcript can be narrowed to. None chosen means everything. */
export const shownKinds = ['user', 'assistant', 'reasoning', 'tools', 'edits', 'errors'] as const;
export type ShownKind = (typeof shownKinds)[number];
export type Shown = ReadonlySet<ShownKind>;

/** Whether the outline allows a message to hold something of these kinds; compactions always count as landmarks. */
function mayShow(outline: Outline, index: number, shown: Shown): boolean {
  if (shown.size === 0) return true;
  const kind = outline.kinds[index];
  if (kind === 'c' || (kind === 'u' && shown.has('user'))) return true;
  if (kind === 'a' && (shown.has('assistant') || shown.has('reasoning'))) return true;
  const calls = outline.tool_calls[index] ?? 0;
  if (calls > 0 && (shown.has('tools') || shown.has('edits'))) return true;
  return shown.has('errors') && (kind === 'p' || (outline.errors[index] ?? 0) > 0);
}

/** The places of the thread to be listed, in order; null when all are. */
export function listedPlaces(
  outline: Outline,
  shown: Shown,
  hidden: ReadonlySet<number> | null = null,
): Uint32Array | null {
  if (shown.size === 0 && hidden === null) return null;
  const places = new Uint32Array(outline.total);
  let count = 0;
  for (let index = 0; index < outline.total; index += 1) {
    if (mayShow(outline, index, shown) && !hidden?.has(index)) {
      places[count] = index;
      count += 1;
    }
  }
  return places.subarray(0, count);
}

/** Whether a part of a message is of these kinds. */
export function isShown(part: Part, role: string, shown: Shown): boolean {
  if (shown.size === 0 || part.kind === 'compaction') return true;
  switch (part.kind) {
    case 'text':
      return !part.block.is_injected && shown.has(role === 'user' ? 'user' : 'assistant');
    case 'thinking':
      return shown.has('reasoning');
    case 'image':
      return shown.has(role === 'user' ? 'user' : 'assistant');
    case 'tool':
      if (shown.has('tools') || (shown.has('edits') && isEdit(part))) return true;
      return shown.has('errors') && isFailure(part);
    case 'notice':
      return shown.has('errors') && part.block.level === 'error';
    case 'problem':
      return shown.has('errors');
  }
}

type ToolPart = Extract<Part, { kind: 'tool' }>;

const isEdit = ({ call, result }: ToolPart): boolean =>
  call?.kind === 'edit' || call?.kind === 'write' || (result?.changes.length ?? 0) > 0;

const isFailure = ({ result }: ToolPart): boolean =>
  result !== null && (result.is_error || result.outcome === 'error' || result.outcome === 'denied');
