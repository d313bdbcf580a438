import { fork } from 'node:child_process';
import path from 'node:path';
import type { EngineEvent } from '../../../src/contract/events.ts';
import type { Result } from '../../../src/contract/result.ts';
import { apiFromCall } from '../../../src/rpc/client.ts';
import { threadModule } from '../../engine/built-threads.ts';
import { type TestEngine, type TestHome, valueOf } from '../../engine/running-engine.ts';
import type { Answered, Asked, ProcessCost } from './engine-process.ts';

/** The real engine in a process of its own, in which nothing else costs anything. */
export interface LoneEngine extends TestEngine {
  cost(): Promise<ProcessCost>;
}

export function startLoneEngine(home: TestHome): LoneEngine {
  const options = {
    engine_url: threadModule('engine').href,
    reader_url: threadModule('reader').href,
    environment: {},
    home: home.path,
    data_dir: home.data_dir,
  };
  const child = fork(path.join(import.meta.dirname, 'engine-process.ts'), [JSON.stringify(options)], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const waiting = new Map<number, { resolve: (answer: never) => void; reject: (error: Error) => void }>();
  const events: EngineEvent[] = [];
  const listeners = new Set<(event: EngineEvent) => void>([(event) => void events.push(event)]);
  child.on('message', (answered: Answered) => {
    if ('event' in answered) for (const listener of listeners) listener(answered.event);
    else waiting.get(answered.id)?.resolve(answered.answer as never);
  });
  child.once('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('The process of the engine ended.'));
  });
  let lastId = 0;
  const ask = <T>(what: { method: string; input: unknown } | { cost: true } | { end: true }): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject });
      child.send({ id: lastId, ...what } satisfies Asked);
    });
  const call = (method: string, input: unknown): Promise<Result<unknown>> => ask({ method, input });
  const api = apiFromCall(call);
  const stop = async (): Promise<void> => {
    if (!child.connected) return;
    await ask({ end: true });
    child.disconnect();
  };
  home.beforeItGoes(stop);
  return {
    api,
    call,
    events,
    stop,
    onEvent: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    scanned: async (input = { with_text: false }) => valueOf(await api.scan(input)),
    cost: () => ask({ cost: true }),
  };
}
