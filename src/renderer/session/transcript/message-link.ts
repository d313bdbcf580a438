import { addressOf, currentPlace, go } from '../../store/place.ts';
import type { Thread } from './thread.ts';

/** The whole address of a message, to be pasted elsewhere. */
export async function messageLink(thread: Thread, index: number | null): Promise<string> {
  const place = currentPlace();
  const page = location.href.split('#', 1)[0] ?? '';
  if (place.screen !== 'session') return page;
  return `${page}#${addressOf({ ...place, tab: 'transcript', agent: thread.agent_id, m: index })}`;
}

/** Goes to the thread of a subagent, or back to the main thread. */
export function showThread(agentId: string | null, index: number | null = null): void {
  const place = currentPlace();
  if (place.screen === 'session') go({ ...place, tab: 'transcript', agent: agentId, m: index });
}

/** Shows the records of the log behind a message. */
export function showRaw(agentId: string | null, index: number): void {
  const place = currentPlace();
  if (place.screen === 'session') go({ ...place, tab: 'raw', agent: agentId, m: index });
}

/** Notes in the address which message is in view, without a step to go back to. */
export function notePosition(index: number | null): void {
  const place = currentPlace();
  if (place.screen === 'session' && place.tab === 'transcript') go({ ...place, m: index }, { replace: true });
}
