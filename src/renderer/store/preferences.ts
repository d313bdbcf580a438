import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';

export type Theme = 'system' | 'light' | 'dark';

/** Width in pixels as last set by the person, and whether the pane is put away. */
export interface PaneState {
  width: number | null;
  is_collapsed: boolean;
}

/** What the app remembers of how it is used on this machine. */
interface Preferences {
  theme: Theme;
  panes: Record<string, PaneState>;
}

const shelf = 'rearview-preferences';
const usual: Preferences = { theme: 'system', panes: {} };
const store = createStore<Preferences>(() => readPreferences());

export const useTheme = (): Theme => useStore(store, (state) => state.theme);

/** A pane's state, for a component. */
export const usePane = (name: string): PaneState => useStore(store, (state) => state.panes[name] ?? openPane);
const currentPane = (name: string): PaneState => store.getState().panes[name] ?? openPane;

export function setTheme(theme: Theme): void {
  store.setState({ theme });
}

export function setPane(name: string, change: Partial<PaneState>): void {
  const { panes } = store.getState();
  store.setState({ panes: { ...panes, [name]: { ...(panes[name] ?? openPane), ...change } } });
}

/** Puts a pane away, or brings it back. */
export function togglePane(name: string): void {
  setPane(name, { is_collapsed: !currentPane(name).is_collapsed });
}

/** Keeps the page's theme and what is remembered in step with the preferences. Called once, at the start. */
export function followPreferences(): void {
  showTheme(store.getState().theme);
  store.subscribe((state) => {
    showTheme(state.theme);
    localStorage.setItem(shelf, JSON.stringify(state));
  });
}

const openPane: PaneState = { width: null, is_collapsed: false };

function showTheme(theme: Theme): void {
  const root = document.documentElement;
  if (theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = theme;
}

/** What was remembered; the usual in place of anything that cannot be read. */
function readPreferences(): Preferences {
  try {
    const read = JSON.parse(globalThis.localStorage?.getItem(shelf) ?? '{}') as Partial<Preferences>;
    const theme = read.theme === 'light' || read.theme === 'dark' ? read.theme : usual.theme;
    return { theme, panes: typeof read.panes === 'object' && read.panes !== null ? read.panes : {} };
  } catch {
    return usual;
  }
}
