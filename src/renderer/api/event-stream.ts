import type { EngineEvent } from '../../contract/events.ts';

const firstPause_ms = 500;
const longestPause_ms = 15_000;

/**
 * Reads the engine's news for as long as it can be had, connecting again after growing pauses. After each new
 * connection listeners are told that anything may have changed, as news may have been missed. Each attempt to connect is
 * noted: whether the host could be reached. Returns what ends it.
 */
export function readEvents(
  open: () => Promise<Response>,
  tell: (event: EngineEvent) => void,
  noteReach: (isReached: boolean) => void = () => {},
): () => void {
  const ending = new AbortController();
  void keepReading(open, { tell, noteReach }, ending.signal);
  return () => ending.abort();
}

async function keepReading(
  open: () => Promise<Response>,
  { tell, noteReach }: { tell: (event: EngineEvent) => void; noteReach: (isReached: boolean) => void },
  signal: AbortSignal,
): Promise<void> {
  let pause_ms = firstPause_ms;
  let wasConnected = false;
  while (!signal.aborted) {
    try {
      const response = await reached(open, noteReach);
      if (response.status === 401 || response.status === 403) return;
      if (response.ok && response.body) {
        if (wasConnected) tell({ type: 'changed', sessions: null });
        wasConnected = true;
        pause_ms = firstPause_ms;
        await readStream(response.body, tell, signal);
      }
    } catch {
      /* The host is gone for the moment: calls say so on the screen; here the next attempt follows. */
    }
    await new Promise((resolve) => setTimeout(resolve, pause_ms));
    pause_ms = Math.min(pause_ms * 2, longestPause_ms);
  }
}

/** The answer to an attempt, whatever it says; that there was one is noted, and that there was none. */
async function reached(open: () => Promise<Response>, noteReach: (isReached: boolean) => void): Promise<Response> {
  try {
    const response = await open();
    noteReach(true);
    return response;
  } catch (error) {
    noteReach(false);
    throw error;
  }
}

async function readStream(
  body: ReadableStream<Uint8Array>,
  tell: (event: EngineEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const reader = body.getReader();
  signal.addEventListener('abort', () => void reader.cancel());
  const decoder = new TextDecoder();
  const take = eventParser((data) => {
    const event = eventFrom(data);
    if (event && !signal.aborted) tell(event);
  });
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    take(decoder.decode(value, { stream: true }));
  }
}

/** Puts `data:` lines together to events, however the stream was cut into pieces. */
export function eventParser(onData: (data: string) => void): (piece: string) => void {
  let rest = '';
  let data: string[] = [];
  return (piece) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const raw of lines) {
      const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (line.startsWith('data:')) data.push(line.slice(line[5] === ' ' ? 6 : 5));
      if (line === '' && data.length > 0) {
        onData(data.join('\n'));
        data = [];
      }
    }
  };
}

const kinds: ReadonlySet<string> = new Set<EngineEvent['type']>(['status', 'changed', 'restarted']);

/** The event in a piece of data; null for kinds that a newer host may send. */
function eventFrom(data: string): EngineEvent | null {
  const value = JSON.parse(data) as { type?: unknown } | null;
  return typeof value?.type === 'string' && kinds.has(value.type) ? (value as EngineEvent) : null;
}
