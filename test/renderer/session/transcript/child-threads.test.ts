import { describe, expect, test } from 'vitest';
import type { Message } from '../../../../src/contract/message.ts';
import { fail, ok } from '../../../../src/contract/result.ts';
import {
  childPageSize,
  createChildThreads,
  forgetChild,
  readChildAgain,
  readMoreOfChild,
} from '../../../../src/renderer/session/transcript/child-threads.ts';

const page = (offset: number, limit: number, total: number): Message[] =>
  Array.from({ length: Math.min(limit, total - offset) }, (_, place) => ({ index: offset + place }) as Message);

const readNinety = async (_: string, offset: number, limit: number) =>
  ok({ messages: page(offset, limit, 90), total: 90 });

describe('the thread of a subagent', () => {
  test('is read page by page, each behind the last', async () => {
    const threads = createChildThreads();
    await readMoreOfChild(threads, 'a', readNinety);
    expect(threads.getState().get('a')).toMatchObject({ total: 90, is_loading: false, error: null });
    expect(threads.getState().get('a')?.messages).toHaveLength(childPageSize);
    await readMoreOfChild(threads, 'a', readNinety);
    await readMoreOfChild(threads, 'a', readNinety);
    const places = threads
      .getState()
      .get('a')
      ?.messages.map((message) => message.index);
    expect(places).toEqual(Array.from({ length: 90 }, (_, place) => place));
  });

  test('keeps what it has when more cannot be read', async () => {
    const threads = createChildThreads();
    await readMoreOfChild(threads, 'a', async () => ok({ messages: page(0, 2, 5), total: 5 }));
    await readMoreOfChild(threads, 'a', async () => fail('source_gone', 'The file is gone.'));
    const thread = threads.getState().get('a');
    expect(thread?.error?.message).toBe('The file is gone.');
    expect(thread?.messages).toHaveLength(2);
    expect(thread?.is_loading).toBe(false);
  });

  test('is asked for once at a time', async () => {
    const threads = createChildThreads();
    let asked = 0;
    const load = async () => {
      asked += 1;
      return ok({ messages: page(0, 2, 2), total: 2 });
    };
    await Promise.all([readMoreOfChild(threads, 'a', load), readMoreOfChild(threads, 'a', load)]);
    expect(asked).toBe(1);
    expect(threads.getState().get('a')?.messages).toHaveLength(2);
  });

  test('is let go of when it is folded', async () => {
    const threads = createChildThreads();
    await readMoreOfChild(threads, 'a', async () => ok({ messages: page(0, 2, 2), total: 2 }));
    forgetChild(threads, 'a');
    expect(threads.getState().has('a')).toBe(false);
  });
});

describe('the thread of a subagent that goes on', () => {
  const grown = (total: number) => async (_: string, offset: number, limit: number) =>
    ok({ messages: page(offset, limit, total), total });

  test('is read again to its new end when all of it was shown, and keeps the messages that are the same', async () => {
    const threads = createChildThreads();
    await readMoreOfChild(threads, 'a', grown(3));
    const before = threads.getState().get('a')?.messages ?? [];
    await readChildAgain(threads, 'a', grown(5));
    const after = threads.getState().get('a');
    expect(after).toMatchObject({ total: 5 });
    expect(after?.messages).toHaveLength(5);
    expect(after?.messages[0]).toBe(before[0]);
  });

  test('shows no more than before when only a part of it was shown', async () => {
    const threads = createChildThreads();
    await readMoreOfChild(threads, 'a', readNinety);
    await readChildAgain(threads, 'a', grown(95));
    expect(threads.getState().get('a')).toMatchObject({ total: 95 });
    expect(threads.getState().get('a')?.messages).toHaveLength(childPageSize);
  });

  test('stays as it is when it cannot be read', async () => {
    const threads = createChildThreads();
    await readMoreOfChild(threads, 'a', grown(3));
    const before = threads.getState().get('a');
    await readChildAgain(threads, 'a', async () => fail('unreadable', 'It is gone.'));
    expect(threads.getState().get('a')).toBe(before);
  });
});
