import { parentPort, workerData } from 'node:worker_threads';
import { serve } from '../rpc/serve.ts';
import { bugReport } from './bug-report.ts';
import type { EngineSettings } from './engine.ts';
import { RenewableEngine } from './renewable-engine.ts';

/** The engine thread: answers calls, scans once at its start, and ends in order when told to. */
const port = parentPort!;
const listeners: ((message: unknown) => void)[] = [];
port.on('message', (message: unknown) => {
  if (message === 'close') void close();
  else for (const listener of listeners) listener(message);
});

const carrier = {
  post: (message: unknown) => port.postMessage(message),
  onMessage: (listener: (message: unknown) => void) => void listeners.push(listener),
};
let emit: ReturnType<typeof serve> = () => {};
const onBug = (error: unknown) => console.error(bugReport(error));
const engine = new RenewableEngine(workerData as EngineSettings, (event) => emit(event), onBug);
emit = serve(carrier, engine.handlers, onBug);
// Not at once: calls that were sent before this thread ran come with the next turn, and one that asks for a scan shares this one.
setImmediate(() => void engine.scan());

async function close(): Promise<void> {
  await engine.close();
  port.postMessage('closed');
  port.close();
}
