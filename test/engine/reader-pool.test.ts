import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { type PoolLimits, ReaderClosed, ReaderPool, ReaderStopped } from '../../src/engine/reader-pool.ts';
import type { ReaderJob, ReaderSettings } from '../../src/engine/reading/reader-jobs.ts';

const toyReader = pathToFileURL(path.join(import.meta.dirname, 'threads', 'toy-reader.ts'));

const settings: ReaderSettings = { tag_key: '', own: {}, level: 'secrets', extra_words: [], text_store: null };

function poolOf(limits: Partial<PoolLimits> = {}, url = toyReader): ReaderPool {
  const pool = new ReaderPool(url, settings, { threads: 1, heap_mb: 64, stays: true, ...limits });
  onTestFinished(() => pool.close());
  return pool;
}

/** A job for the toy: the source's name says what it is to do. */
const job = (source: string): Extract<ReaderJob, { kind: 'sidecars' }> => ({ kind: 'sidecars', source, entries: [] });

/** How a job ended, in a word or sentence. */
async function endOf(running: Promise<unknown>): Promise<string> {
  try {
    return JSON.stringify(await running);
  } catch (error) {
    return error instanceof Error ? `${error.constructor.name}: ${error.message}` : 'odd';
  }
}

describe('a job', () => {
  const crashes = [
    ['exits', 'ReaderStopped: The reader stopped while reading the file.'],
    ['throws', 'ReaderStopped: The reader stopped while reading the file.'],
    ['rejects', 'ReaderStopped: The reader stopped while reading the file.'],
    ['fails', 'ReaderStopped: The reader failed on this file (RangeError at toy.ts:1:1).'],
    ['hogs', 'ReaderStopped: Reading the file took too much memory.'],
  ] as const;
  test.each(crashes.flatMap(([word, sentence]) => [0, 2].map((ahead) => [word, ahead, sentence] as const)))(
    'on which the thread %s with %i behind it says so, and the next jobs are done all the same',
    async (word, ahead, sentence) => {
      const pool = poolOf({ ahead });
      const ends = await Promise.all([
        endOf(pool.run(job(word))),
        endOf(pool.run(job('a'))),
        endOf(pool.run(job('b'))),
      ]);
      expect(ends).toEqual([sentence, '["a"]', '["b"]']);
    },
  );

  test.each([1, 2])('is not given up for one of %i behind it on which the thread ends', async (ahead) => {
    const pool = poolOf({ ahead });
    const ends = await Promise.all(['waits 100', 'exits', 'a'].map((word) => endOf(pool.run(job(word)))));
    expect(ends).toEqual(['["waits 100"]', 'ReaderStopped: The reader stopped while reading the file.', '["a"]']);
  });

  test.each([0, 1])('that gives no sign of life in time is given up, and the next one is done', async (ahead) => {
    const pool = poolOf({ patience_ms: 1000, ahead });
    const ends = await Promise.all([endOf(pool.run(job('spins'))), endOf(pool.run(job('a')))]);
    expect(ends).toEqual(['ReaderStopped: Reading the file took too long.', '["a"]']);
  });

  test('may take longer than that as long as parts of it come', async () => {
    const pool = poolOf({ patience_ms: 1000 });
    await pool.run(job('warm'));
    const parts: unknown[] = [];
    const began = Date.now();
    expect(await endOf(pool.run(job('steps 24'), (part) => void parts.push(part)))).toBe('["steps"]');
    expect(Date.now() - began).toBeGreaterThan(1000);
    expect(parts).toHaveLength(24);
  });

  test('hands its parts over in order before its end', async () => {
    const pool = poolOf();
    const parts: unknown[] = [];
    expect(await endOf(pool.run(job('parts 5'), (part) => void parts.push(part)))).toBe('["parts 5"]');
    expect(parts).toEqual([0, 1, 2, 3, 4]);
  });

  test('of which a part cannot be taken fails with that error, and the thread goes on', async () => {
    const pool = poolOf();
    const taken: unknown[] = [];
    const refuse = (part: unknown) => {
      taken.push(part);
      if (taken.length === 2) throw new TypeError('the disk is full');
    };
    const ends = await Promise.all([endOf(pool.run(job('parts 5'), refuse)), endOf(pool.run(job('a')))]);
    expect(ends).toEqual(['TypeError: the disk is full', '["a"]']);
    expect(taken).toEqual([0, 1]);
  });

  test('on a reader that cannot even start says so, each time', async () => {
    const pool = poolOf({}, pathToFileURL('/nowhere/reader.js'));
    const sentence = 'ReaderStopped: The reader stopped while reading the file.';
    expect(await endOf(pool.run(job('a')))).toBe(sentence);
    expect(await endOf(pool.run(job('b')))).toBe(sentence);
  });
});

describe('the threads', () => {
  test('are as many as there is work for, but not more than allowed', async () => {
    const pool = poolOf({ threads: 2 });
    const began = Date.now();
    await Promise.all(['waits 400', 'waits 400', 'waits 400'].map((word) => pool.run(job(word))));
    const took = Date.now() - began;
    expect(took).toBeGreaterThan(790);
  });

  test('end when there is nothing to do, and no job is lost to one that is ending', async () => {
    const pool = poolOf({ stays: false, idle_ms: 20 });
    const ends: string[] = [];
    for (let n = 0; n < 12; n++) {
      ends.push(await endOf(pool.run(job(`n${n}`))));
      await new Promise((resolve) => setTimeout(resolve, 14 + n));
    }
    expect(ends).toEqual(Array.from({ length: 12 }, (_, n) => `["n${n}"]`));
  });

  test('that stay are fresh ones after a while without work', async () => {
    const pool = poolOf({ stays: true, idle_ms: 30 });
    const first = await endOf(pool.run(job('thread')));
    expect(await endOf(pool.run(job('thread')))).toBe(first);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await endOf(pool.run(job('thread')))).not.toBe(first);
  });

  test('end at once when their memory is wanted, and go on with what they have', async () => {
    const pool = poolOf({ threads: 2, stays: false, idle_ms: 60_000 });
    const [busy, idle] = [pool.run(job('waits 400')), endOf(pool.run(job('thread')))];
    const thread = await idle;
    await pool.endIdle();
    expect(await endOf(pool.run(job('thread')))).not.toBe(thread);
    expect(await endOf(busy)).toBe('["waits 400"]');
  });

  test('take no job between being given up and being gone', async () => {
    const pool = poolOf({ patience_ms: 800 });
    const first = endOf(pool.run(job('spins')));
    const later = first.then(() => endOf(pool.run(job('after'))));
    expect(await first).toContain('too long');
    expect(await later).toBe('["after"]');
  });
});

describe('threads that help', () => {
  /** They may tell who they are, and nothing else. */
  const mayDo = (wanted: ReaderJob): boolean => 'source' in wanted && wanted.source === 'thread';
  const poolWithHelpers = (idle_ms: number) => poolOf({ helpers: { threads: 1, mayDo, idle_ms } });
  /** Asked again while it is not ready in time, and the first one has done it meanwhile. */
  const helperOf = async (pool: ReaderPool, first: string): Promise<string> => {
    for (;;) {
      const busy = pool.run(job('waits 300'));
      const helper = await endOf(pool.run(job('thread')));
      await busy;
      if (helper !== first) return helper;
    }
  };

  test('do what they may while the first thread is busy; the rest and what it is free for it does itself', async () => {
    const pool = poolWithHelpers(60_000);
    const first = await endOf(pool.run(job('thread itself')));
    expect(await endOf(pool.run(job('thread')))).toBe(first);
    const helper = await helperOf(pool, first);
    const ends = await Promise.all(['waits 300', 'thread itself', 'thread'].map((word) => endOf(pool.run(job(word)))));
    expect(ends).toEqual(['["waits 300"]', first, helper]);
  });

  test('end when there is nothing to do, and the first one stays', async () => {
    const pool = poolWithHelpers(50);
    const first = await endOf(pool.run(job('thread itself')));
    const helper = await helperOf(pool, first);
    await vi.waitFor(async () => expect(await helperOf(pool, first)).not.toBe(helper), {
      interval: 300,
      timeout: 20_000,
    });
    expect(await endOf(pool.run(job('thread itself')))).toBe(first);
  }, 30_000);
});

describe('a pool that is closed', () => {
  test.each([0, 1])('tells the job under way and all that wait, and takes no more', async (ahead) => {
    const pool = poolOf({ ahead });
    const running = ['waits 5000', 'a', 'b'].map((word) => pool.run(job(word)));
    const ends = Promise.all(running.map((one) => one.then(() => null).catch((error: unknown) => error)));
    await pool.close();
    for (const error of await ends) expect(error).toBeInstanceOf(ReaderClosed);
    await expect(pool.run(job('c'))).rejects.toBeInstanceOf(ReaderClosed);
    expect(new ReaderClosed()).toBeInstanceOf(ReaderStopped);
  });
});
