import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SettingsAnswer } from '../../contract/settings.ts';
import { api, onEvent } from '../api/api.ts';
import { askAgain } from './loadable.ts';

type Mode = SettingsAnswer['mode'];

const store = createStore<{ mode: Mode }>(() => ({ mode: 'usual' }));

/** Whether the person's own sessions are shown, or made-up ones in their place. */
export const useMode = (): Mode => useStore(store, (state) => state.mode);

/** Keeps the mode known from now on. Called once, at the start. */
export function followMode(): void {
  onEvent((event) => {
    if (event.type === 'restarted' || (event.type === 'changed' && event.sessions === null)) void askMode();
  });
  void askMode();
}

/** Shows the made-up sessions, or the person's own again. */
export async function showSamples(is_shown: boolean): Promise<void> {
  const result = await api.showSamples({ is_shown });
  if (result.ok) store.setState({ mode: result.value.mode });
  askAgain('settings');
}

async function askMode(): Promise<void> {
  const result = await api.settings({});
  if (result.ok) store.setState({ mode: result.value.mode });
}
