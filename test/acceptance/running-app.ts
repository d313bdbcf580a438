import { startEngine } from '../../src/engine/start-worker.ts';
import { startHost } from '../../src/web/host.ts';
import { builtPage } from '../helpers/built-page.ts';

/** The engine and the loopback host as they are shipped, run from source in this process. */
export interface RunningApp {
  /** Asks for an address below `/api/v1`, with the token unless told otherwise. */
  get(path: string, token?: string | null): Promise<{ status: number; text: string; answer: Record<string, unknown> }>;
  stop(): Promise<void>;
}

const ownToken = 'the token of the acceptance tests';

export async function runApp(place: {
  home: string;
  data_dir: string;
  environment: Record<string, string>;
}): Promise<RunningApp> {
  const engine = startEngine({
    engine_url: new URL('../../src/engine/engine-worker.ts', import.meta.url),
    reader_url: new URL('../../src/engine/reader-worker.ts', import.meta.url),
    ...place,
  });
  const bugs: unknown[] = [];
  const onBug = (bug: unknown): void => void bugs.push(bug);
  const host = await startHost({
    engine,
    page_folder: builtPage(),
    host: '127.0.0.1',
    port: 0,
    token: ownToken,
    onBug,
  });
  const scan = await engine.call('scan', {});
  if (!scan.ok) throw new Error(scan.error.message);
  return {
    async get(path, token = ownToken) {
      const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
      const response = await fetch(new URL(`/api/v1${path}`, host.address), { headers });
      const text = await response.text();
      return { status: response.status, text, answer: JSON.parse(text) as Record<string, unknown> };
    },
    async stop() {
      await host.close();
      await engine.stop();
      if (bugs.length > 0) throw new Error(`The host met ${bugs.length} bugs.`, { cause: bugs[0] });
    },
  };
}
