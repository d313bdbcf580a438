import fs from 'node:fs';
import type { EngineEvent } from '../../../src/contract/events.ts';
import { type EngineOptions, startEngine } from '../../../src/engine/start-worker.ts';

/** What a process with nothing but the engine in it is asked: a call to the engine, or what all of it has cost so far. */
export type Asked = { id: number } & ({ method: string; input: unknown } | { cost: true } | { end: true });
export type Answered = { id: number; answer: unknown } | { event: EngineEvent };

/** Since before the engine was started. */
export interface ProcessCost {
  cpu_seconds: number;
  /** The largest size that the process ever had, beyond what it had before. */
  mebibytes: number;
}

/** The largest size so far; where the system does not tell, that of now. */
const peakBytes = (): number =>
  process.platform === 'linux'
    ? Number(/VmHWM:\s+(\d+) kB/.exec(fs.readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1024
    : process.memoryUsage.rss();

const before = process.cpuUsage();
const held = peakBytes();
const { engine_url, reader_url, ...options } = JSON.parse(process.argv[2]!) as Record<
  'engine_url' | 'reader_url',
  string
> &
  Omit<EngineOptions, 'engine_url' | 'reader_url'>;
const engine = startEngine({ ...options, engine_url: new URL(engine_url), reader_url: new URL(reader_url) });
const tell = (answered: Answered): void => void process.send!(answered);
engine.onEvent((event) => tell({ event }));

process.on('message', (asked: Asked) => void answer(asked));
process.on('disconnect', () => process.exit());

async function answer(asked: Asked): Promise<void> {
  const { id } = asked;
  if ('method' in asked) return tell({ id, answer: await engine.call(asked.method, asked.input) });
  if ('end' in asked) return engine.stop().then(() => tell({ id, answer: null }));
  const { user, system } = process.cpuUsage(before);
  const cost: ProcessCost = { cpu_seconds: (user + system) / 1e6, mebibytes: (peakBytes() - held) / 2 ** 20 };
  return tell({ id, answer: cost });
}
