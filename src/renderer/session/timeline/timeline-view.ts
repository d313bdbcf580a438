import { create } from 'zustand';
import type { Range } from './zoom.ts';

/** How timelines are looked at. What belongs to a thread is forgotten when another is opened. */
interface TimelineView {
  /** Pauses are cut; else time runs as it did. */
  is_cut: boolean;
  thread: string | null;
  /** What the lanes show, in shown time; null for all of it. */
  range: Range | null;
  /** What the strip shows. */
  strip_range: Range | null;
  /** Place of the selected item. */
  selected: number | null;
}

export const useTimelineView = create<TimelineView>(() => ({
  is_cut: true,
  thread: null,
  range: null,
  strip_range: null,
  selected: null,
}));

const { getState, setState } = useTimelineView;

/** Forgets what was looked at in another thread. */
export function enterThread(thread: string): void {
  if (getState().thread !== thread) setState({ thread, range: null, strip_range: null, selected: null });
}

export const setRange = (range: Range | null): void => setState({ range });
export const setStripRange = (strip_range: Range | null): void => setState({ strip_range });
export const select = (selected: number | null): void => setState({ selected });
/** Ranges are in shown time, which is another then. */
export const setCut = (is_cut: boolean): void => setState({ is_cut, range: null, strip_range: null });

/** The messages of a transcript that are in its window, and the one with the focus. */
export interface InView {
  thread: string;
  first: number;
  last: number;
  focused: number | null;
}

export const useInView = create<{ now: InView | null }>(() => ({ now: null }));

/** Told by the transcript whenever it moves. */
export function noteInView(now: InView): void {
  const known = useInView.getState().now;
  const isSame =
    known?.thread === now.thread &&
    known.first === now.first &&
    known.last === now.last &&
    known.focused === now.focused;
  if (!isSame) useInView.setState({ now });
}
