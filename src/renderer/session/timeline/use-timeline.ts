import type { Timeline } from '../../../contract/timeline.ts';
import { api } from '../../api/api.ts';
import { type Loadable, touches, useAnswer } from '../../store/loadable.ts';
import { currentPlace, go, type SessionTab } from '../../store/place.ts';
import { type Thread, threadInput, threadKey } from '../transcript/thread.ts';

export const timelineKey = (thread: Thread): string => `timeline ${threadKey(thread)}`;

/** The timeline of a thread, once it `may` be asked for; the same answer for everything that shows it. */
export const useTimeline = (thread: Thread, may = true): Loadable<Timeline> =>
  useAnswer(may ? timelineKey(thread) : null, () => api.timeline(threadInput(thread)), touches(thread));

/** Shows a message of the thread in the transcript. */
export function openInTranscript(message: number): void {
  const place = currentPlace();
  if (place.screen === 'session') go({ ...place, tab: 'transcript', m: message });
}

/** Shows a message where the strip leads to: in the raw records while these are shown, else in the transcript. */
export function openMessage(message: number, tab: SessionTab): void {
  const place = currentPlace();
  if (place.screen === 'session') go({ ...place, tab: tab === 'raw' ? 'raw' : 'transcript', m: message });
}

/** Shows the thread of a subagent on the same tab. */
export function openThread(agent: string): void {
  const place = currentPlace();
  if (place.screen === 'session') go({ ...place, agent, m: null });
}

/** Keeps in the address which message is looked at, so that the transcript opens there. */
export function noteMessage(message: number): void {
  const place = currentPlace();
  if (place.screen === 'session') go({ ...place, m: message }, { replace: true });
}
