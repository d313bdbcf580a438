import type { SourceCard } from '../../contract/source.ts';
import { api } from '../api/api.ts';
import { lastValue, type Loadable, useAnswer } from './loadable.ts';

/** The cards of all sources. */
export function useSources(): Loadable<{ sources: SourceCard[] }> {
  return useAnswer('sources', () => api.sources({}));
}

/** The cards as far as known. */
export function useKnownSources(): readonly SourceCard[] {
  return lastValue(useSources())?.sources ?? none;
}

const none: readonly SourceCard[] = [];
