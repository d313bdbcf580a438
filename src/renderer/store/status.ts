import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { ScanStatus } from '../../contract/events.ts';
import { api, onEvent } from '../api/api.ts';

const store = createStore<{ status: ScanStatus | null }>(() => ({ status: null }));

/** Where the indexing stands; null until the engine has said so. */
export const useStatus = (): ScanStatus | null => useStore(store, (state) => state.status);

/** Keeps the status up to date from now on. Called once, at the start. */
export function followStatus(): void {
  onEvent((event) => {
    if (event.type === 'status') store.setState({ status: event.status });
    if (event.type === 'restarted') void askStatus();
  });
  void askStatus();
}

/** Starts a scan; how it goes is told by the status. */
export async function scanAgain(): Promise<void> {
  const result = await api.scan({});
  if (result.ok) store.setState({ status: result.value });
}

/** Lets the text index rest, or go on. */
export async function pauseText(is_paused: boolean): Promise<void> {
  const result = await api.pauseText({ is_paused });
  if (result.ok) store.setState({ status: result.value });
}

async function askStatus(): Promise<void> {
  const result = await api.status({});
  if (result.ok) store.setState({ status: result.value });
}
