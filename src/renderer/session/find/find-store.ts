import { create } from 'zustand';
import type { FoundPlace } from '../../../contract/find.ts';

/** What is looked for in the session on the screen, and which of the places found is the one looked at. */
interface Find {
  /** Whether the bar is shown; words in the address show it too. */
  is_open: boolean;
  /** Raised with every wish to type in the bar. */
  focus_wish: number;
  /** The words that `places` are for; empty while nothing is looked for. */
  q: string;
  places: readonly FoundPlace[];
  current: FoundPlace | null;
  /** Raised when the current place is to be brought into view, even if it is the same as before. */
  steps: number;
  /** The last of them that was done. */
  reached: number;
}

const nothing = { q: '', places: [], current: null };

export const useFind = create<Find>(() => ({ is_open: false, focus_wish: 0, steps: 0, reached: 0, ...nothing }));

export const openFind = (): void =>
  useFind.setState(({ focus_wish }) => ({ is_open: true, focus_wish: focus_wish + 1 }));

export const closeFind = (): void => useFind.setState({ is_open: false, ...nothing });

/** Where somebody reads: new words are first looked for from there on. */
export interface Here {
  agent_id: string | null;
  index: number;
}

/** Takes in what was found. The same words found again, as in a live session, leave the person where they are. */
export function putFound(q: string, places: readonly FoundPlace[], here: Here): void {
  const known = useFind.getState();
  const current = known.q === q && known.current ? sameAs(known.current, places) : null;
  if (current) useFind.setState({ q, places, current });
  else useFind.setState({ q, places, current: firstFrom(here, places), steps: known.steps + 1 });
}

export const forgetFound = (): void => useFind.setState(nothing);

/** Goes to the next or the previous place, from the last to the first and the other way round. */
export function stepFound(direction: 1 | -1): void {
  const { places, current, steps } = useFind.getState();
  if (places.length === 0) return;
  const at = current ? places.indexOf(current) : -1;
  const next = places[(at + direction + places.length) % places.length] ?? null;
  useFind.setState({ current: next, steps: steps + 1 });
}

const sameAs = (wanted: FoundPlace, places: readonly FoundPlace[]): FoundPlace | null =>
  places.find((place) => keyOf(place) === keyOf(wanted)) ?? null;

const keyOf = ({ agent_id, index, block_id, field, part, offset }: FoundPlace): string =>
  JSON.stringify([agent_id, index, block_id, field, part, offset]);

/** A search finds whole words: in the message where one reads, such a place goes before parts of other words. */
function firstFrom({ agent_id, index }: Here, places: readonly FoundPlace[]): FoundPlace | null {
  const own = places.filter((place) => place.agent_id === agent_id);
  return (
    own.find((place) => place.index === index && place.is_whole) ??
    own.find((place) => place.index >= index) ??
    own[0] ??
    places[0] ??
    null
  );
}
