import { useState } from 'react';
import { useStore } from 'zustand';
import type { ApiError } from '../../../contract/result.ts';
import { api } from '../../api/api.ts';
import { threadInput } from '../transcript/thread.ts';
import { useTranscript } from '../transcript/transcript-context.ts';
import {
  chunkLength,
  earlierOffset,
  endOf,
  longText,
  type LongText,
  longTextKey,
  startOf,
  withEarlier,
  withNext,
} from './long-text.ts';

/** A text of which the page holds a part, and the ways to the rest. */
export interface PagedText {
  long: LongText;
  error: ApiError | null;
  is_loading: boolean;
  readNext: () => void;
  readEarlier: () => void;
}

/** The text of a block that may have been cut: what came with the message, and more of it on demand. */
export function useLongText(blockId: string, text: string, length: number): PagedText {
  const { thread, texts } = useTranscript();
  const key = longTextKey(thread, blockId, length);
  const held = useStore(texts, (state) => state.get(key));
  const [error, setError] = useState<ApiError | null>(null);
  const [isLoading, setIsLoading] = useState(false);
  const long = held ?? longText(text, length);

  const read = async (offset: number, limit: number, add: typeof withNext): Promise<void> => {
    setIsLoading(true);
    const result = await api.blockText({ ...threadInput(thread), block_id: blockId, offset, limit });
    setIsLoading(false);
    setError(result.ok ? null : result.error);
    if (!result.ok) return;
    const next = add(long, result.value.text, result.value.text_length);
    texts.setState(new Map(texts.getState()).set(key, next), true);
  };
  return {
    long,
    error,
    is_loading: isLoading,
    readNext: () => void read(endOf(long), chunkLength, withNext),
    readEarlier: () => {
      const offset = earlierOffset(long);
      void read(offset, startOf(long) - offset, withEarlier);
    },
  };
}
