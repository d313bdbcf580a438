import type { FileChange, Hunk } from '../../contract/message.ts';
import { linesOf } from '../line-diff.ts';
import { filledTextOf, type Shape, shapeOf, textOf } from '../shape.ts';

type Way = FileChange['change'];

interface Draft {
  path: string;
  change: Way;
  hunks: { context: string; lines: string[] }[];
  new_text: string[];
}

/**
 * What a patch in the agent's own form asks for, file by file. It has no line numbers: hunks begin at line 0, which
 * stands for "somewhere". Lines of a deleted file are not in it.
 */
export function changesInPatch(patch: string): FileChange[] {
  const drafts: Draft[] = [];
  for (const line of patch.split('\n')) {
    const head = /^\*\*\* (Add|Update|Delete) File: (.+?)\s*$/.exec(line);
    const draft = drafts.at(-1);
    if (head) drafts.push({ path: head[2]!, change: ways[head[1]!]!, hunks: [], new_text: [] });
    else if (draft) addLine(draft, line);
  }
  return drafts.map(changeFrom);
}

const ways: Record<string, Way> = { Add: 'create', Update: 'update', Delete: 'delete' };

function addLine(draft: Draft, line: string): void {
  const move = /^\*\*\* Move to: (.+?)\s*$/.exec(line);
  if (move) {
    draft.change = 'move';
    draft.path = `${draft.path} → ${move[1]!}`;
  } else if (line.startsWith('*** ')) return;
  else if (draft.change === 'create') {
    if (line.startsWith('+')) draft.new_text.push(line.slice(1));
  } else if (line.startsWith('@@')) draft.hunks.push({ context: line.slice(2).trim(), lines: [] });
  else if (/^[ +-]/.test(line)) {
    if (draft.hunks.length === 0) draft.hunks.push({ context: '', lines: [] });
    draft.hunks.at(-1)!.lines.push(line);
  }
}

function changeFrom({ path, change, hunks, new_text }: Draft): FileChange {
  if (change === 'create') return written(path, `${new_text.join('\n')}\n`, new_text.length);
  if (change === 'delete') return { ...namedChange(path, 'delete'), lines_added: 0 };
  return withHunks(
    path,
    change,
    hunks.map(({ lines }) => hunkOf(0, 0, lines)),
  );
}

/** What was really changed: `changes` of a `patch_apply_end` or of a file change, by path. */
export function changesFrom(changes: unknown): FileChange[] {
  const byPath = shapeOf(changes);
  if (!byPath) return [];
  return Object.keys(byPath).map((path) => appliedChange(path, shapeOf(byPath[path]) ?? {}));
}

function appliedChange(path: string, raw: Shape): FileChange {
  const type = textOf(raw['type']) ?? Object.keys(raw)[0] ?? '';
  const change = typeof raw['type'] === 'string' ? raw : (shapeOf(raw[type]) ?? {});
  const content = textOf(change['content']);
  if (type === 'add') return written(path, content ?? '', linesOf(content ?? '').length);
  if (type === 'delete')
    return {
      ...namedChange(path, 'delete'),
      old_text: content,
      lines_added: 0,
      lines_removed: content === null ? null : linesOf(content).length,
    };
  const moved = filledTextOf(change['move_path']);
  return withHunks(
    moved === null ? path : `${path} → ${moved}`,
    moved === null ? 'update' : 'move',
    hunksIn(textOf(change['unified_diff']) ?? ''),
  );
}

/** Hunks of a unified diff that has no file headers, or has them only before its first hunk. */
export function hunksIn(diff: string): Hunk[] {
  const hunks: Hunk[] = [];
  for (const line of diff.split('\n')) {
    const head = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (head) hunks.push(hunkOf(Number(head[1]), Number(head[2]), []));
    else if (hunks.length > 0 && /^[ +\-\\]/.test(line)) hunks.at(-1)!.lines.push(line);
  }
  return hunks.map(({ old_start, new_start, lines }) => hunkOf(old_start, new_start, lines));
}

const startsWith = (lines: string[], ...marks: string[]): number =>
  lines.filter((line) => marks.includes(line[0]!)).length;

const hunkOf = (old_start: number, new_start: number, lines: string[]): Hunk => ({
  old_start,
  old_lines: startsWith(lines, ' ', '-'),
  new_start,
  new_lines: startsWith(lines, ' ', '+'),
  lines,
});

/** A change of which the log holds no more than this. */
export const namedChange = (path: string, change: Way): FileChange => ({
  path, change, hunks: null, old_text: null, new_text: null, lines_added: null, lines_removed: null, is_cut: false,
}); // prettier-ignore

const written = (path: string, new_text: string, lines_added: number): FileChange => ({
  ...namedChange(path, 'create'),
  new_text,
  lines_added,
  lines_removed: 0,
});

function withHunks(path: string, change: Way, hunks: Hunk[]): FileChange {
  const lines = hunks.flatMap((hunk) => hunk.lines);
  return {
    ...namedChange(path, change),
    hunks,
    lines_added: startsWith(lines, '+'),
    lines_removed: startsWith(lines, '-'),
  };
}

/** The sum over files; null when one of them is not known. */
export function sumOf(changes: readonly FileChange[], key: 'lines_added' | 'lines_removed'): number | null {
  if (changes.length === 0) return null;
  let sum = 0;
  for (const change of changes) {
    if (change[key] === null) return null;
    sum += change[key];
  }
  return sum;
}
