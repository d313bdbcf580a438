/** One run of messages: the main thread of a session, or that of one of its subagents. */
export interface Thread {
  source: string;
  session_id: string;
  /** Null for the main thread. */
  agent_id: string | null;
}

/** The fields by which the engine's methods name a thread. */
export function threadInput(thread: Thread): { source: string; session_id: string; agent_id?: string } {
  const { source, session_id, agent_id } = thread;
  return agent_id === null ? { source, session_id } : { source, session_id, agent_id };
}

/** One text for one thread, for keys. */
export const threadKey = ({ source, session_id, agent_id }: Thread): string =>
  JSON.stringify([source, session_id, agent_id]);
