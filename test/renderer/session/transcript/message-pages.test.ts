import { describe, expect, test } from 'vitest';
import type { Message } from '../../../../src/contract/message.ts';
import { fail, ok, type Result } from '../../../../src/contract/result.ts';
import { createMessagePages, pageSize } from '../../../../src/renderer/session/transcript/message-pages.ts';

type Answer = Result<{ messages: Message[]; next_offset: number | null }>;

const message = (index: number, text = ''): Message =>
  ({ message_id: `m${index}${text}`, index, blocks: [] }) as unknown as Message;

/** A thread of 2,000 messages whose answers come when they are let through. */
function thread({ longest = pageSize, total = 2000 } = {}) {
  const waiting: (() => void)[] = [];
  const asked: number[] = [];
  let edition = '';
  let failing = false;
  const load = (offset: number, limit: number): Promise<Answer> => {
    asked.push(offset);
    return new Promise((resolve) => {
      waiting.push(() => {
        if (failing) return resolve(fail('unreadable', 'The file cannot be read.'));
        const length = Math.max(0, Math.min(limit, longest, total - offset));
        const messages = Array.from({ length }, (_, place) => message(offset + place, edition));
        const end = offset + length;
        resolve(ok({ messages, next_offset: end < total ? end : null }));
      });
    });
  };
  const answer = async (): Promise<void> => {
    for (const one of waiting.splice(0)) one();
    await new Promise((resolve) => setTimeout(resolve));
  };
  const answerAll = async (): Promise<void> => {
    while (waiting.length > 0) await answer();
  };
  return {
    load,
    asked,
    answer,
    answerAll,
    setEdition: (name: string) => (edition = name),
    setFailing: (value: boolean) => (failing = value),
  };
}

describe('the pages of a thread', () => {
  test('are read when they are wanted, the most urgent first', async () => {
    const { load, asked, answerAll } = thread();
    const pages = createMessagePages(load);
    expect(pages.at(5)).toBeNull();
    pages.want([950, 1000, 850]);
    await answerAll();
    expect(asked).toEqual([900, 1000, 800]);
    expect(pages.at(950)?.index).toBe(950);
    expect(pages.at(5)).toBeNull();
  });

  test('are not read once somebody has scrolled past them', async () => {
    const { load, asked, answerAll } = thread();
    const pages = createMessagePages(load);
    for (let place = 0; place < 2000; place += 50) pages.want([place]);
    await answerAll();
    expect(asked).toEqual([0, 100, 1900]);
  });

  test('are completed when the engine ends an answer early', async () => {
    const { load, asked, answerAll } = thread({ longest: 40 });
    const pages = createMessagePages(load);
    pages.want([10]);
    await answerAll();
    expect(asked).toEqual([0, 40, 80]);
    expect(pages.at(99)?.index).toBe(99);
  });

  test('are let go of, oldest first, but never those in view', async () => {
    const { load, answerAll } = thread();
    const pages = createMessagePages(load);
    for (let place = 0; place < 2000; place += 100) {
      pages.want([0, place]);
      await answerAll();
    }
    const held = Array.from({ length: 20 }, (_, page) => page).filter((page) => pages.at(page * 100) !== null);
    expect(held).toHaveLength(14);
    expect(held).toContain(0);
    expect(held).toContain(19);
    expect(held).not.toContain(1);
  });

  test('stay in view while they are read again, and keep what has not changed', async () => {
    const { load, answerAll, setEdition } = thread({ total: 150 });
    const pages = createMessagePages(load);
    pages.want([0, 120]);
    await answerAll();
    const [first, last] = [pages.at(0), pages.at(120)];
    pages.outdate(120);
    expect(pages.at(120)).toBe(last);
    await answerAll();
    expect(pages.at(120)).toBe(last);
    expect(pages.at(0)).toBe(first);
    setEdition(' again');
    pages.outdate(120);
    await answerAll();
    expect(pages.at(120)?.message_id).toBe('m120 again');
    expect(pages.at(0)).toBe(first);
  });

  test('that changed while they were read are read once more', async () => {
    const { load, asked, answer, answerAll } = thread();
    const pages = createMessagePages(load);
    pages.want([0]);
    pages.outdate(50);
    await answer();
    await answerAll();
    expect(asked).toEqual([0, 0]);
  });

  test('say why they could not be read, and can be tried again', async () => {
    const { load, answerAll, setFailing } = thread();
    const pages = createMessagePages(load);
    setFailing(true);
    pages.want([10]);
    await answerAll();
    expect(pages.errorAt(10)?.message).toBe('The file cannot be read.');
    setFailing(false);
    pages.retry(10);
    await answerAll();
    expect(pages.errorAt(10)).toBeNull();
    expect(pages.at(10)?.index).toBe(10);
  });

  test('tell those who listen, until they stop', async () => {
    const { load, answerAll } = thread();
    const pages = createMessagePages(load);
    let told = 0;
    const stop = pages.subscribe(() => (told += 1));
    pages.want([0]);
    await answerAll();
    stop();
    pages.want([100]);
    await answerAll();
    expect(told).toBe(1);
    expect(pages.version()).toBe(2);
  });
});
