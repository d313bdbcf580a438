import { create } from 'zustand';
import type { Shown, ShownKind } from './shown-kinds.ts';

/** How transcripts are looked at; the same for every session until the app is closed. */
interface TranscriptView {
  shown: Shown;
  /** Tool calls as single lines. */
  are_tools_folded: boolean;
  /** Diffs with old and new side by side, where there is room. */
  is_split: boolean;
  /** A list of the turns beside the messages. */
  has_turns: boolean;
}

export const useView = create<TranscriptView>(() => ({
  shown: new Set(),
  are_tools_folded: false,
  is_split: false,
  has_turns: false,
}));

export function toggleShown(kind: ShownKind): void {
  const shown = new Set(useView.getState().shown);
  if (!shown.delete(kind)) shown.add(kind);
  useView.setState({ shown });
}

export const showEverything = (): void => useView.setState({ shown: new Set() });

export const toggleTools = (): void => useView.setState((view) => ({ are_tools_folded: !view.are_tools_folded }));

export const toggleTurns = (): void => useView.setState((view) => ({ has_turns: !view.has_turns }));

export const toggleSplit = (): void => useView.setState((view) => ({ is_split: !view.is_split }));
