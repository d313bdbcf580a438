import type { FoundPlace } from '../../../contract/find.ts';
import { drawnNeedles, rangesIn } from './marked-ranges.ts';

/** By what an area of the page is known that shows a text of a block. */
export const areaName = ({
  agent_id,
  block_id,
  field,
  part,
}: Omit<FoundPlace, 'index' | 'offset' | 'is_whole'>): string => [agent_id ?? '', block_id, field, part].join(' ');

export const isInSameArea = (a: FoundPlace, b: FoundPlace): boolean => areaName(a) === areaName(b);

/** What is drawn of the words that are looked for. */
export interface DrawnPlaces {
  all: Range[];
  /** Where the current place is drawn; null when it is not. */
  now: Range | null;
}

/** Looks for words in all areas below an element. `nth` says which place of its area the current one is, from 0. */
export function drawnPlaces(element: HTMLElement, q: string, current: FoundPlace | null, nth: number): DrawnPlaces {
  const needles = drawnNeedles(q);
  const wanted = current && areaName(current);
  const all: Range[] = [];
  const own: Range[][] = [];
  for (const area of element.querySelectorAll('[data-find]')) {
    const ranges = rangesIn(area, needles);
    all.push(...ranges);
    if (area.getAttribute('data-find') === wanted && ranges.length > 0) own.push(ranges);
  }
  return { all, now: nthOf(own, nth) };
}

/**
 * The place in the first area that has so many. What is drawn may have fewer places than the log, as where a diff shows an
 * unchanged line once: then it is the last one of the area that has most.
 */
function nthOf(areas: readonly Range[][], nth: number): Range | null {
  const whole = areas.find((ranges) => ranges.length > nth);
  if (whole) return whole[nth] ?? null;
  return areas.toSorted((a, b) => b.length - a.length)[0]?.at(-1) ?? null;
}
