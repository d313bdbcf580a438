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
  const warmed = vi.spyOn(ReaderPool.prototype, 'warm').mockImplementation(() => {});
  home.beforeItGoes(() => warmed.mockRestore());
  return { engine, warmed };
}

test('an engine that only lists starts no thread that reads for a person', async () => {
  const { engine, warmed } = startedEngine();
  await engine.scan();
  await engine.close();
  vi.advanceTimersByTime(60_000);
  expect(warmed).not.toHaveBeenCalled();
});

test('an engine that stays has a thread that reads for a person before anything is opened', async () => {
  const { engine, warmed } = startedEngine();
  expect(warmed).not.toHaveBeenCalled();
  vi.advanceTimersByTime(400);
  expect(warmed).toHaveBeenCalledOnce();
  await engine.close();
});
