import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { ReaderPool } from '../../src/engine/reader-pool.ts';
import { threadModule } from './built-threads.ts';
import { TestHome } from './running-engine.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

function startedEngine() {
  const home = new TestHome();
  const settings = { environment: {}, home: home.path, data_dir: home.data_dir };
  const engine = new Engine({ ...settings, reader_url: threadModule('reader').href }, () => {});
  const asked = vi.spyOn(ReaderPool.prototype, 'run').mockImplementation(() => Promise.resolve(null as never));
  home.beforeItGoes(() => asked.mockRestore());
  return { engine, asked };
}

test('an engine that only lists starts no thread that reads for a person', async () => {
  const { engine, asked } = startedEngine();
  await engine.scan();
  await engine.close();
  vi.advanceTimersByTime(60_000);
  expect(asked).not.toHaveBeenCalled();
});

test('an engine that stays has a thread that reads for a person before anything is opened', async () => {
  const { engine, asked } = startedEngine();
  expect(asked).not.toHaveBeenCalled();
  vi.advanceTimersByTime(400);
  expect(asked.mock.calls).toEqual([[{ kind: 'get_ready' }]]);
  await engine.close();
});
