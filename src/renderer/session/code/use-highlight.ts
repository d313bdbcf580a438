import { type RefObject, useEffect, useState } from 'react';
import { useSeen } from '../parts/use-seen.ts';
import type { Run } from '../text/pieces.ts';
import { highlighted, knownHighlight } from './highlight.ts';

const patience_ms = 400;

/** Colours for code, found once the element comes near the window and the page has a moment to spare. */
export function useHighlight(ref: RefObject<Element | null>, code: string, language: string | null): Run[] | null {
  const isSeen = useSeen(ref);
  const known = knownHighlight(code, language);
  const [found, setFound] = useState<{ code: string; runs: Run[] | null } | null>(null);
  useEffect(() => {
    if (!isSeen || known || language === null) return;
    const idle = requestIdleCallback(() => setFound({ code, runs: highlighted(code, language) }), {
      timeout: patience_ms,
    });
    return () => cancelIdleCallback(idle);
  }, [isSeen, known, code, language]);
  return known ?? (found?.code === code ? found.runs : null);
}
