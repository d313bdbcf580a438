import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import type { Outline } from '../../../contract/message.ts';
import { api } from '../../api/api.ts';
import { createMessagePages, type MessagePages } from './message-pages.ts';
import { firstDifference } from './steps.ts';
import { type Thread, threadInput } from './thread.ts';

/** The pages of a thread; those that a new outline shows to have changed are read again. */
export function useMessagePages(thread: Thread, outline: Outline): MessagePages {
  const [pages] = useState(() =>
    createMessagePages((offset, limit) => api.messages({ ...threadInput(thread), offset, limit })),
  );
  useSyncExternalStore(pages.subscribe, pages.version);
  const known = useRef(outline);
  useEffect(() => {
    if (known.current === outline) return;
    pages.outdate(firstDifference(known.current, outline));
    known.current = outline;
  }, [pages, outline]);
  return pages;
}
