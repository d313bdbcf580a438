import { createStore } from 'zustand/vanilla';
import type { LongText } from '../text/long-text.ts';
import { createChildThreads } from './child-threads.ts';
import { createFolds } from './folds.ts';
import type { TranscriptMemory } from './transcript-context.ts';

/** What outlives rows that scroll out of sight, at its beginning. */
export const newMemory = (): TranscriptMemory => ({
  folds: createFolds(),
  texts: createStore<ReadonlyMap<string, LongText>>(() => new Map()),
  children: createChildThreads(),
  wanted: createStore<ReadonlySet<string>>(() => new Set()),
});
