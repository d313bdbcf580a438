import type { ServerResponse } from 'node:http';
import type { EngineEvent } from '../contract/events.ts';

/** As much of a `Connection` as is needed to pass on news. */
export interface News {
  onEvent(listener: (event: EngineEvent) => void): () => void;
}

const heartbeat_ms = 20_000;
/** A reader that lets this much pile up has stopped reading. */
const mostWaitingBytes = 1024 * 1024;

/** Writes the engine's news as server-sent events, one JSON object each, until either side goes away. */
export function streamEvents(news: News, response: ServerResponse, headers: Record<string, string>): void {
  response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream; charset=utf-8' });
  const write = (text: string): void => {
    if (response.writableLength > mostWaitingBytes) response.destroy();
    else response.write(text);
  };
  write(': open\n\n');
  const stopListening = news.onEvent((event) => write(`data: ${JSON.stringify(event)}\n\n`));
  const heartbeat = setInterval(() => write(': still here\n\n'), heartbeat_ms);
  response.on('close', () => {
    clearInterval(heartbeat);
    stopListening();
  });
}
