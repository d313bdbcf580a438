import { useEffect, useRef } from 'react';

/** One key or sequence, what it is for, and what it does. */
export interface KeyBinding {
  /** `j`, `E` (with shift), `g h` (one after the other), `Mod+k` (Ctrl, or Cmd on a Mac), `Escape`. */
  keys: string;
  /** Said in the overview of keys: "Next message". Bindings with the same words are shown as one. */
  about: string;
  /** Return false to let the key do what it would otherwise do. */
  run: (event: KeyboardEvent) => void | boolean;
  /** Also while a text field has the focus. */
  inFields?: boolean;
}

export interface KeyGroup {
  /** Heading in the overview of keys: "Everywhere", "Session". */
  title: string;
  bindings: KeyBinding[];
}

const groups = new Set<{ current: KeyGroup }>();
const sequencePause_ms = 1200;
let pending: { key: string; at: number } | null = null;

/** Binds keys for as long as the component is shown. Of two bindings of one key the one bound last wins. */
export function useKeys(title: string, bindings: KeyBinding[]): void {
  const group = useRef<KeyGroup>({ title, bindings });
  useEffect(() => {
    group.current = { title, bindings };
  });
  useEffect(() => {
    groups.add(group);
    return () => void groups.delete(group);
  }, []);
}

/** All keys that work at the moment, for the overview. */
export function boundKeys(): KeyGroup[] {
  const byTitle = new Map<string, KeyBinding[]>();
  for (const { current } of groups)
    byTitle.set(current.title, [...(byTitle.get(current.title) ?? []), ...current.bindings]);
  return [...byTitle].map(([title, bindings]) => ({ title, bindings }));
}

/** Listens to the keyboard from now on. Called once, at the start; returns what ends it. */
export function listenToKeys(target: Window): () => void {
  target.addEventListener('keydown', handleKey);
  return () => target.removeEventListener('keydown', handleKey);
}

function handleKey(event: KeyboardEvent): void {
  const key = nameOfKey(event);
  if (event.defaultPrevented || event.isComposing || key === null || isPressOf(event.target, event.key)) return;
  const sequence = pending && Date.now() - pending.at < sequencePause_ms ? `${pending.key} ${key}` : null;
  pending = null;
  const isInField = isField(event.target);
  const isInDialog = event.target instanceof Element && event.target.closest('dialog, [role="dialog"]') !== null;
  const known = [...groups].toReversed().flatMap((group) => group.current.bindings.toReversed());
  const usable = known.filter((each) => (!isInField || each.inFields) && (!isInDialog || each.inFields));
  for (const wanted of [sequence, key]) {
    const binding = wanted === null ? undefined : usable.find((each) => each.keys === wanted);
    if (!binding) continue;
    if (binding.run(event) !== false) event.preventDefault();
    return;
  }
  if (usable.some((each) => each.keys.startsWith(`${key} `))) pending = { key, at: Date.now() };
}

/** A pressed key as bindings write it; null for a modifier alone or with Alt, which belongs to the system. */
function nameOfKey(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return null;
  const isMod = isMac ? event.metaKey : event.ctrlKey;
  if (isMod) return `Mod+${event.shiftKey ? 'Shift+' : ''}${event.key.toLowerCase()}`;
  if (event.ctrlKey || event.metaKey) return null;
  /* With Alt, keyboards type characters such as `[`; anything else with Alt belongs to the system. */
  if (event.altKey && /^[a-z0-9]$/i.test(event.key)) return null;
  return event.shiftKey && event.key.length > 1 ? `Shift+${event.key}` : event.key;
}

/** Whether the control that has the focus is pressed, or chosen in, by this key. */
function isPressOf(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input[type=radio]') && key.startsWith('Arrow')) return true;
  if (key === ' ') return target.matches('button, summary, input, select');
  return key === 'Enter' && target.matches('a[href], button, summary');
}

function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'range'].includes(target.type);
}

const isMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? '');

/** Keys as they stand on the keyboard: `Ctrl K`, `⌘ K`, `g then h`. */
export function shownKeys(keys: string): string[] {
  return keys
    .split(' ')
    .flatMap((part, place) => [
      ...(place > 0 ? ['then'] : []),
      ...(part === '+' ? ['+'] : part.split('+')).map(
        (key) => keyNames[key] ?? (part.includes('+') ? key.toUpperCase() : key),
      ),
    ]);
}

const keyNames: Record<string, string> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Shift: isMac ? '⇧' : 'Shift',
  Escape: 'Esc',
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: 'Enter',
  ' ': 'Space',
};
