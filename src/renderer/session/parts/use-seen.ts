import { type RefObject, useEffect, useState } from 'react';

/* How far outside the window something counts as seen, so that it is ready when it gets there. */
const margin = '300px';

const watched = new Map<Element, () => void>();
let observer: IntersectionObserver | null = null;

function sharedObserver(): IntersectionObserver {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const entry of entries) if (entry.isIntersecting) watched.get(entry.target)?.();
    },
    { rootMargin: margin },
  );
  return observer;
}

/** True from when the element first comes near the window. */
export function useSeen(ref: RefObject<Element | null>): boolean {
  const [isSeen, setIsSeen] = useState(false);
  useEffect(() => {
    const element = ref.current;
    if (!element || isSeen) return;
    const observing = sharedObserver();
    watched.set(element, () => setIsSeen(true));
    observing.observe(element);
    return () => {
      watched.delete(element);
      observing.unobserve(element);
    };
  }, [ref, isSeen]);
  return isSeen;
}
