/** One end of a channel that carries structured-clone values: a worker's port, an IPC bridge, a fake in a test. */
export interface Port {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
}

/** What goes towards the engine. */
export interface Request {
  id: number;
  method: string;
  input: unknown;
}

/** What comes back: the answer to one request, or news. */
export type Reply = { id: number; result: unknown } | { event: unknown };

export function isRequest(message: unknown): message is Request {
  if (typeof message !== 'object' || message === null) return false;
  const { id, method } = message as Partial<Request>;
  return typeof id === 'number' && typeof method === 'string';
}

export function isReply(message: unknown): message is Reply {
  if (typeof message !== 'object' || message === null) return false;
  return 'event' in message || ('id' in message && 'result' in message);
}
