import type { Outline } from '../../contract/message.ts';
import type { FileOutline, OutlineMessage } from './outline.ts';

/** The messages of one thread, in file order. */
export function threadOf(outline: FileOutline, agent_id: string | null): OutlineMessage[] {
  return outline.messages.filter((message) => message.agent_id === agent_id);
}

/** The thread in brief. */
export function briefOf(outline: FileOutline, thread: OutlineMessage[]): Outline {
  const failed = (id: string) => ['error', 'denied'].includes(outline.results.get(id)?.outcome ?? '');
  return {
    total: thread.length,
    kinds: thread.map((message) => message.kind).join(''),
    sizes: thread.map(
      (message) =>
        message.bytes + message.call_ids.reduce((sum, id) => sum + (outline.results.get(id)?.length ?? 0), 0),
    ),
    tool_calls: thread.map((message) => message.call_ids.length),
    errors: thread.map((message) => message.error_count + message.call_ids.filter(failed).length),
    times: thread.map((message) => message.at),
  };
}
