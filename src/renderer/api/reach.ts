type Listener = () => void;

const listeners = new Set<Listener>();
let isReached = true;

/** Takes note of whether the host could be reached just now. */
export function noteReach(isReachedNow: boolean): void {
  if (isReachedNow === isReached) return;
  isReached = isReachedNow;
  listeners.forEach((listener) => listener());
}

/** False from when the engine's news cannot be had until it can again: what is shown may be out of date. */
export const isHostReached = (): boolean => isReached;

/** Calls `listener` when that changes until the returned function is called. */
export function onReach(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
