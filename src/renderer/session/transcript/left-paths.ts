import { create } from 'zustand';
import type { Outline } from '../../../contract/message.ts';
import { type Thread, threadKey } from './thread.ts';

/** Messages in a row on a path of the conversation that was left; they are folded into the first of them. */
export type LeftPath = NonNullable<Outline['left_paths']>[number];

/** Paths that the person opened, until the app is closed. */
export const useOpenPaths = create<{ open: ReadonlySet<string> }>(() => ({ open: new Set() }));

/** By what an opened path is remembered. */
export const pathKey = (thread: Thread, { from, branch }: LeftPath): string =>
  JSON.stringify([threadKey(thread), branch, from]);

export function setPathOpen(key: string, isOpen: boolean): void {
  const open = new Set(useOpenPaths.getState().open);
  if (isOpen) open.add(key);
  else open.delete(key);
  useOpenPaths.setState({ open });
}

/** The left path that a message is on. */
export const leftPathAt = (outline: Outline, index: number): LeftPath | null =>
  outline.left_paths?.find(({ from, to }) => from <= index && index <= to) ?? null;

/** Has a message shown that may lie on a folded path. */
export function openPathAt(outline: Outline, thread: Thread, index: number): void {
  const path = leftPathAt(outline, index);
  if (path && index !== path.from) setPathOpen(pathKey(thread, path), true);
}

/** The messages that a folded path hides: all but its first. Null when none is hidden. */
export function hiddenPlaces(outline: Outline, thread: Thread, open: ReadonlySet<string>): ReadonlySet<number> | null {
  const folded = (outline.left_paths ?? []).filter((path) => path.to > path.from && !open.has(pathKey(thread, path)));
  if (folded.length === 0) return null;
  const hidden = new Set<number>();
  for (const { from, to } of folded) for (let place = from + 1; place <= to; place += 1) hidden.add(place);
  return hidden;
}
