import type { Outline } from '../../contract/message.ts';
import type { FileOutline, OutlineMessage } from './outline.ts';

/** The messages of one thread, in file order. */
export function threadOf(outline: FileOutline, agent_id: string | null): OutlineMessage[] {
  return outline.messages.filter((message) => message.agent_id === agent_id);
}

/** The thread in brief. */
export function briefOf(outline: FileOutline, thread: OutlineMessage[]): Outline {
  const left_paths = leftPathsIn(thread);
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
    ...(left_paths.length > 0 ? { left_paths } : {}),
  };
}

function leftPathsIn(thread: readonly OutlineMessage[]): NonNullable<Outline['left_paths']> {
  const paths: NonNullable<Outline['left_paths']> = [];
  for (const [place, { branch }] of thread.entries()) {
    const last = paths.at(-1);
    if (branch === null) continue;
    if (last?.branch === branch && last.to === place - 1) last.to = place;
    else paths.push({ from: place, to: place, branch });
  }
  return paths;
}
