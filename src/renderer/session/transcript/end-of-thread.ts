import type { Message } from '../../../contract/message.ts';

/** Stands for the end of a thread where something is shown that belongs to no message. */
export const endOfThread: Message = {
  message_id: 'end of thread',
  index: 0,
  role: 'system',
  at: null,
  model: null,
  turn_id: null,
  agent_id: null,
  is_meta: true,
  branch: null,
  usage: null,
  stop_reason: null,
  effort: null,
  cache_miss: null,
  blocks: [],
};
