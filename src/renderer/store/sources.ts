import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { SourceCard } from '../../contract/source.ts';
import { api } from '../api/api.ts';
import { lastValue, type Loadable, peekAnswer, watchAnswer } from './answers.ts';
import { useAnswer } from './loadable.ts';

type Cards = { sources: SourceCard[] };

const key = 'sources';
const ask = () => api.sources({});
const store = createStore<{ cards: readonly SourceCard[] }>(() => ({ cards: [] }));

/** The cards of all sources, with how they were got. */
export const useSources = (): Loadable<Cards> => useAnswer(key, ask);

/** The cards as far as known. */
export const useKnownSources = (): readonly SourceCard[] => useStore(store, (state) => state.cards);

/** The place of a source among all, from 0, which gives it its mark; 0 while it is not known. */
export const useSourcePlace = (source: string): number =>
  useStore(store, ({ cards }) =>
    Math.max(
      0,
      cards.findIndex((card) => card.source === source),
    ),
  );

/** The name of a source; its id while it is not known. */
export const useSourceName = (source: string): string =>
  useStore(store, ({ cards }) => cards.find((card) => card.source === source)?.provider_label ?? source);

/** Keeps the cards known from now on. Called once, at the start. */
export function followSources(): void {
  watchAnswer(key, { ask, concerns: () => true }, () => {
    const answer = lastValue(peekAnswer(key) as Loadable<Cards>);
    if (answer && answer.sources !== store.getState().cards) store.setState({ cards: answer.sources });
  });
}
